using Scriban;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

// What the lint puts in place of Scriban's own nodes: they write to the page themselves and give nothing back.

/// <summary>A value that a template prints, and where.</summary>
internal sealed class PrintedValue : ScriptExpression
{
    private readonly ScriptExpression _value;
    private readonly OutputPlace _place;

    public PrintedValue(ScriptExpression value, OutputPlace place)
    {
        (_value, _place) = (value, place);
        Span = value.Span;
    }

    public override object? Evaluate(TemplateContext context)
    {
        ((HtmlTemplateContext)context).Print(context.Evaluate(_value), _place, this);
        return null;
    }

    public override void PrintTo(ScriptPrinter printer) => _value.PrintTo(printer);
}

/// <summary><c>include 'partials/answer' answer</c>: the partial, and the value that it sees under its own name.</summary>
internal sealed class IncludedPartial : ScriptExpression
{
    private readonly ScriptExpression? _value;
    private readonly string? _variable;

    public IncludedPartial(ScriptFunctionCall call, string name, ScriptExpression? value)
    {
        (Name, _value) = (name, value);
        if (value is not null) _variable = VariableOf(name);
        Span = call.Span;
    }

    public string Name { get; }

    /// <summary>The last part of a partial's name, as a name can be written in a template.</summary>
    public static string VariableOf(string name) => name[(name.LastIndexOf('/') + 1)..].Replace('-', '_');

    public override object? Evaluate(TemplateContext context)
    {
        ((HtmlTemplateContext)context).Include(this, _variable, _value is null ? null : context.Evaluate(_value));
        return null;
    }

    public override void PrintTo(ScriptPrinter printer) => printer.Write($"include '{Name}'");
}
