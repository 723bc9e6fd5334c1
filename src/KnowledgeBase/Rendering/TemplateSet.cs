using System.Collections.Concurrent;
using System.Collections.Frozen;
using KnowledgeBase.Diagnostics;
using Scriban;
using Scriban.Parsing;

namespace KnowledgeBase.Rendering;

/// <summary>All templates of a site, parsed and linted once; shared by all threads that render.</summary>
public sealed class TemplateSet
{
    internal const string Layout = "layouts/base";

    private readonly FrozenDictionary<string, Action<TemplateRun>> _templates;
    private readonly TemplateNames _names;
    private readonly FrozenDictionary<string, string> _words;
    private readonly bool _isBroken;

    /// <summary>What each template uses, by its name.</summary>
    internal IReadOnlyDictionary<string, TemplateUse> Uses { get; private init; } = new Dictionary<string, TemplateUse>();

    /// <summary>As many as threads ever rendered at once.</summary>
    private readonly ConcurrentBag<TemplateRun> _runs = [];

    private TemplateSet(FrozenDictionary<string, Action<TemplateRun>> templates, TemplateNames names, FrozenDictionary<string, string> words, bool isBroken) =>
        (_templates, _names, _words, _isBroken) = (templates, names, words, isBroken);

    /// <param name="templates">Each by its name: its path under <c>templates/</c> without ending, such as <c>partials/answer</c>.</param>
    /// <param name="words">The interface's words by their keys; a template sees <c>in-brief</c> as <c>words.in_brief</c>.</param>
    public static Diagnosed<TemplateSet> Load(IReadOnlyDictionary<string, SourceFile> templates, IEnumerable<KeyValuePair<string, string>> words)
    {
        var diagnostics = new List<Diagnostic>();
        var uses = new Dictionary<string, TemplateUse>(StringComparer.Ordinal);
        var (made, names) = (new Dictionary<string, Action<TemplateRun>>(StringComparer.Ordinal), new TemplateNames());
        foreach (var (name, file) in templates)
        {
            var before = diagnostics.Count;
            var template = Template.Parse(file.Text, file.Path);
            var unclosed = UnclosedCode(file.Text);
            if (unclosed is { } offset) diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(offset), "this '{{' is never closed; write '}}' after it, and look whether a quote is missing"));
            else if (!template.HasErrors)
            {
                var lint = new TemplateLint(file, templates.ContainsKey, diagnostics);
                lint.Check(template.Page!);
                uses[name] = lint.Use;
            }

            // What Scriban says of the rest of a template that is not closed only confuses.
            foreach (var message in template.Messages.Where(message => message.Type == ParserMessageType.Error && unclosed is null))
                diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(message.Span.Start.Offset), TemplateAdvice.On(message)));
            if (diagnostics.Count == before) made[name] = new TemplateCode(file, names, made).Of(template.Page);
        }

        return new(
            new(made.ToFrozenDictionary(StringComparer.Ordinal), names, words.ToFrozenDictionary(word => word.Key.Replace('-', '_'), word => word.Value, StringComparer.Ordinal), diagnostics.Count > 0) { Uses = uses },
            [.. diagnostics.Order()]);
    }

    /// <summary>Renders <c>pages/KIND</c> in the layout, as UTF-8. A mistake is told at its place in the template; the page is then empty.</summary>
    public Diagnosed<byte[]> Render(string kind, PageModel model)
    {
        // What is wrong with a broken set was told when it was loaded.
        if (_isBroken) return new([], []);
        if (!_templates.TryGetValue($"pages/{kind}", out var page) || !_templates.TryGetValue(Layout, out var layout))
            return new([], [Rules.TemplateMissing.At(new("templates"), _templates.ContainsKey(Layout) ? $"pages/{kind}.html" : $"{Layout}.html", "put it into the templates folder")]);

        if (!_runs.TryTake(out var run)) run = new TemplateRun(_names);
        try
        {
            var html = run.Render(page, layout, model, _words);
            _runs.Add(run);
            return new(html, []);
        }
        catch (TemplateMistakeException mistake)
        {
            // The run stays in the middle of the page, so it is not used again.
            return new([], [Rules.TemplateError.At(mistake.Location, mistake.Message)]);
        }
    }

    /// <summary>Scriban takes the end of the file for the end of the code, and says nothing.</summary>
    private static int? UnclosedCode(string text)
    {
        var last = new Lexer(text).LastOrDefault(token => token.Type is TokenType.CodeEnter or TokenType.CodeExit or TokenType.EscapeEnter or TokenType.EscapeExit);
        return last.Type is TokenType.CodeEnter or TokenType.EscapeEnter ? last.Start.Offset : null;
    }
}
