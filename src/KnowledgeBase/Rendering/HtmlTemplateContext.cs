using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using KnowledgeBase.Markup;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>
/// Prints values by their type: strings escaped, whole numbers plain, <see cref="SafeHtml"/> and <see cref="SafeUrl"/>
/// where they belong, and nothing else. A template cannot forget to escape, and has no function but <c>include</c>.
/// </summary>
internal sealed class HtmlTemplateContext : TemplateContext
{
    private const int DeepestInclude = 40;

    private readonly FrozenDictionary<string, Template> _templates;
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
        BuiltinObject.SetValue("include", new IncludeFunction(this), readOnly: true);
    }

    /// <summary>What went wrong in a partial: Scriban tells it anew at the include around it, and forgets where it was.</summary>
    public ScriptRuntimeException? Failure { get; private set; }

    /// <summary>Makes the context ready for the next page, whatever the last one did.</summary>
    public void Recover()
    {
        while (GlobalCount > 1) PopGlobal();
        while (OutputCount > 1) PopOutput();
        if (Output is StringBuilderOutput output) output.Builder.Clear();
        _depth = 0;
        Failure = null;
    }

    /// <summary>Prints one value of the model where the lint found it.</summary>
    public void Print(object? value, OutputPlace place, SourceSpan span)
    {
        switch (value)
        {
            case null:
                break;
            case SafeUrl url:
                Write(Escape(url.Url));
                break;
            case var _ when place == OutputPlace.Url:
                throw new ScriptRuntimeException(span, $"an address in this attribute must come from the model as an address, not {Named(value)}");
            case SafeHtml html when place == OutputPlace.Text:
                Write(html.Html);
                break;
            case SafeHtml:
                throw new ScriptRuntimeException(span, "markup cannot stand in an attribute; print a text there");
            case string text:
                Write(Escape(text));
                break;
            case int or long:
                Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ScriptRuntimeException(span, $"{Named(value)} cannot be printed; print one of its members, or use it in 'if' or 'for'");
        }
    }

    /// <summary>Values are printed by <see cref="Print"/>; what reaches the page another way must be markup of ours.</summary>
    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is not (null or SafeHtml)) throw new ScriptRuntimeException(span, $"{Named(textAsObject)} cannot be printed here");
        if (textAsObject is SafeHtml html) Write(html.Html);
        return this;
    }

    /// <summary>Renders a partial with one value, which it sees under its own name.</summary>
    private SafeHtml Include(string name, object? value, bool hasValue, SourceSpan span)
    {
        if (++_depth > DeepestInclude) throw new ScriptRuntimeException(span, $"'{name}' includes itself without end");
        var local = new ScriptObject();
        if (hasValue) local.SetValue(name[(name.LastIndexOf('/') + 1)..].Replace('-', '_'), value, readOnly: true);
        PushGlobal(local);
        var output = new StringBuilder();
        PushOutput(new StringBuilderOutput(output));
        try
        {
            Evaluate(_templates[name].Page!);
        }
        catch (ScriptRuntimeException problem)
        {
            Failure ??= problem;
            throw;
        }

        PopOutput();
        PopGlobal();
        _depth--;
        return new(output.ToString());
    }

    private static string Named(object value) => value switch
    {
        bool => "a yes or no",
        string => "a text",
        SafeHtml => "markup",
        int or long or double or decimal => "a number",
        System.Collections.IEnumerable => "a list",
        _ => "a whole part of the model",
    };

    /// <summary>Right in text and in double-quoted attribute values.</summary>
    private static string Escape(string text)
    {
        var first = text.AsSpan().IndexOfAny("&<>\"'");
        if (first < 0) return text;
        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    /// <summary><c>include 'partials/answer' answer</c>; that the name is a literal of a template that exists, the lint has seen to.</summary>
    private sealed class IncludeFunction(HtmlTemplateContext owner) : IScriptCustomFunction
    {
        public int RequiredParameterCount => 1;
        public int ParameterCount => 2;
        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;
        public Type ReturnType => typeof(SafeHtml);

        public ScriptParameterInfo GetParameterInfo(int index) => index == 0 ? new(typeof(string), "name") : new(typeof(object), "value");

        public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
        {
            var hasValue = callerContext is ScriptFunctionCall { Arguments.Count: > 1 };
            return owner.Include((string)arguments[0]!, hasValue ? arguments[1] : null, hasValue, callerContext?.Span ?? default);
        }

        public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            ValueTask.FromResult(Invoke(context, callerContext, arguments, blockStatement));
    }
}
