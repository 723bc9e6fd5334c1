using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>
/// Reads a template before it is ever used: values stand only where escaping makes them harmless, no script or style is
/// written into the page, and only the few words of the template language that cannot go wrong are used. Each printed
/// value is marked with its place, so that it is printed as that place allows.
/// </summary>
internal sealed partial class TemplateLint(SourceFile file, Func<string, bool> exists, List<Diagnostic> diagnostics)
{
    private readonly HashSet<string> _includes = new(StringComparer.Ordinal);
    private HtmlPlace _place = HtmlPlace.Start;
    private bool _printsContent;

    /// <summary>What was found on the way.</summary>
    public TemplateUse Use => new(file, _includes, _printsContent);

    public void Check(ScriptPage page)
    {
        Visit(page.Body);
        if (_place.ProblemAtEnd() is { } problem) Tell(file.Text.Length, problem);
    }

    private void Visit(ScriptNode? node)
    {
        switch (node)
        {
            // The text between '{%{' and '}%}' is raw text too; only its braces are these statements.
            case null or ScriptNopStatement or ScriptEndStatement or ScriptEscapeStatement:
                break;
            case ScriptBlockStatement block:
                foreach (var statement in block.Statements) Visit(statement);
                break;
            case ScriptRawStatement raw:
                Read(raw.Text);
                break;
            case ScriptExpressionStatement { Expression: ScriptFunctionCall { Target: ScriptVariableGlobal { Name: "include" } } call } statement:
                VisitInclude(statement, call);
                break;
            case ScriptExpressionStatement { Expression: { } value } statement:
                VisitPrinted(statement, value);
                break;
            case ScriptIfStatement branch:
                VisitBranches(branch);
                break;
            case ScriptElseStatement otherwise:
                Visit(otherwise.Body);
                break;
            case ScriptForStatement loop and not ScriptTableRowStatement:
                VisitLoop(loop);
                break;
            default:
                Tell(node, TemplateAdvice.On(node));
                break;
        }
    }

    private void VisitBranches(ScriptIfStatement branch)
    {
        VisitValue(branch.Condition);
        var before = _place = _place.AtStatement();
        Visit(branch.Then);
        var afterThen = _place;
        _place = before;
        Visit(branch.Else);
        if (afterThen.Join(_place) is { } joined) _place = joined;
        else Tell(branch, "the branches of this 'if' end in different places of the HTML; open and close a tag, an attribute or a comment in the same branch");
    }

    private void VisitLoop(ScriptForStatement loop)
    {
        if (loop.Variable is not ScriptVariableGlobal || loop.Iterator is not (ScriptVariableGlobal or ScriptMemberExpression))
            Tell(loop, "a loop gives a name to each entry of a list of the model, as in 'for tag in thread.tags'");
        else VisitValue(loop.Iterator, isPrinted: true);
        if (loop.Else is not null) Tell(loop.Else, "a loop has no 'else'; use 'if' with the list's size before it, as in 'if thread.tags.size == 0'");
        foreach (var argument in loop.NamedArguments)
        {
            if (argument is not ({ Name.Name: "limit" or "offset", Value: ScriptLiteral { Value: int } } or { Name.Name: "reversed", Value: null }))
                Tell(argument, "a loop can have 'limit:3', 'offset:3' and 'reversed' after its list, with the number written out");
        }

        var before = _place = _place.AtStatement();
        Visit(loop.Body);
        if (_place.AtStatement() != before) Tell(loop, "the loop ends in another place of the HTML than it began; open and close a tag, an attribute or a comment inside it");
        _place = before;
    }

    private void VisitPrinted(ScriptExpressionStatement statement, ScriptExpression value)
    {
        // What is no value of the model is told once, wherever it stands.
        if (!VisitValue(value, isPrinted: true)) return;
        _printsContent |= value is ScriptVariableGlobal { Name: "content" };
        var place = _place.Output(out _place, out var problem);
        if (problem is not null) Tell(statement, problem);
        statement.Expression = null;
        statement.Expression = new PrintedValue(value, place);
    }

    private void VisitInclude(ScriptExpressionStatement statement, ScriptFunctionCall call)
    {
        if (_place.ProblemOfInclude() is { } problem) Tell(statement, problem);
        if (call.Arguments is not [ScriptLiteral { Value: string name }, ..] || call.Arguments.Count > 2)
        {
            Tell(call, "write the partial's name in quotes and at most one value, as in include 'partials/answer' answer");
            return;
        }

        _includes.Add(name);
        if (!exists(name)) diagnostics.Add(Rules.TemplateMissing.At(At(call), $"{name}.html", "put it into the templates folder, or correct the name"));
        var value = call.Arguments.Count > 1 ? call.Arguments[1] : null;
        if (value is not null)
        {
            VisitValue(value);
            call.Arguments.RemoveAt(1);
        }

        statement.Expression = null;
        statement.Expression = new IncludedPartial(call, name, value);
    }

    /// <summary>Values come from the model as they are: a path of names, or a comparison of such.</summary>
    /// <returns>Whether it is one.</returns>
    private bool VisitValue(ScriptExpression? value, bool isPrinted = false)
    {
        switch (value)
        {
            case ScriptVariableGlobal { Name: not "include" } or null:
                return true;
            case ScriptMemberExpression { Target: { } target } and not ScriptIsEmptyExpression:
                return VisitValue(target, isPrinted: true);
            case ScriptLiteral when !isPrinted:
                return true;
            case ScriptNestedExpression { Expression: { } inner } when !isPrinted:
                return VisitValue(inner);
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not, Right: { } operand } when !isPrinted:
                return VisitValue(operand);
            case ScriptBinaryExpression { Left: { } left, Right: { } right } binary when !isPrinted && IsComparison(binary.Operator):
                return VisitValue(left) & VisitValue(right);
            default:
                Tell(value, TemplateAdvice.On(value, isPrinted));
                return false;
        }
    }

    private static bool IsComparison(ScriptBinaryOperator binary) => binary is
        ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual or
        ScriptBinaryOperator.CompareLess or ScriptBinaryOperator.CompareLessOrEqual or
        ScriptBinaryOperator.CompareGreater or ScriptBinaryOperator.CompareGreaterOrEqual or
        ScriptBinaryOperator.And or ScriptBinaryOperator.Or;

    private void Read(ScriptStringSlice text)
    {
        var written = text.ToString();
        foreach (var match in OtherHost().EnumerateMatches(written))
            Tell(text.Index + written.LastIndexOf('"', match.Index + match.Length - 1) + 1, "the policy of the pages asks no other host; put the file into assets/");
        foreach (var match in OtherCode().EnumerateMatches(written)) Tell(text.Index + match.Index, "code of a template stands between '{{' and '}}', not between '{%' and '%}'");
        for (var i = 0; i < text.Length; i++)
        {
            _place = _place.Read(text[i], out var problem);
            if (problem is not null) Tell(text.Index + i, problem);
        }
    }

    /// <summary>What browsers fetch by themselves to show a page; links are the reader's choice.</summary>
    [GeneratedRegex("""<(?:(?:script|img|iframe|audio|video|source|track|embed|input)\b[^>]*?\s(?:src|poster)|link\b(?=[^>]*stylesheet)[^>]*?\shref)\s*=\s*"(?:https?:)?//""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherHost();

    [GeneratedRegex("""\{%-?\s*(?:if|elsif|else|endif|for|endfor|include|assign|set|block|endblock|extends)\b""", RegexOptions.CultureInvariant)]
    private static partial Regex OtherCode();

    private void Tell(ScriptNode node, string problem) => diagnostics.Add(Rules.TemplateUnsafe.At(At(node), problem));

    private void Tell(int offset, string problem) => diagnostics.Add(Rules.TemplateUnsafe.At(file.AtOffset(offset), problem));

    private SourceLocation At(ScriptNode node) => file.AtOffset(node.Span.Start.Offset);
}
