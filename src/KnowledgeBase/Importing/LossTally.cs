using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KnowledgeBase.Importing;

/// <summary>What all threads of an import lose, by construct. Threads come in any order and from several cores.</summary>
/// <param name="withThreads">Remember each thread's losses too; they take room on the disk.</param>
internal sealed class LossTally(bool withThreads)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Construct, LossKind Kind), (int Count, int Threads)> _total = [];
    private readonly DiskList<ThreadLosses>? _threads = withThreads ? new(LossJson.Default.ThreadLosses) : null;
    private readonly DiskList<Loss>? _strays = withThreads ? new(LossJson.Default.Loss) : null;

    public ImmutableArray<LossCount> Total =>
    [
        .. _total.Select(pair => new LossCount(pair.Key.Construct, pair.Key.Kind, pair.Value.Count, pair.Value.Threads))
            .OrderByDescending(loss => loss.Kind).ThenByDescending(loss => loss.Count).ThenBy(loss => loss.Construct, StringComparer.Ordinal),
    ];

    /// <summary>Those that belong to no thread.</summary>
    public IEnumerable<Loss> Strays => _strays ?? Enumerable.Empty<Loss>();

    /// <summary>In the order of their paths.</summary>
    public IEnumerable<ThreadLosses> Threads => _threads ?? Enumerable.Empty<ThreadLosses>();

    public void Add(string threadId, string path, IReadOnlyCollection<Loss> losses)
    {
        if (losses.Count == 0) return;
        var counts = losses.GroupBy(loss => (loss.Construct, loss.Kind)).Select(group => (group.Key, Count: group.Count(), Losses: group.ToList())).ToList();
        lock (_lock)
        {
            foreach (var (key, count, _) in counts)
            {
                var (before, threads) = _total.GetValueOrDefault(key);
                _total[key] = (before + count, threads + 1);
            }
        }

        _threads?.Add(path, new(threadId, path, [.. counts.OrderByDescending(group => group.Key.Kind).ThenBy(group => group.Key.Construct, StringComparer.Ordinal)
            .Select(group => new ConstructLosses(group.Key.Construct, group.Key.Kind, group.Count, [.. group.Losses]))]));
    }

    /// <summary>What belongs to no thread.</summary>
    public void AddStrays(IEnumerable<Loss> losses)
    {
        foreach (var loss in losses)
        {
            lock (_lock)
            {
                var (before, threads) = _total.GetValueOrDefault((loss.Construct, loss.Kind));
                _total[(loss.Construct, loss.Kind)] = (before + 1, threads);
            }

            _strays?.Add("", loss);
        }
    }
}

/// <summary>How often a construct fared in one way, and in how many threads.</summary>
public sealed record LossCount(string Construct, LossKind Kind, int Count, int Threads);

/// <summary>What one thread loses.</summary>
public sealed record ThreadLosses(string Id, string Path, ImmutableArray<ConstructLosses> Losses);

/// <summary>What one thread loses of one construct.</summary>
public sealed record ConstructLosses(string Construct, LossKind Kind, int Count, ImmutableArray<Loss> Places);

/// <summary>Losses as they wait on the disk.</summary>
[JsonSerializable(typeof(ThreadLosses))]
[JsonSerializable(typeof(Loss))]
internal sealed partial class LossJson : JsonSerializerContext;
