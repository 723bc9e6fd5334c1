using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>All terms and words of the site, each with a number that stands for it while the index is made, and from build to build.</summary>
/// <remarks>Numbers are given as words come, from many hands, so they are others in each build: nothing that is published may hang on them.</remarks>
internal sealed class Lexicon(int capacity = 0)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(capacity, StringComparer.Ordinal);
    private readonly List<string> _texts = new(capacity);

    public int Count
    {
        get
        {
            lock (_lock) return _texts.Count;
        }
    }

    public int NumberOf(string text)
    {
        lock (_lock)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var isKnown);
            if (isKnown) return number;
            _texts.Add(text);
            return number = _texts.Count - 1;
        }
    }

    /// <summary>By their numbers.</summary>
    public string[] Texts()
    {
        lock (_lock) return [.. _texts];
    }
}
