using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>The templates, their words and their assets: the user's files over the built-in ones, one by one.</summary>
/// <param name="Digest">Stands for all of them.</param>
internal sealed partial record TemplateFiles(TemplateSet? Set, Words Words, ImmutableArray<(string Name, byte[] Content)> Assets, ulong Digest)
{
    private const string Prefix = "templates/", BuiltInMark = "built-in:";

    public static Diagnosed<TemplateFiles> Load(Diagnosed<ImmutableArray<ContentFile>> files, SiteConfig config)
    {
        var builtIn = BuiltIn().ToDictionary(file => file.Name, file => (BuiltInMark + file.Name, file.Content), StringComparer.Ordinal);
        var bytes = builtIn.ToDictionary(StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        diagnostics.AddRange(files.Diagnostics);
        foreach (var file in files.Value)
        {
            var (content, problem) = ContentLoader.ReadBytes(file);
            if (content is null) diagnostics.Add(Rules.Unreadable.At(new(file.Path), problem));
            else bytes[file.Inner] = (file.Path, content);
        }

        var templates = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var assets = ImmutableArray.CreateBuilder<(string, byte[])>();
        var digest = new Digest();
        foreach (var (name, (path, content)) in bytes.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            digest.Add(path).Add(name).Add(content);
            if (name == "assets/site.css") assets.Add(("site.css", [.. content, .. Encoding.UTF8.GetBytes(Accent.StyleOf(config.Accent))]));
            else if (name.StartsWith("assets/", StringComparison.Ordinal)) assets.Add((name["assets/".Length..], content));
            else if (name.EndsWith(".html", StringComparison.Ordinal))
            {
                var (source, decodeDiagnostics) = ContentLoader.Decode(path, content);
                diagnostics.AddRange(decodeDiagnostics);
                // Where a file of the user cannot be read, the built-in one keeps the others from being told of its absence.
                source ??= builtIn.TryGetValue(name, out var own) ? ContentLoader.Decode(path, own.Content).Value : null;
                templates[name[..^".html".Length]] = source ?? new(path, "");
            }
        }

        var words = WordsOf(config.Language, [builtIn, bytes], diagnostics);
        var (set, templateDiagnostics) = TemplateSet.Load(templates, words.All);
        // What uses what is only known of templates without a mistake.
        var uses = templateDiagnostics.IsEmpty && diagnostics.Count == 0
            ? TemplateUse.Check(set.Uses, name => builtIn.ContainsKey(name + ".html"), file => !file.Path.StartsWith(BuiltInMark, StringComparison.Ordinal))
            : [];
        var otherNames = files.Value.Where(file => IsMeantAsWords(file.Inner)).Select(file => Rules.OtherName.At(new(file.Path), $"name it by a language, as in 'words.{config.Language}.yaml'"));
        return new(new(set, words, assets.ToImmutable(), digest.Value), [.. diagnostics, .. templateDiagnostics, .. uses, .. otherNames]);
    }

    private static bool IsMeantAsWords(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && Path.GetExtension(name).ToLowerInvariant() is ".yaml" or ".yml" && !WordsName().IsMatch(name);

    [GeneratedRegex(@"^words\.[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\.yaml$")]
    private static partial Regex WordsName();

    /// <summary>The built-in English words, under those of the site's language, under the user's.</summary>
    private static Words WordsOf(string language, IEnumerable<Dictionary<string, (string Path, byte[] Content)>> layers, List<Diagnostic> diagnostics)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        var foreign = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            foreach (var name in (string[])["words.en.yaml", $"words.{language.Split('-')[0]}.yaml", $"words.{language}.yaml"])
            {
                if (!layer.TryGetValue(name, out var file) || !read.Add(file.Path)) continue;
                var (source, decodeDiagnostics) = ContentLoader.Decode(file.Path, file.Content);
                diagnostics.AddRange(decodeDiagnostics);
                if (source is null) continue;
                foreach (var key in WordsReader.Read(source, texts, isOpen: texts.Count == 0, diagnostics))
                {
                    if (name == "words.en.yaml") foreign.Add(key);
                    else foreign.Remove(key);
                }
            }
        }

        return new(language, texts, foreign);
    }

    /// <summary>The repository's <c>templates/</c> as it was when the program was built.</summary>
    private static IEnumerable<(string Name, byte[] Content)> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return (resource[Prefix.Length..].Replace('\\', '/'), content);
        }
    }
}
