using System.Globalization;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Model;

/// <summary>A day as people write it, such as <c>May 11, 2020</c>: it is no date here, but what to write instead is known.</summary>
public static partial class WrittenDay
{
    private const int LongestDay = 60;

    // Of '11/05/2020' nobody can say what is the month.
    private static readonly string[] Formats = ["d'.'M'.'yyyy", "yyyy M d", "d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy", "yyyy MMMM d", "yyyy MMM d"];

    /// <summary>The text begins like a day: with a digit, or with the English name of a month or of a day of the week and a number after it.</summary>
    public static bool Begins(ReadOnlySpan<char> text) =>
        text is [>= '0' and <= '9', ..] || (text is [>= 'A' and <= 'z', ..] && Name().IsMatch(text[..Math.Min(text.Length, LongestDay)]));

    /// <summary>Null where the day is not sure.</summary>
    public static DateOnly? Read(string text)
    {
        if (text.Length > LongestDay) return null;
        var bare = Besides().Replace(text, " ").Trim();
        string[] spellings = [bare.TrimEnd('.'), Between().Replace(bare, " ").Trim()];
        foreach (var spelling in spellings)
        {
            if (DateOnly.TryParseExact(spelling, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1000) return day;
        }

        return null;
    }

    [GeneratedRegex(@"^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b.*[0-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    /// <summary>The day of the week, the time, and what stands at a number.</summary>
    [GeneratedRegex(@"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?<=[0-9])(?:st|nd|rd|th)\b|\bof\b|\bthe\b|(?<=sep)t\b|(?<=[0-9])[T ,]+(?:at )?[0-9]{1,2}:[0-9]{2}.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Besides();

    [GeneratedRegex(@"[\s,./-]+")]
    private static partial Regex Between();
}
