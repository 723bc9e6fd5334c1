using Scriban;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

// What the lint puts in place of Scriban's own nodes, for TemplateCode.

/// <summary>A value that a template prints, and where.</summary>
internal sealed class PrintedValue(ScriptExpression value, OutputPlace place) : ScriptExpression
{
    public ScriptExpression Value => value;

    public OutputPlace Place => place;

    public override object? Evaluate(TemplateContext context) => throw new NotSupportedException();

    public override void PrintTo(ScriptPrinter printer) => value.PrintTo(printer);
}

/// <summary><c>include 'partials/answer' answer</c>: the partial, and the value that it sees under its own name.</summary>
internal sealed class IncludedPartial : ScriptExpression
{
    public IncludedPartial(ScriptFunctionCall call, string name, ScriptExpression? value)
    {
        (Name, Value) = (name, value);
        Span = call.Span;
    }

    public string Name { get; }

    public ScriptExpression? Value { get; }

    /// <summary>The last part of a partial's name, as a name can be written in a template.</summary>
    public static string VariableOf(string name) => name[(name.LastIndexOf('/') + 1)..].Replace('-', '_');

    public override object? Evaluate(TemplateContext context) => throw new NotSupportedException();

    public override void PrintTo(ScriptPrinter printer) => printer.Write($"include '{Name}'");
}
