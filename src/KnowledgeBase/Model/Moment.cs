using System.Globalization;

namespace KnowledgeBase.Model;

/// <summary>A day, or a time of a day with its offset, as ISO 8601 writes it. Prints in the one form that thread files use.</summary>
public readonly record struct Moment(DateTimeOffset Time, bool IsDay) : IComparable<Moment>
{
    private const NumberStyles Digits = NumberStyles.None;

    public DateOnly Day => DateOnly.FromDateTime(Time.DateTime);

    public static Moment Of(DateOnly day) => new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), IsDay: true);

    public static Moment Of(DateTimeOffset time) => new(time, IsDay: false);

    /// <summary>Reads <c>2024-05-31</c>, or <c>2024-05-31T18:30[:00[.123]](Z|+02:00)</c>; nothing else.</summary>
    public static Moment? Read(ReadOnlySpan<char> text)
    {
        if (text.Length == 10) return ReadDay(text) is { } day ? Of(day) : null;
        string[] formats =
        [
            "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        ];
        var hasOffset = text.Length > 16 && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return hasOffset && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Of(time)
            : null;
    }

    public static DateOnly? ReadDay(ReadOnlySpan<char> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && int.TryParse(text[..4], Digits, CultureInfo.InvariantCulture, out var year) && year > 0
        && int.TryParse(text[5..7], Digits, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
        && int.TryParse(text[8..], Digits, CultureInfo.InvariantCulture, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    public int CompareTo(Moment other) => Time.CompareTo(other.Time);

    public override string ToString() => IsDay
        ? Day.ToString("O", CultureInfo.InvariantCulture)
        : Time is { Ticks: var ticks, Offset.Ticks: 0 } && ticks % TimeSpan.TicksPerSecond == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Time.DateTime:s}Z")
        : Time.ToString(Time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;
    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;
    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;
}
