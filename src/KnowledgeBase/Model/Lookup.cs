using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace KnowledgeBase.Model;

/// <summary>Values of the site by a name. What one page asks is noted: while all answers stay the same, the page need not be made again.</summary>
public sealed class Lookup<T>
    where T : notnull
{
    private readonly FrozenDictionary<string, T> _values;
    private readonly int _kind;
    private readonly Func<T, ulong> _digest;
    private readonly LookupLog? _log;

    /// <param name="kind">Tells this lookup's questions from those of others.</param>
    /// <param name="digest">Differs where anything differs that a page may read of a value.</param>
    public Lookup(IEnumerable<KeyValuePair<string, T>> values, int kind, Func<T, ulong> digest)
        : this(values.ToFrozenDictionary(StringComparer.Ordinal), kind, digest, null)
    {
    }

    private Lookup(FrozenDictionary<string, T> values, int kind, Func<T, ulong> digest, LookupLog? log) =>
        (_values, _kind, _digest, _log) = (values, kind, digest, log);

    /// <summary>Whoever reads them all reads what no single answer tells.</summary>
    public FrozenDictionary<string, T> All
    {
        get
        {
            _log?.NoteAll();
            return _values;
        }
    }

    /// <summary>Every question that has an answer, and the answer.</summary>
    public IEnumerable<LookupAnswer> Answers => _values.Select(value => new LookupAnswer(Digest.Of(value.Key, _kind), _digest(value.Value)));

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var isThere = _values.TryGetValue(key, out value);
        _log?.Note(new(Digest.Of(key, _kind), isThere ? _digest(value!) : 0));
        return isThere;
    }

    public T? GetValueOrDefault(string key) => TryGetValue(key, out var value) ? value : default;

    public Lookup<T> NotedIn(LookupLog log) => new(_values, _kind, _digest, log);
}
