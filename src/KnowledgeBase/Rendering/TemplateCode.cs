using System.Collections;
using System.Globalization;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>
/// Makes of a template, read by Scriban and let through by the lint, what writes it. Little of the language is left by then,
/// and Scriban's own way to run it looks up every name and member anew.
/// </summary>
/// <param name="partials">All templates by name, as soon as they are made.</param>
internal sealed class TemplateCode(SourceFile file, TemplateNames names, IReadOnlyDictionary<string, Action<TemplateRun>> partials)
{
    public Action<TemplateRun> Of(ScriptNode? node)
    {
        switch (node)
        {
            case ScriptPage page:
                return Of(page.Body);
            case ScriptBlockStatement block:
                Action<TemplateRun>[] parts = [.. block.Statements.Where(statement => statement is ScriptRawStatement or ScriptExpressionStatement or ScriptIfStatement or ScriptForStatement).Select(Of)];
                return run =>
                {
                    foreach (var part in parts) part(run);
                };
            case ScriptRawStatement raw:
                var text = Encoding.UTF8.GetBytes(raw.Text.ToString());
                return run => run.Output.Write(text);
            case ScriptExpressionStatement { Expression: PrintedValue printed }:
                return PrintOf(printed);
            case ScriptExpressionStatement { Expression: IncludedPartial partial }:
                return IncludeOf(partial);
            case ScriptIfStatement branch:
                var (condition, then, otherwise) = (ConditionOf(branch.Condition!), Of(branch.Then), Of(branch.Else));
                return run => (condition(run) ? then : otherwise)(run);
            case ScriptElseStatement last:
                return Of(last.Body);
            case ScriptForStatement loop:
                return LoopOf(loop);
            default:
                return _ => { };
        }
    }

    private Action<TemplateRun> PrintOf(PrintedValue printed)
    {
        var (value, place, name, at) = (ValueOf(printed.Value), printed.Place, printed.Value.ToString(), At(printed.Value));
        return run => run.Print(value(run), place, name, at);
    }

    private Action<TemplateRun> IncludeOf(IncludedPartial partial)
    {
        var (name, at) = (partial.Name, At(partial));
        // It may stand further down among the templates.
        if (partial.Value is null) return run => run.Include(name, partials[name], at);
        var (value, variable) = (ValueOf(partial.Value), names.NumberOf(IncludedPartial.VariableOf(name)));
        return run =>
        {
            var before = run.Change(variable, value(run));
            run.Include(name, partials[name], at);
            run.Change(variable, before);
        };
    }

    private Action<TemplateRun> LoopOf(ScriptForStatement loop)
    {
        var (list, at, body) = (ValueOf(loop.Iterator!), At(loop.Iterator!), Of(loop.Body));
        var (variable, place) = (names.NumberOf(((ScriptVariable)loop.Variable!).Name), names.NumberOf("for"));
        var limit = loop.NamedArguments.FirstOrDefault(argument => argument.Name!.Name == "limit")?.Value is ScriptLiteral { Value: int most and > 0 } ? most : int.MaxValue;
        var offset = loop.NamedArguments.FirstOrDefault(argument => argument.Name!.Name == "offset")?.Value is ScriptLiteral { Value: int skipped } ? skipped : 0;
        var isReversed = loop.NamedArguments.Any(argument => argument.Name!.Name == "reversed");
        return run =>
        {
            if (list(run) is not { } value) return;
            if (value is string or not IEnumerable) throw new TemplateMistakeException(at, "this is no list, so a loop cannot go through it; name a list of the model");
            var entries = value as IReadOnlyList<object?> ?? [.. ((IEnumerable)value).Cast<object?>()];
            var shown = Math.Clamp(entries.Count - offset, 0, limit);
            var loopPlace = new LoopPlace(shown);
            var before = (run.Change(variable, null), run.Change(place, loopPlace));
            for (; loopPlace.Index < shown; loopPlace.Index++)
            {
                run.Change(variable, entries[isReversed ? entries.Count - 1 - loopPlace.Index : offset + loopPlace.Index]);
                body(run);
            }

            run.Change(variable, before.Item1);
            run.Change(place, before.Item2);
        };
    }

    private Func<TemplateRun, object?> ValueOf(ScriptExpression expression)
    {
        switch (expression)
        {
            case ScriptVariable variable:
                var (number, place) = (names.NumberOf(variable.Name), At(variable));
                return run => run.ValueOf(number, place);
            case ScriptMemberExpression member:
                return MemberOf(member);
            case ScriptLiteral literal:
                var written = literal.Value;
                return _ => written;
            case ScriptNestedExpression nested:
                return ValueOf(nested.Expression!);
            default:
                var condition = ConditionOf(expression);
                return run => condition(run);
        }
    }

    private Func<TemplateRun, object?> MemberOf(ScriptMemberExpression member)
    {
        var (target, of, name, at) = (ValueOf(member.Target!), member.Target!.ToString(), member.Member!.Name, At(member.Member));
        // One kind of model stands at a place, nearly always.
        Getter? last = null;
        return run =>
        {
            var value = target(run) ?? throw new TemplateMistakeException(at, $"'{of}' has no value on this page; put what needs it between 'if {of}' and 'end'");
            var getter = last;
            if (getter?.Type != value.GetType()) last = getter = GetterOf(value);
            return getter.Get(value);
        };

        Getter GetterOf(object value) => TemplateMembers.Find(value, name) is { } get ? new(value.GetType(), get) : throw new TemplateMistakeException(at, value is ValueType
            ? "a number or a yes or no has no members; use it as it is"
            : $"'{of}' has no '{name}'; {TemplateRun.Proposal(name, "it has", TemplateMembers.NamesOf(value))}");
    }

    private Func<TemplateRun, bool> ConditionOf(ScriptExpression expression)
    {
        switch (expression)
        {
            case ScriptNestedExpression nested:
                return ConditionOf(nested.Expression!);
            case ScriptUnaryExpression not:
                var operand = ConditionOf(not.Right!);
                return run => !operand(run);
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.And } both:
                var (first, second) = (ConditionOf(both.Left!), ConditionOf(both.Right!));
                return run => first(run) && second(run);
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.Or } either:
                var (one, other) = (ConditionOf(either.Left!), ConditionOf(either.Right!));
                return run => one(run) || other(run);
            case ScriptBinaryExpression comparison:
                var (left, right, sign, at) = (ValueOf(comparison.Left!), ValueOf(comparison.Right!), comparison.Operator, At(comparison.OperatorToken!));
                return run => Holds(left(run), sign, right(run), at);
            default:
                var value = ValueOf(expression);
                return run => value(run) is not (null or false);
        }
    }

    private static bool Holds(object? left, ScriptBinaryOperator sign, object? right, SourceLocation at)
    {
        int? order = (left, right) switch
        {
            (string or SafeHtml or SafeUrl, _) or (_, string or SafeHtml or SafeUrl) => string.CompareOrdinal(TextOf(left, at), TextOf(right, at)),
            (null, null) => 0,
            (null, _) or (_, null) => null,
            (bool, bool) => left.Equals(right) ? 0 : null,
            _ when IsNumber(left) && IsNumber(right) => Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
            _ => left.Equals(right) ? 0 : null,
        };
        return sign switch
        {
            ScriptBinaryOperator.CompareEqual => order == 0,
            ScriptBinaryOperator.CompareNotEqual => order != 0,
            ScriptBinaryOperator.CompareLess => order < 0,
            ScriptBinaryOperator.CompareLessOrEqual => order <= 0,
            ScriptBinaryOperator.CompareGreater => order > 0,
            _ => order >= 0,
        };
    }

    private static bool IsNumber(object value) => value is int or long or double or float or decimal;

    /// <summary>What is compared with a text is compared as one.</summary>
    private static string? TextOf(object? value, SourceLocation at) => value switch
    {
        SafeHtml => throw new TemplateMistakeException(at, "markup cannot be used as text; print it, or ask with 'if' whether there is one"),
        SafeUrl => throw new TemplateMistakeException(at, "an address cannot be used as text; print it, or ask with 'if' whether there is one"),
        bool isTrue => isTrue ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value as string,
    };

    private SourceLocation At(ScriptNode node) => file.AtOffset(node.Span.Start.Offset);

    private sealed record Getter(Type Type, Func<object, object?> Get);

    /// <summary>How far a loop has come; templates ask for it as <c>for</c>.</summary>
    private sealed class LoopPlace(int length)
    {
        public int Index { get; set; }

        public int Length => length;

        public int Rindex => length - 1 - Index;

        public bool First => Index == 0;

        public bool Last => Rindex == 0;

        public bool Even => Index % 2 == 0;

        public bool Odd => !Even;
    }
}
