using System.Collections.Immutable;
using KnowledgeBase.Checking.Outside;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;

namespace KnowledgeBase;

/// <summary>Asks other hosts for what the site links to, unless they were asked of late, and keeps the answers in <c>content/links.tsv</c>.</summary>
internal static class OutsideCheck
{
    /// <summary>In the content folder, to be committed.</summary>
    public const string FileName = "links.tsv";

    private const int ManyHosts = 3;

    public static ImmutableArray<Diagnostic> Run(string contentFolder, IReadOnlyList<OutsideLink> links, LinkAsker asker, DateOnly today, CancellationToken cancelled)
    {
        var file = Path.Combine(contentFolder, FileName);
        var shown = $"{BuildOptions.Shown(contentFolder)}/{FileName}";
        try
        {
            var (known, problems) = LinkLedger.Read(File.Exists(file) ? File.ReadAllText(file) : "", shown);
            // A line that cannot be read must not be lost.
            if (!problems.IsEmpty) return problems;

            // Links that the site no longer has are forgotten.
            var looks = new SortedDictionary<string, LinkLook>(StringComparer.Ordinal);
            foreach (var link in links)
            {
                if (known.TryGetValue(link.Address, out var look)) looks[link.Address] = look;
            }

            var asked = links.Select(link => link.Address).Where(address => !looks.TryGetValue(address, out var look) || !look.IsFresh(today)).ToList();
            var answers = asker.AskAsync(asked, cancelled).GetAwaiter().GetResult();
            if (IsOffline(answers)) return [Rules.NoNetwork.At(new(shown), $"{answers.Count} links")];
            foreach (var (address, status) in answers) looks[address] = LinkLook.Of(address, status, today, looks.GetValueOrDefault(address));
            if (looks.Count > 0 || known.Count > 0) FileSwap.Write(file, LinkLedger.Print(looks));
            return OutsideFindings.Of(links, looks);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [Rules.Unwritable.At(new(shown), problem.Message)];
        }
    }

    /// <summary>It is not likely that several hosts fell silent at once.</summary>
    private static bool IsOffline(IReadOnlyDictionary<string, string> answers) =>
        answers.Values.All(status => status is LinkStatus.NoHost or LinkStatus.NoAnswer)
        && answers.Keys.Select(address => new Uri(address).IdnHost).Distinct(StringComparer.OrdinalIgnoreCase).Count() >= ManyHosts;
}
