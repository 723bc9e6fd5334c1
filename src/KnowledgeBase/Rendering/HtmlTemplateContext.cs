using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using KnowledgeBase.Markup;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>Where in the HTML a template prints a value.</summary>
internal enum OutputPlace
{
    /// <summary>Between tags, where markup may stand.</summary>
    Html,

    /// <summary>In a double-quoted attribute value or an element such as <c>title</c>, where only text may stand.</summary>
    Words,

    /// <summary>The whole value of an attribute that holds an address.</summary>
    Url,
}

/// <summary>
/// Prints values by their type: strings escaped, whole numbers plain, <see cref="SafeHtml"/> and <see cref="SafeUrl"/>
/// where they belong, and nothing else. A template cannot forget to escape, and has no functions.
/// </summary>
internal sealed class HtmlTemplateContext : TemplateContext
{
    private const int DeepestInclude = 40;
    private const string Content = "content";

    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    private readonly FrozenDictionary<string, Template> _templates;
    private readonly Utf8Output _output = new();
    private ScriptObject _model = [];
    private int _depth;

    public HtmlTemplateContext(FrozenDictionary<string, Template> templates)
        : base(new ScriptObject())
    {
        _templates = templates;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        LoopLimit = 0;
        LimitToString = 0;
        AutoIndent = false;
        MemberFilter = member => member.DeclaringType != typeof(SafeHtml) && member.DeclaringType != typeof(PageContent) && member.DeclaringType != typeof(SafeUrl);
        TryGetVariable = TellUnknownVariable;
        TryGetMember = TellUnknownMember;
        PushOutput(_output);
    }

    /// <summary>Renders the layout, and where it prints <c>content</c> the page's own template. After a mistake the context is of no more use.</summary>
    /// <returns>The page as UTF-8.</returns>
    public byte[] Render(Template page, Template layout, ScriptObject model)
    {
        _model = model;
        PushGlobal(model);
        model.SetValue(Content, new PageContent(page.Page!), readOnly: false);
        Evaluate(layout.Page!);
        PopGlobal();
        return _output.Take();
    }

    /// <summary>Prints one value of the model where the lint found it.</summary>
    public void Print(object? value, OutputPlace place, PrintedValue printed)
    {
        switch (value)
        {
            case null when place == OutputPlace.Url:
                throw new ScriptRuntimeException(printed.Span, $"'{printed}' has no address on this page; put the tag between 'if {printed}' and 'end'");
            case null:
                break;
            case SafeUrl url:
                WriteEscaped(url.Url);
                break;
            case var _ when place == OutputPlace.Url:
                throw new ScriptRuntimeException(printed.Span, $"only an address of the model can stand here, and '{printed}' is {Named(value)}");
            case SafeHtml html when place == OutputPlace.Html:
                Write(html.Html);
                break;
            case PageContent content when place == OutputPlace.Html:
                // The page itself has no content.
                _model.Remove(Content);
                Evaluate(content.Page);
                _model.SetValue(Content, content, readOnly: false);
                break;
            case SafeHtml or PageContent:
                throw new ScriptRuntimeException(printed.Span, $"only text can stand here, and '{printed}' is markup; print it between tags");
            case string text:
                WriteEscaped(text);
                break;
            case int or long:
                Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ScriptRuntimeException(printed.Span, $"'{printed}' is {Named(value)}, which cannot be printed; {Instead(value)}");
        }
    }

    /// <summary>Values are printed by <see cref="Print"/>: what comes here is something that the lint has overlooked.</summary>
    public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
        textAsObject is null ? this : throw new ScriptRuntimeException(span, $"{Named(textAsObject)} cannot be printed here");

    /// <summary>Renders a partial into the page. That it exists, and where it may stand, the lint has seen to.</summary>
    public void Include(IncludedPartial partial, string? variable, object? value)
    {
        if (_depth == DeepestInclude) throw new ScriptRuntimeException(partial.Span, $"'{partial.Name}' includes itself without end; put the include between 'if …' and 'end'");
        _depth++;
        if (variable is not null)
        {
            var local = new ScriptObject(1);
            local.SetValue(variable, value, readOnly: true);
            PushGlobal(local);
        }

        try
        {
            Evaluate(_templates[partial.Name].Page!);
        }
        finally
        {
            // Otherwise a loop around a faulty partial fails in its turn, and its failure would be told.
            if (variable is not null) PopGlobal();
        }

        _depth--;
    }

    private bool TellUnknownVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object? value)
    {
        var template = Path.GetFileNameWithoutExtension(span.FileName ?? "");
        throw new ScriptRuntimeException(span, $"there is no value '{variable.Name}' here; " + (IncludedPartial.VariableOf(template) == variable.Name
            ? $"include this partial with one, as in include 'partials/{template}' page"
            : Proposal(variable.Name, "the page has", _model.GetMembers())));
    }

    private bool TellUnknownMember(TemplateContext context, SourceSpan span, object target, string member, out object? value) =>
        throw new ScriptRuntimeException(span, $"'{(CurrentNode as ScriptMemberExpression)?.Target}' has no '{member}'; {Proposal(member, "it has", GetMemberAccessor(target).GetMembers(this, span, target))}");

    private static string Proposal(string word, string subject, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        if (Spelling.Nearest(word, names) is { } nearest) return $"did you mean '{nearest}'?";
        return names.Count == 0 ? "print it as it is" : $"{subject} {string.Join(", ", names)}";
    }

    private static string Named(object value) => value switch
    {
        bool => "a yes or no",
        string => "a text",
        SafeHtml or PageContent => "markup",
        SafeUrl => "an address",
        int or long => "a number",
        double or float or decimal => "a number with a fraction",
        System.Collections.IEnumerable => "a list",
        ValueType => "a value of another kind",
        _ => "a part with members of its own",
    };

    private static string Instead(object value) => value switch
    {
        bool => "use it in 'if'",
        System.Collections.IEnumerable => "go through it with 'for'",
        ValueType => "only texts and whole numbers can",
        _ => "print one of its members",
    };

    /// <summary>Right in text and in double-quoted attribute values.</summary>
    private void WriteEscaped(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Special);
            if (length < 0) length = text.Length - start;
            Write(text, start, length);
            start += length;
            if (start < text.Length) Write(EntityOf(text[start++]));
        }
    }

    private static string EntityOf(char special) => special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };

    /// <summary>Stands in the layout for what the page's own template writes.</summary>
    private sealed record PageContent(ScriptPage Page);
}
