using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Placeholder until the publisher lands.</summary>
public sealed class SitePublisher : IDisposable
{
    private readonly string _output, _staging;
    private readonly ConcurrentDictionary<string, byte> _folders = new();
    private int _count;

    private SitePublisher(string output) { _output = Path.GetFullPath(output); _staging = _output + ".staging"; if (Directory.Exists(_staging)) Directory.Delete(_staging, true); }

    public ImmutableArray<Diagnostic> Diagnostics { get; } = [];

    public static SitePublisher Open(string output, Action? onWait) => new(output);

    public void Add(OutputFile file)
    {
        var full = Path.Combine(_staging, file.Path);
        var folder = Path.GetDirectoryName(full)!;
        if (_folders.TryAdd(folder, 0)) Directory.CreateDirectory(folder);
        File.WriteAllBytes(full, file.Content.Span);
        Interlocked.Increment(ref _count);
    }

    public (int Written, int Unchanged, int Deleted) Publish()
    {
        if (Directory.Exists(_output)) Directory.Delete(_output, true);
        Directory.Move(_staging, _output);
        return (_count, 0, 0);
    }

    public void Dispose() { if (Directory.Exists(_staging)) Directory.Delete(_staging, true); }
}
