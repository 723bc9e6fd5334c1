using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>Threads as they were read, for whoever builds again and again: a file that did not change is not read again.</summary>
public sealed class ThreadMemory
{
    private readonly ConcurrentDictionary<string, (ulong Stamp, ReadThread Thread)> _threads = new(StringComparer.Ordinal);

    /// <summary>What was read of the file, or is now.</summary>
    internal ReadThread Of(ContentFile file, Func<ContentFile, ReadThread> read)
    {
        if (file.Stamp is not { } stamp) return read(file);
        if (_threads.TryGetValue(file.FullPath, out var known) && known.Stamp == stamp) return known.Thread;
        var thread = read(file);
        _threads[file.FullPath] = (stamp, thread);
        return thread;
    }

    /// <summary>Forgets the files that are no more.</summary>
    internal void KeepOnly(IEnumerable<ContentFile> files)
    {
        var there = files.Select(file => file.FullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var path in _threads.Keys.Where(path => !there.Contains(path))) _threads.TryRemove(path, out _);
    }
}

/// <summary>What became of one file.</summary>
/// <param name="Unreadable">The name of a file that gave no thread.</param>
internal sealed record ReadThread(ForumThread? Thread, string? Unreadable, ImmutableArray<Diagnostic> Diagnostics);
