using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering;

/// <summary>What a template uses of the others.</summary>
/// <param name="Includes">Names of partials, such as <c>partials/answer</c>.</param>
internal sealed record TemplateUse(SourceFile File, IReadOnlySet<string> Includes, bool PrintsContent)
{
    private const string Layout = TemplateSet.Layout, Head = "partials/head";

    /// <summary>Tells a layout that shows no page or drops the policy, and files that nothing uses.</summary>
    /// <param name="uses">Of all templates, by their names.</param>
    /// <param name="isBuiltIn">Whether the program brings a template of that name.</param>
    public static IEnumerable<Diagnostic> Check(IReadOnlyDictionary<string, TemplateUse> uses, Func<string, bool> isBuiltIn, Func<SourceFile, bool> isOfUser)
    {
        var frame = new HashSet<string>(StringComparer.Ordinal);
        Reach(Layout);
        var parts = frame.Select(name => uses[name]).ToList();
        if (!parts.Exists(part => part.PrintsContent))
            yield return Rules.TemplateUnsafe.At(uses[Layout].File.At(1), "the layout shows no page; write {{ content }} where it belongs");
        if (!parts.Exists(part => part.File.Text.Contains("Content-Security-Policy", StringComparison.OrdinalIgnoreCase)))
        {
            // It was lost where the user's own file took the place of the built-in one.
            var own = frame.Where(name => isOfUser(uses[name].File)).OrderBy(name => name != Head).ThenBy(name => name != Layout).FirstOrDefault(Layout);
            yield return Rules.NoPolicy.At(uses[own].File.At(1));
        }

        var included = uses.Values.SelectMany(use => use.Includes).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, use) in uses)
        {
            if (!isOfUser(use.File) || isBuiltIn(name) || included.Contains(name)) continue;
            var nearest = Spelling.Nearest(name, uses.Keys.Where(isBuiltIn).Order(StringComparer.Ordinal));
            yield return Rules.TemplateUnused.At(new(use.File.Path), nearest is null ? "include it, or remove it" : $"did you mean '{nearest}.html'?");
        }

        void Reach(string name)
        {
            if (!uses.TryGetValue(name, out var use) || !frame.Add(name)) return;
            foreach (var next in use.Includes) Reach(next);
        }
    }
}
