using System.Collections.Immutable;
using System.Diagnostics;

namespace KnowledgeBase;

/// <summary>Measures the stages of a build; the only clock in it, and nothing of it reaches the output.</summary>
internal sealed class StageClock
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ImmutableArray<StageTime>.Builder _stages = ImmutableArray.CreateBuilder<StageTime>();
    private TimeSpan _before;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public ImmutableArray<StageTime> Stages => _stages.ToImmutable();

    public void Ended(string stage)
    {
        var now = Elapsed;
        _stages.Add(new(stage, now - _before));
        _before = now;
    }
}
