using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Terms of threads from the last build, and those that this one leaves for the next. Where the disk fails, nothing is remembered.</summary>
internal sealed class TermsMemory(StateFolder state) : IDisposable
{
    private readonly Lazy<TermsFile?> _old = new(() => OrNull(() => TermsFile.OpenOrNull(state.Terms)));
    private readonly Lazy<TermsFile?> _new = new(() => OrNull(() => TermsFile.Create(state.TermsDraft)));

    /// <summary>Null if they are not what was left.</summary>
    public byte[]? Left(StoredTerms place) => place.Length == 0 ? [] : OrNull(() => _old.Value?.ReadOrNull(place));

    /// <summary>Null if they could not be written.</summary>
    public StoredTerms? Leave(byte[] terms)
    {
        if (terms.Length == 0) return default(StoredTerms);
        StoredTerms? place = null;
        OrNull(() => { place = _new.Value?.Add(terms); return _new.Value; });
        return place;
    }

    /// <summary>From here on the next build reads what this one left. The manifest that knows its places is written after it.</summary>
    public void Commit()
    {
        Dispose();
        if (_new.IsValueCreated) File.Move(state.TermsDraft, state.Terms, overwrite: true);
    }

    public void Dispose()
    {
        if (_old.IsValueCreated) _old.Value?.Dispose();
        if (_new.IsValueCreated) _new.Value?.Dispose();
    }

    private static T? OrNull<T>(Func<T?> act)
        where T : class
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            return null;
        }
    }
}
