using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Files that pages name by their content: a changed file has a new name, so it can be cached for ever.</summary>
public sealed class Assets
{
    private readonly ConcurrentDictionary<string, Lazy<OutputFile>> _attachments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutputFile> _byName = new(StringComparer.Ordinal);
    private readonly Func<ContentFile, byte[]> _read;

    /// <param name="templateAssets">The files of <c>templates/assets/</c>: path in that folder, content.</param>
    /// <param name="read">Reads a file of the content folder; only those that a page names are read, each once.</param>
    public Assets(IEnumerable<(string Name, byte[] Content)> templateAssets, Func<ContentFile, byte[]> read)
    {
        _read = read;
        foreach (var (name, content) in templateAssets) _byName[name] = Named(name, content);
    }

    /// <summary>Everything that pages may name, for publishing. Complete once all pages are rendered.</summary>
    public IEnumerable<OutputFile> All => _byName.Values.Concat(_attachments.Values.Select(attachment => attachment.Value)).DistinctBy(file => file.Path);

    /// <summary>The address of a file of the templates, such as <c>site.css</c>; null if there is none.</summary>
    public SiteUrl? UrlOf(string name) => _byName.TryGetValue(name, out var file) ? new(file.Path) : null;

    /// <summary>The address of an image or other file beside a thread.</summary>
    public SiteUrl UrlOf(ContentFile file) =>
        new(_attachments.GetOrAdd(file.Inner, _ => new(() => Named(Path.GetFileName(file.Inner), _read(file)))).Value.Path);

    private static OutputFile Named(string name, byte[] content)
    {
        var hash = XxHash3.HashToUInt64(content).ToString("x16", CultureInfo.InvariantCulture)[..10];
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var safeExtension = extension.Length is > 1 and <= 8 && extension.AsSpan(1).IndexOfAnyExceptInRange('0', 'z') < 0 && extension.All(c => c == '.' || char.IsAsciiLetterOrDigit(c)) ? extension : ".bin";
        var stem = Slug.From(Path.GetFileNameWithoutExtension(name), "file").Value;
        if (stem.Length > 60) stem = stem[..60].TrimEnd('-');
        return new($"assets/{stem}.{hash}{safeExtension}", content);
    }
}
