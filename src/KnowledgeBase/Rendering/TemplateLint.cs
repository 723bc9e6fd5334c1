using KnowledgeBase.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>Where in the HTML a template prints a value.</summary>
internal enum OutputPlace
{
    Text,

    /// <summary>In a double-quoted attribute value.</summary>
    Attribute,

    /// <summary>The whole value of an attribute that holds an address.</summary>
    Url,
}

/// <summary>
/// Reads a template before it is ever used: values stand only where escaping makes them harmless, no script or style is
/// written into the page, and only the few words of the template language that cannot go wrong are used. Each printed
/// value is marked with its place, so that it is printed as that place allows.
/// </summary>
internal sealed class TemplateLint(SourceFile file, Func<string, bool> exists, List<Diagnostic> diagnostics)
{
    private HtmlPlace _place = HtmlPlace.Start;

    public void Check(ScriptPage page)
    {
        Visit(page.Body);
        if (_place != HtmlPlace.Start) Tell(file.AtOffset(file.Text.Length), "the template ends inside a tag, a comment or an attribute; close it");
    }

    private void Visit(ScriptNode? node)
    {
        switch (node)
        {
            case null or ScriptNopStatement or ScriptEndStatement or ScriptEscapeStatement:
                break;
            case ScriptBlockStatement block:
                foreach (var statement in block.Statements) Visit(statement);
                break;
            case ScriptRawStatement raw:
                Read(raw);
                break;
            case ScriptExpressionStatement statement:
                VisitOutput(statement);
                break;
            case ScriptIfStatement branch:
                _place = _place.BeforeStatement();
                VisitValue(branch.Condition);
                VisitBranches(branch, branch.Then, branch.Else);
                break;
            case ScriptElseStatement otherwise:
                Visit(otherwise.Body);
                break;
            case ScriptForStatement loop when loop.Else is null && loop.Iterator is not null:
                _place = _place.BeforeStatement();
                VisitValue(loop.Iterator as ScriptExpression);
                var before = _place;
                Visit(loop.Body);
                if (_place.BeforeStatement() != before) Tell(loop, "the loop ends in another place of the HTML than it began; open and close a tag inside it");
                _place = before;
                break;
            default:
                Tell(node, $"a template may use 'if', 'for' and 'include' only, not {Named(node)}; make the value in the model instead");
                break;
        }
    }

    private void VisitBranches(ScriptIfStatement branch, ScriptBlockStatement? then, ScriptConditionStatement? otherwise)
    {
        var before = _place;
        Visit(then);
        var afterThen = _place.BeforeStatement();
        _place = before;
        Visit(otherwise);
        if (_place.BeforeStatement() != afterThen) Tell(branch, "the branches of this 'if' end in different places of the HTML; open and close a tag in the same branch");
        _place = afterThen;
    }

    private void VisitOutput(ScriptExpressionStatement statement)
    {
        var isInclude = statement.Expression is ScriptFunctionCall;
        if (isInclude) VisitInclude((ScriptFunctionCall)statement.Expression!);
        else VisitValue(statement.Expression, isPrinted: true);

        var place = _place.Output(isInclude, out var next, out var problem);
        _place = next;
        if (problem is not null) Tell(statement, problem);
        if (!isInclude && statement.Expression is { } value)
        {
            statement.Expression = null;
            statement.Expression = new PrintedValue(value, place);
        }
    }

    private void VisitInclude(ScriptFunctionCall call)
    {
        if (call.Target is not ScriptVariable { Name: "include" })
        {
            Tell(call, "a template may call 'include' only; make the value in the model instead");
        }
        else if (call.Arguments is not [ScriptLiteral { Value: string name }, ..] || call.Arguments.Count > 2)
        {
            Tell(call, "write the partial's name in quotes and at most one value, as in include 'partials/answer' answer");
        }
        else
        {
            if (!exists(name)) diagnostics.Add(Rules.TemplateMissing.At(At(call), $"{name}.html", "put it into the templates folder, or correct the name"));
            if (call.Arguments.Count > 1) VisitValue(call.Arguments[1]);
        }
    }

    /// <summary>Values come from the model as they are: a path of names, or a comparison of such.</summary>
    private void VisitValue(ScriptExpression? value, bool isPrinted = false)
    {
        switch (value)
        {
            case ScriptVariableGlobal or ScriptVariableLocal:
                break;
            case ScriptMemberExpression { Target: { } target }:
                VisitValue(target);
                break;
            case ScriptLiteral or ScriptIsEmptyExpression when !isPrinted:
                break;
            case ScriptNestedExpression { Expression: { } inner } when !isPrinted:
                VisitValue(inner);
                break;
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not, Right: { } operand } when !isPrinted:
                VisitValue(operand);
                break;
            case ScriptBinaryExpression { Left: { } left, Right: { } right } binary when !isPrinted && IsComparison(binary.Operator):
                VisitValue(left);
                VisitValue(right);
                break;
            case null:
                break;
            default:
                Tell(value, isPrinted
                    ? "only a value of the model can be printed, as it is; make what you need in the model instead"
                    : "only values of the model, compared or joined with '&&', '||' and '!', may stand here");
                break;
        }
    }

    private static bool IsComparison(ScriptBinaryOperator binary) => binary is
        ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual or
        ScriptBinaryOperator.CompareLess or ScriptBinaryOperator.CompareLessOrEqual or
        ScriptBinaryOperator.CompareGreater or ScriptBinaryOperator.CompareGreaterOrEqual or
        ScriptBinaryOperator.And or ScriptBinaryOperator.Or;

    private void Read(ScriptRawStatement raw)
    {
        var text = raw.Text.ToString() ?? "";
        for (var i = 0; i < text.Length; i++)
        {
            _place = _place.Read(text[i], out var problem);
            if (problem is not null) Tell(file.AtOffset(Math.Min(raw.Span.Start.Offset + i, file.Text.Length)), problem);
        }
    }

    private static string Named(ScriptNode node) => node switch
    {
        ScriptWhileStatement => "'while'",
        ScriptCaptureStatement => "'capture'",
        ScriptWithStatement => "'with'",
        ScriptFunction => "functions of its own",
        ScriptForStatement => "'for' with 'else'",
        _ => "this",
    };

    private void Tell(ScriptNode node, string problem) => Tell(At(node), problem);

    private void Tell(SourceLocation location, string problem) => diagnostics.Add(Rules.TemplateUnsafe.At(location, problem));

    private SourceLocation At(ScriptNode node) => file.AtOffset(Math.Clamp(node.Span.Start.Offset, 0, file.Text.Length));
}

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
        ((HtmlTemplateContext)context).Print(context.Evaluate(_value), _place, Span);
        return null;
    }

    public override void PrintTo(ScriptPrinter printer) => _value.PrintTo(printer);
}
