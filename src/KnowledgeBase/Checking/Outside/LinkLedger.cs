using System.Globalization;
using System.Text;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking.Outside;

/// <summary>Reads and writes <c>links.tsv</c>: a line for each outside link, sorted, so that a change shows as the lines that changed.</summary>
internal static class LinkLedger
{
    private const string Heading = "# address\tlast status\tlast look\tlast success\tarchive", Days = "yyyy-MM-dd";

    public static Diagnosed<SortedDictionary<string, LinkLook>> Read(string text, string shownAs)
    {
        var looks = new SortedDictionary<string, LinkLook>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.Length == 0 || line.StartsWith('#')) continue;
            if (line.Split('\t') is not [var address, var status, var day, .. var rest] || LookOrNull(status, day, rest) is not { } look || !looks.TryAdd(address, look))
                problems.Add(Rules.DamagedLinks.At(new(shownAs, index + 1)));
        }

        return new(looks, [.. problems]);
    }

    public static byte[] Print(SortedDictionary<string, LinkLook> looks)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (var (address, look) in looks)
        {
            text.Append(address).Append('\t').Append(look.Status);
            if (look.Failures > 1) text.Append(CultureInfo.InvariantCulture, $" x{look.Failures}");
            text.Append(CultureInfo.InvariantCulture, $"\t{look.Day:yyyy-MM-dd}\t{look.LastSuccess:yyyy-MM-dd}\t{look.Archive}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static LinkLook? LookOrNull(string status, string day, string[] rest)
    {
        var failures = 1;
        if (status.LastIndexOf(" x", StringComparison.Ordinal) is > 0 and var times && int.TryParse(status.AsSpan(times + 2), NumberStyles.None, CultureInfo.InvariantCulture, out failures))
            status = status[..times];
        else
            failures = LinkStatus.VerdictOf(status) == LinkVerdict.Fails ? 1 : 0;
        if (status.Length == 0 || DayOrNull(day) is not { } looked) return null;
        var success = rest is [{ Length: > 0 } written, ..] ? DayOrNull(written) : null;
        return new(status, failures, looked, success, rest is [_, { Length: > 0 } archive, ..] ? archive : null);
    }

    private static DateOnly? DayOrNull(string day) => DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}
