using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Which file each thread of the source has: the one it was given before, or a new one that no other thread's name comes near.</summary>
/// <param name="into">Folder for new threads, under <c>threads/</c>.</param>
/// <param name="removed">What must not be linked to.</param>
internal sealed class ThreadPlaces(string into, RemovedPosts removed) : IThreadLinks
{
    private readonly Dictionary<string, (string Folder, string Slug, bool HadTurn)> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string From, string Address), bool> _toRemoved = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _given = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _dropped = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _taken = [];

    // Of titles that came before, so that the same title a thousand times is not a million questions.
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.Ordinal);

    public bool Has(string id) => _byId.ContainsKey(id) && !IsDropped(id);

    /// <summary>The thread is removed: nothing leads to it, whatever file it had.</summary>
    public void Drop(string id) => _dropped.TryAdd(id, true);

    public bool IsDropped(string id) => _dropped.ContainsKey(id);

    /// <summary>The thread's file, from the content folder; empty if it never had one.</summary>
    public string PathOf(string id) => _byId.TryGetValue(id, out var place) ? $"{place.Folder}/{place.Slug}.md" : "";

    public Slug SlugOf(string id) => Slug.Read(_byId[id].Slug, out _) ?? Slug.From(_byId[id].Slug, "thread");

    /// <summary>A file of this name is there, whosoever it is.</summary>
    public void Claim(string path) => _taken.Add(KeyOf(path));

    public bool IsClaimed(string path) => _taken.Contains(KeyOf(path));

    /// <summary>The thread has this file.</summary>
    public void Put(string id, string path)
    {
        var slash = path.LastIndexOf('/');
        _byId[id] = (string.Intern(path[..slash]), Path.GetFileNameWithoutExtension(path), HadTurn: false);
        Claim(path);
    }

    /// <summary>The thread's turn has come; false if it had come before.</summary>
    public bool TakeTurn(string id)
    {
        if (!_byId.TryGetValue(id, out var place) || place.HadTurn) return false;
        CollectionsMarshal.GetValueRefOrNullRef(_byId, id).HadTurn = true;
        return true;
    }

    /// <summary>Gives the thread a file that does not exist yet: <c>threads/INTO/YEAR/SLUG.md</c>.</summary>
    public void PutNew(ForeignOutline outline)
    {
        var folder = outline.On is { } on ? on.Time.Year.ToString("0000", CultureInfo.InvariantCulture) : "undated";
        var slug = TitleSlug.Of(outline.Title, outline.Id);
        var unique = slug;
        for (var number = _lastNumbers.GetValueOrDefault(slug.Value, 1) + 1; _taken.Contains(KeyOf(unique.Value)); number++)
        {
            unique = TitleSlug.Numbered(slug, number);
            _lastNumbers[slug.Value] = number;
        }

        Put(outline.Id, $"threads/{into}/{folder}/{unique}.md");
    }

    /// <summary>The addresses that the thread's importer was given for it; they are forgotten.</summary>
    public Func<string, bool> TakeGiven(string fromThreadId)
    {
        _given.TryRemove(fromThreadId, out var given);
        return address => given?.ContainsKey(Uri.UnescapeDataString(address)) == true;
    }

    public string? Address(string fromThreadId, string toThreadId, string? nodeId)
    {
        var address = AddressOf(fromThreadId, toThreadId, nodeId);
        if (address is not null) _given.GetOrAdd(fromThreadId, _ => new(StringComparer.Ordinal)).TryAdd(Uri.UnescapeDataString(address), true);
        return address;
    }

    private string? AddressOf(string fromThreadId, string toThreadId, string? nodeId)
    {
        if (!_byId.TryGetValue(toThreadId, out var to) || IsDropped(toThreadId)) return null;
        // Inside a thread, links to what is removed are turned once it is made, with those that its authors wrote.
        if (fromThreadId == toThreadId) return "#" + (nodeId ?? "q");
        var from = _byId.TryGetValue(fromThreadId, out var place) ? place.Folder : $"threads/{into}";
        var address = Encoded(ContentPath.Relative(from, $"{to.Folder}/{to.Slug}.md"));
        if (nodeId is null) return address;
        if (!removed.Has(toThreadId, nodeId)) return $"{address}#{nodeId}";
        _toRemoved.TryAdd((fromThreadId, address), true);
        return address;
    }

    /// <summary>The thread has this address instead of that of a removed post.</summary>
    public bool LeadsToRemoved(string fromThreadId, string address) => _toRemoved.ContainsKey((fromThreadId, address));

    /// <summary>People may name folders as they like; a link destination ends at a space or bracket.</summary>
    private static string Encoded(string path)
    {
        if (!path.AsSpan().ContainsAny(" ()<>%#?\\")) return path;
        return string.Concat(path.Select(c => " ()<>%#?\\".Contains(c, StringComparison.Ordinal) ? $"%{(int)c:X2}" : c.ToString()));
    }

    private static ulong KeyOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Fingerprint.OfName(TitleSlug.KeyOf(name));
    }
}
