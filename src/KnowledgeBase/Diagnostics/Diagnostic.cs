using System.Globalization;
using System.Text;

namespace KnowledgeBase.Diagnostics;

/// <summary>How much a diagnostic matters: an error stops publishing, a warning does so under <c>--strict</c>.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>A kind of finding. Its code, once released, keeps its meaning; <c>{0}</c>, <c>{1}</c> in the message are filled at each finding.</summary>
public sealed record Rule(string Code, Severity Severity, string Message)
{
    /// <summary>Arguments may hold strangers' text: control characters never reach a terminal, and long text is cut.</summary>
    public Diagnostic At(SourceLocation location, params ReadOnlySpan<string> arguments)
    {
        var shown = new object[arguments.Length];
        for (var i = 0; i < arguments.Length; i++) shown[i] = Shown(arguments[i]);
        return new(this, location, string.Format(CultureInfo.InvariantCulture, Message, shown));
    }

    /// <summary>A text as a terminal may have it: what cannot be seen, or could command it, stands there by its number.</summary>
    public static string Shown(string text, int longest = 200)
    {
        var shown = new StringBuilder(Math.Min(text.Length, 200));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
            {
                shown.Append('…');
                break;
            }

            var hidden = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (hidden) shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else shown.Append(rune.ToString());
        }

        return shown.ToString();
    }
}

/// <summary>Something the author should know, and where. Prints as <c>file:line:column: severity code: message</c>.</summary>
public sealed record Diagnostic(Rule Rule, SourceLocation Location, string Message) : IComparable<Diagnostic>
{
    public Severity Severity => Rule.Severity;

    public int CompareTo(Diagnostic? other)
    {
        if (other is null) return 1;
        var byPlace = Location.CompareTo(other.Location);
        if (byPlace != 0) return byPlace;
        var byCode = string.CompareOrdinal(Rule.Code, other.Rule.Code);
        return byCode != 0 ? byCode : string.CompareOrdinal(Message, other.Message);
    }

    public override string ToString() => $"{Location}: {Rule.Severity.ToString().ToLowerInvariant()} {Rule.Code}: {Message}";

    public static bool operator <(Diagnostic left, Diagnostic right) => left.CompareTo(right) < 0;
    public static bool operator >(Diagnostic left, Diagnostic right) => left.CompareTo(right) > 0;
    public static bool operator <=(Diagnostic left, Diagnostic right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Diagnostic left, Diagnostic right) => left.CompareTo(right) >= 0;
}
