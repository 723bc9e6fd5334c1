using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using KnowledgeBase.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>All templates of a site, parsed and linted once; shared by all threads that render.</summary>
public sealed class TemplateSet
{
    private const string Layout = "layouts/base";

    /// <summary>What each kind of model has, under the names that templates use.</summary>
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> MembersByModel = [];

    private readonly FrozenDictionary<string, Template> _templates;
    private readonly ScriptObject _words;
    private readonly bool _isBroken;

    /// <summary>As many as threads ever rendered at once: a context used again costs a third of a new one.</summary>
    private readonly ConcurrentBag<HtmlTemplateContext> _contexts = [];

    private TemplateSet(FrozenDictionary<string, Template> templates, ScriptObject words, bool isBroken) => (_templates, _words, _isBroken) = (templates, words, isBroken);

    /// <param name="templates">Each by its name: its path under <c>templates/</c> without ending, such as <c>partials/answer</c>.</param>
    /// <param name="words">The interface's words by their keys; a template sees <c>in-brief</c> as <c>words.in_brief</c>.</param>
    public static Diagnosed<TemplateSet> Load(IReadOnlyDictionary<string, SourceFile> templates, IEnumerable<KeyValuePair<string, string>> words)
    {
        var diagnostics = new List<Diagnostic>();
        var parsed = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var (name, file) in templates)
        {
            var template = Template.Parse(file.Text, file.Path);
            parsed[name] = template;
            var unclosed = UnclosedCode(file.Text);
            if (unclosed is { } offset) diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(offset), "this '{{' is never closed; write '}}' after it, and look whether a quote is missing"));
            else if (!template.HasErrors) new TemplateLint(file, templates.ContainsKey, diagnostics).Check(template.Page!);
            // What Scriban says of the rest of a template that is not closed only confuses.
            foreach (var message in template.Messages.Where(message => message.Type == ParserMessageType.Error && unclosed is null))
                diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(Math.Clamp(message.Span.Start.Offset, 0, file.Text.Length)), TemplateAdvice.On(message)));
        }

        return new(new(parsed.ToFrozenDictionary(StringComparer.Ordinal), ToObject(words), diagnostics.Count > 0), [.. diagnostics.Order()]);
    }

    /// <summary>Renders <c>pages/KIND</c> in the layout, as UTF-8. A mistake is told at its place in the template; the page is then empty.</summary>
    public Diagnosed<byte[]> Render(string kind, PageModel model)
    {
        // What is wrong with a broken set was told when it was loaded.
        if (_isBroken) return new([], []);
        if (!_templates.TryGetValue($"pages/{kind}", out var page) || !_templates.TryGetValue(Layout, out var layout))
            return new([], [Rules.TemplateMissing.At(new("templates"), _templates.ContainsKey(Layout) ? $"pages/{kind}.html" : $"{Layout}.html", "put it into the templates folder")]);

        if (!_contexts.TryTake(out var context)) context = new HtmlTemplateContext(_templates);
        try
        {
            var html = context.Render(page, layout, ToGlobals(model));
            _contexts.Add(context);
            return new(html, []);
        }
        catch (ScriptRuntimeException problem)
        {
            // Scriban turns every exception into this one. The context stays in the middle of the page, so it is not used again.
            var start = problem.Span.Start;
            return new([], [Rules.TemplateError.At(new(problem.Span.FileName ?? "templates", start.Line + 1, start.Column + 1), TemplateAdvice.On(problem))]);
        }
    }

    private ScriptObject ToGlobals(PageModel model)
    {
        var globals = new ScriptObject();
        globals.SetValue("words", _words, readOnly: true);
        foreach (var (name, property) in MembersByModel.GetOrAdd(model.GetType(), MembersOf))
        {
            globals.SetValue(name, property.GetValue(model), readOnly: true);
        }

        return globals;
    }

    /// <summary>As templates name them; all threads only read it.</summary>
    private static ScriptObject ToObject(IEnumerable<KeyValuePair<string, string>> words)
    {
        var texts = new ScriptObject();
        foreach (var (key, text) in words) texts.SetValue(key.Replace('-', '_'), text, readOnly: true);
        texts.IsReadOnly = true;
        return texts;
    }

    private static (string Name, PropertyInfo Property)[] MembersOf(Type model) =>
        [.. model.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (StandardMemberRenamer.Rename(property), property))];

    /// <summary>Scriban takes the end of the file for the end of the code, and says nothing.</summary>
    private static int? UnclosedCode(string text)
    {
        var last = new Lexer(text).LastOrDefault(token => token.Type is TokenType.CodeEnter or TokenType.CodeExit or TokenType.EscapeEnter or TokenType.EscapeExit);
        return last.Type is TokenType.CodeEnter or TokenType.EscapeEnter ? last.Start.Offset : null;
    }
}
