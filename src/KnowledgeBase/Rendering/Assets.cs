using System.Collections.Concurrent;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Files that pages name by their content: a changed file has a new name, so it can be cached for ever.</summary>
public sealed class Assets
{
    public const string SearchScript = "search.js";

    private const int MaxExtension = 20;

    private readonly ConcurrentDictionary<string, Lazy<(Attachment?, string)>> _attachments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _brought = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutputFile> _byName = new(StringComparer.Ordinal);
    private readonly Func<ContentFile, (byte[]? Bytes, string Problem)> _read;
    private Action<OutputFile>? _bring;

    /// <param name="templateAssets">The files of <c>templates/assets/</c>: path in that folder, content. Scripts in a folder become one.</param>
    /// <param name="read">Reads a file of the content folder, or says why that cannot be; only those that a page names are read, each once.</param>
    /// <param name="bring">Takes each of these as soon as it is read: all of them may be more than memory holds.</param>
    public Assets(IEnumerable<(string Name, byte[] Content)> templateAssets, Func<ContentFile, (byte[]? Bytes, string Problem)> read, Action<OutputFile> bring)
    {
        (_read, _bring) = (read, bring);
        foreach (var (name, content) in ScriptJoin.Join(templateAssets)) Add(name, content);
    }

    /// <summary>What pages may name and was not brought yet, once all are rendered. Of what a preview names later, nothing is brought.</summary>
    public IReadOnlyList<OutputFile> Rest()
    {
        _bring = null;
        return [.. _byName.Values.Where(file => _brought.TryAdd(file.Path, true))];
    }

    /// <summary>The address of a file of the templates, such as <c>site.css</c>; null if there is none.</summary>
    public SiteUrl? UrlOf(string name) => _byName.TryGetValue(name, out var file) ? new(file.Path) : null;

    /// <summary>Makes the search page's one script, before that page is rendered.</summary>
    /// <param name="root">A line of script: the root of the index.</param>
    public void AddSearch(string root)
    {
        if (!_byName.TryGetValue("site.js", out var site) || !_byName.Remove("search/ranker.js", out var ranker) || !_byName.Remove("search/page.js", out var page)) return;
        Add(SearchScript, ScriptJoin.OfSearchPage(site.Content.Span, ranker.Content.Span, Encoding.UTF8.GetBytes(root), page.Content.Span));
    }

    /// <summary>An image or other file beside a thread; null, and why, if it cannot be read.</summary>
    internal (Attachment? Attachment, string Problem) AttachmentOf(ContentFile file) => _attachments.GetOrAdd(file.Inner, _ => new(() =>
    {
        var (bytes, problem) = _read(file);
        return (bytes is null ? null : Attachment.Of(Path.GetFileName(file.Inner), bytes, BringOnce), problem);
    })).Value;

    /// <summary>Two folders may hold the same file, and it is published once.</summary>
    private void BringOnce(OutputFile file)
    {
        if (_brought.TryAdd(file.Path, true)) _bring?.Invoke(file);
    }

    private void Add(string name, byte[] content)
    {
        // The name is of somebody's own choice, and not all may stand in an address.
        var kind = Slug.From(Path.GetExtension(name), "", MaxExtension).Value;
        _byName[name] = Attachment.Named(Path.GetFileNameWithoutExtension(name), kind.Length == 0 ? "" : "." + kind, content);
    }
}
