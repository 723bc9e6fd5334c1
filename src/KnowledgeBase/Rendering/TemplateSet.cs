using System.Collections.Concurrent;
using System.Collections.Frozen;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>All templates of a site, parsed and linted once; shared by all threads that render.</summary>
public sealed class TemplateSet
{
    private const string Layout = "layouts/base";

    private readonly FrozenDictionary<string, Template> _templates;
    private readonly ConcurrentBag<HtmlTemplateContext> _contexts = [];
    private readonly bool _isBroken;

    private TemplateSet(FrozenDictionary<string, Template> templates, bool isBroken) => (_templates, _isBroken) = (templates, isBroken);

    /// <param name="templates">Each by its name: its path under <c>templates/</c> without ending, such as <c>partials/answer</c>.</param>
    public static Diagnosed<TemplateSet> Load(IReadOnlyDictionary<string, SourceFile> templates)
    {
        var diagnostics = new List<Diagnostic>();
        var parsed = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var (name, file) in templates)
        {
            var template = Template.Parse(file.Text, file.Path);
            parsed[name] = template;
            foreach (var message in template.Messages.Where(message => message.Type == ParserMessageType.Error))
                diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(Math.Clamp(message.Span.Start.Offset, 0, file.Text.Length)), message.Message));
            if (UnclosedCode(file.Text) is { } offset) diagnostics.Add(Rules.TemplateSyntax.At(file.AtOffset(offset), "this '{{' is never closed; write '}}' after it"));
            if (!template.HasErrors) new TemplateLint(file, templates.ContainsKey, diagnostics).Check(template.Page!);
        }

        return new(new(parsed.ToFrozenDictionary(StringComparer.Ordinal), diagnostics.Count > 0), [.. diagnostics.Order()]);
    }

    /// <summary>Renders <c>pages/KIND</c> and puts it into the layout. A mistake is told at its place in the template; the page is then empty.</summary>
    public Diagnosed<string> Render(string kind, PageModel model)
    {
        // What is wrong with a broken set was told when it was loaded.
        if (_isBroken) return new("", []);
        if (!_templates.TryGetValue($"pages/{kind}", out var page) || !_templates.TryGetValue(Layout, out var layout))
            return new("", [Rules.TemplateMissing.At(new("templates"), _templates.ContainsKey(Layout) ? $"pages/{kind}.html" : $"{Layout}.html", "put it into the templates folder")]);

        if (!_contexts.TryTake(out var context)) context = new HtmlTemplateContext(_templates);
        var globals = new ScriptObject();
        globals.Import(model);
        context.PushGlobal(globals);
        try
        {
            globals.SetValue("content", new SafeHtml(page.Render(context)), readOnly: true);
            return new(layout.Render(context), []);
        }
        catch (ScriptRuntimeException problem)
        {
            var innermost = context.Failure ?? problem;
            return new("", [Rules.TemplateError.At(At(innermost.Span), innermost.OriginalMessage)]);
        }
        catch (InvalidOperationException problem)
        {
            return new("", [Rules.TemplateError.At(At(context.CurrentSpan), problem.Message)]);
        }
        finally
        {
            context.Recover();
            _contexts.Add(context);
        }
    }

    /// <summary>Scriban takes the end of the file for the end of the code, and says nothing.</summary>
    private static int? UnclosedCode(string text)
    {
        var open = text.LastIndexOf("{{", StringComparison.Ordinal);
        return open > text.LastIndexOf("}}", StringComparison.Ordinal) ? open : null;
    }

    private static SourceLocation At(SourceSpan span) => new(span.FileName ?? "templates", span.Start.Line + 1, span.Start.Column + 1);
}
