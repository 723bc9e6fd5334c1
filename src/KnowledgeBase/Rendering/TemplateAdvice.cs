using System.Text.RegularExpressions;
using Scriban.Parsing;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>For what Scriban can do and a template may not: what to write instead.</summary>
internal static partial class TemplateAdvice
{
    public static string On(ScriptNode statement) => statement switch
    {
        ScriptWhileStatement => "a template has no 'while'; use 'for' with a list of the model",
        ScriptTableRowStatement => "a template has no 'tablerow'; use 'for' and write the tags",
        ScriptCaptureStatement => "a template has no 'capture'; put the part into a file under partials/ and include it",
        ScriptFunction => "a template has no functions of its own; put the part into a file under partials/ and include it",
        ScriptWithStatement => "a template has no 'with'; write the names in full, as in page.title",
        ScriptCaseStatement => "a template has no 'case'; use 'if' and 'else if'",
        ScriptBreakStatement or ScriptContinueStatement => "a loop goes through its whole list; use 'if' inside it, or 'limit:3' after the list",
        _ => "a template has 'if', 'for' and 'include' only; print values of the model, as in {{ page.title }}",
    };

    public static string On(ScriptExpression value, bool isPrinted) => value switch
    {
        ScriptVariable { Name: "include" } or ScriptFunctionCall { Target: ScriptVariable { Name: "include" } } => "'include' stands alone, as in {{ include 'partials/answer' answer }}",
        ScriptFunctionCall { Target: ScriptVariable { Name: "elif" or "elsif" or "elseif" } target } => $"'{target.Name}' is written 'else if'",
        ScriptFunctionCall { Target: ScriptVariable { Name: "not" } } => "'not' is written '!'",
        ScriptFunctionCall call when call.Arguments.OfType<ScriptVariable>().FirstOrDefault(argument => argument.Name is "and" or "or") is { } joint =>
            $"'{joint.Name}' is written '{(joint.Name == "and" ? "&&" : "||")}'",
        ScriptFunctionCall or ScriptPipeCall => "a template has no functions and no filters; print the value as it is, it is escaped as its place needs",
        ScriptAssignExpression when isPrinted => "a template keeps no values of its own; print the value where it is needed",
        ScriptAssignExpression => "a template keeps no values of its own; compare with '=='",
        ScriptIsEmptyExpression => "a template has no 'empty?'; compare with '' or look at the size, as in 'if thread.tags.size > 0'",
        ScriptLiteral or ScriptInterpolatedStringExpression when isPrinted => "a text or number of the template itself stands outside of '{{' and '}}'",
        ScriptBinaryExpression { Operator: ScriptBinaryOperator.Subtract } when Dashed(value) is { } name => $"names are written with '_'; write '{name}'",
        ScriptConditionalExpression => "a template has no '? :'; use 'if' and 'else'",
        ScriptIndexerExpression => "a template takes no single entry of a list; go through it with 'for', which takes 'limit:1'",
        _ when isPrinted => "a template prints values of the model as they are; print parts one after another, as in {{ site.title }}: {{ page.title }}",
        _ => "only values of the model, numbers and texts may stand here, compared and joined with '&&', '||' and '!'",
    };

    /// <summary>Scriban's words about the syntax, in our form.</summary>
    public static string On(LogMessage syntax)
    {
        // It ends with an example of the right form, which a whole page has not.
        var message = syntax.Message.TrimEnd('.', ' ');
        if (message.Contains("Found <end> statement without", StringComparison.Ordinal)) return "there is no 'if' or 'for' that this 'end' could end; remove it";
        if (message.Contains("The <end> statement was not found", StringComparison.Ordinal) && EndedKind().Match(message) is { Success: true } kind)
            return $"the template ends inside an '{kind.Groups[1].Value}'; write {{{{ end }}}} where that ends";
        if (message.Contains("Expecting <expression> instead of `}}`", StringComparison.Ordinal)) return "a value is missing before the '}}'; write one of the model, as in page.title";
        return LowerFirst(message.EndsWith(" in:", StringComparison.Ordinal) ? message[..^" in:".Length] : message);
    }

    /// <summary><c>words.in-brief</c> is read as a subtraction.</summary>
    private static string? Dashed(ScriptExpression? value) => value switch
    {
        ScriptBinaryExpression { Operator: ScriptBinaryOperator.Subtract, Left: var left, Right: ScriptVariableGlobal right } when Dashed(left) is { } start => $"{start}_{right.Name}",
        ScriptMemberExpression { Target: ScriptVariableGlobal target, Member: { } member } => $"{target.Name}.{member.Name}",
        _ => null,
    };

    [GeneratedRegex("parsing (if|for|else) statement")]
    private static partial Regex EndedKind();

    private static string LowerFirst(string message) => char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
