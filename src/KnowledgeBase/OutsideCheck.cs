using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Checking;
using KnowledgeBase.Checking.Outside;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>Asks other hosts for what the site links to, unless they were asked of late, and keeps the answers in <c>content/links.tsv</c>.</summary>
internal static class OutsideCheck
{
    private const int ManyHosts = 3;

    /// <param name="sourceOf">See <see cref="FindingList.ToDiagnostics"/>.</param>
    public static ImmutableArray<Diagnostic> Run(
        string contentFolder, IReadOnlyList<OutsideLink> links, LinkAsker asker, DateOnly today, Func<SortedSet<SourceLocation>, string, SourceLocation?> sourceOf, Action<string>? progress, CancellationToken cancelled)
    {
        var file = Path.Combine(contentFolder, OwnFiles.OutsideLinks);
        var shown = $"{BuildOptions.Shown(contentFolder)}/{OwnFiles.OutsideLinks}";
        try
        {
            var (known, problems) = LinkLedger.Read(File.Exists(file) ? File.ReadAllBytes(file) : [], shown);
            // A line that cannot be read must not be lost.
            if (!problems.IsEmpty) return problems;

            // Links that the site no longer has are forgotten.
            var looks = new SortedDictionary<string, LinkLook>(StringComparer.Ordinal);
            foreach (var link in links)
            {
                if (known.Looks.TryGetValue(link.Address, out var look)) looks[link.Address] = look;
            }

            var asked = links.Select(link => link.Address).Where(address => !looks.TryGetValue(address, out var look) || !look.IsFresh(today)).ToList();
            var answers = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
            try
            {
                progress?.Invoke($"0 of {asked.Count} outside links asked");
                asker.AskAsync(asked, answers, cancelled, () => progress?.Invoke($"{answers.Count} of {asked.Count} outside links asked")).GetAwaiter().GetResult();
                var silent = SilentHosts(answers, looks, asker, cancelled);
                if (silent >= ManyHosts) return [Rules.NoNetwork.At(new(shown), $"{answers.Count} links")];
                // Too few to tell a dead host from a dead network: today it does not answer.
                foreach (var address in answers.Keys.Where(address => silent is not null && looks.GetValueOrDefault(address)?.Status != LinkStatus.NoHost)) answers[address] = LinkStatus.NoAnswer;
            }
            catch (OperationCanceledException) when (answers.Values.Any(status => !LinkStatus.IsSilence(status)))
            {
                // To ask takes minutes: what is known by now is not asked again.
                Keep(answers, looks, today);
                Written(file, known with { Looks = looks }, shown);
                throw;
            }

            Keep(answers, looks, today);
            var findings = OutsideFindings.Of(links, looks, sourceOf);
            return looks.Count > 0 || known.Looks.Count > 0 ? [.. findings, .. Written(file, known with { Looks = looks }, shown)] : findings;
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return [Rules.Unwritable.At(new(shown), MachineProblem.ReasonOf(problem))];
        }
    }

    private static void Keep(IReadOnlyDictionary<string, string> answers, SortedDictionary<string, LinkLook> looks, DateOnly today)
    {
        foreach (var (address, status) in answers)
        {
            if (status != LinkStatus.Later) looks[address] = LinkLook.Of(address, status, today, looks.GetValueOrDefault(address));
        }
    }

    private static ImmutableArray<Diagnostic> Written(string file, KnownLinks known, string shown)
    {
        try
        {
            // Not shared: of two checks at once, one is told that the other writes.
            FileSwap.Write(file, stream => stream.Write(LinkLedger.Print(known)));
            return [];
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return [Rules.Unwritable.At(new(shown), MachineProblem.ReasonOf(problem))];
        }
    }

    /// <summary>How many hosts fell silent; null if any answered. It is not likely that several did at once. Those that were silent before tell nothing, and those that worked are seldom asked: then some of them are asked too.</summary>
    private static int? SilentHosts(ConcurrentDictionary<string, string> answers, SortedDictionary<string, LinkLook> looks, LinkAsker asker, CancellationToken cancelled)
    {
        if (answers.IsEmpty || !answers.Values.All(LinkStatus.IsSilence)) return null;
        var hosts = answers.Keys.Select(HostOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var controls = looks.Where(look => look.Value.Verdict is LinkVerdict.Works or LinkVerdict.Moved).Select(look => look.Key)
            .DistinctBy(HostOf, StringComparer.OrdinalIgnoreCase).Where(address => !hosts.Contains(HostOf(address))).Take(ManyHosts);
        var others = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        asker.AskAsync(controls, others, cancelled).GetAwaiter().GetResult();
        if (!others.Values.All(LinkStatus.IsSilence)) return null;
        return answers.Keys.Where(address => looks.GetValueOrDefault(address) is not { } look || !LinkStatus.IsSilence(look.Status)).Concat(others.Keys)
            .DistinctBy(HostOf, StringComparer.OrdinalIgnoreCase).Count();
    }

    private static string HostOf(string address) => new Uri(address).IdnHost;
}
