using System.Globalization;
using System.Text;
using System.Text.Unicode;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking.Outside;

/// <summary>Reads and writes <c>links.tsv</c>: a line for each outside link, sorted, so that a change shows as the lines that changed.</summary>
internal static class LinkLedger
{
    private const string Heading = "# address\tlast status\tlast look\tlast success\tarchive", Days = "yyyy-MM-dd";

    public static Diagnosed<KnownLinks> Read(ReadOnlySpan<byte> bytes, string shownAs)
    {
        var looks = new SortedDictionary<string, LinkLook>(StringComparer.Ordinal);
        var comments = new List<KeyValuePair<string, string>>();
        var problems = new List<Diagnostic>();
        var waiting = new List<string>();
        var index = 0;
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        foreach (var range in bytes.Split((byte)'\n'))
        {
            index++;
            var line = Utf8.IsValid(bytes[range]) ? Encoding.UTF8.GetString(bytes[range]).TrimEnd('\r') : null;
            if (line is "" or Heading) continue;
            if (line?.StartsWith('#') == true) waiting.Add(line);
            else if (line?.Split('\t') is not [var address, var status, var day, .. var rest] || LookOrNull(status, day, rest) is not { } look || !looks.TryAdd(address, look))
                problems.Add(Rules.DamagedLinks.At(new(shownAs, index)));
            else Place(looks.Count > 1 ? address : "");
        }

        Place("\uffff");
        return new(new(looks, comments), [.. problems]);

        void Place(string address)
        {
            comments.AddRange(waiting.Select(line => KeyValuePair.Create(address, line)));
            waiting.Clear();
        }
    }

    public static byte[] Print(KnownLinks known)
    {
        var text = new StringBuilder(Heading).Append('\n');
        var comments = new Queue<KeyValuePair<string, string>>(known.Comments.OrderBy(comment => comment.Key, StringComparer.Ordinal));
        foreach (var (address, look) in known.Looks)
        {
            TellBefore(address);
            text.Append(address).Append('\t').Append(look.Status);
            if (look.Failures > 1) text.Append(CultureInfo.InvariantCulture, $" x{look.Failures}");
            text.Append(CultureInfo.InvariantCulture, $"\t{look.Day:yyyy-MM-dd}\t{look.LastSuccess:yyyy-MM-dd}\t{look.Archive}\n");
        }

        TellBefore(null);
        return Encoding.UTF8.GetBytes(text.ToString());

        void TellBefore(string? address)
        {
            while (comments.TryPeek(out var comment) && (address is null || string.CompareOrdinal(comment.Key, address) <= 0)) text.Append(comments.Dequeue().Value).Append('\n');
        }
    }

    private static LinkLook? LookOrNull(string status, string day, string[] rest)
    {
        var failures = 1;
        if (status.LastIndexOf(" x", StringComparison.Ordinal) is > 0 and var times && int.TryParse(status.AsSpan(times + 2), NumberStyles.None, CultureInfo.InvariantCulture, out failures))
            status = status[..times];
        else
            failures = LinkStatus.VerdictOf(status) == LinkVerdict.Fails ? 1 : 0;
        if (status.Length == 0 || DayOrNull(day) is not { } looked || rest.Length > 2) return null;
        var success = rest is [{ Length: > 0 } written, ..] ? DayOrNull(written) : null;
        if (success is null && rest is [{ Length: > 0 }, ..]) return null;
        return new(status, failures, looked, success, rest is [_, { Length: > 0 } archive, ..] ? archive : null);
    }

    private static DateOnly? DayOrNull(string day) => DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}

/// <summary>What is known of outside links.</summary>
/// <param name="Comments">Lines of people, each with the address it stands before: empty at the beginning, after all others at the end.</param>
internal sealed record KnownLinks(SortedDictionary<string, LinkLook> Looks, IReadOnlyList<KeyValuePair<string, string>> Comments);
