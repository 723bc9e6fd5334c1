using System.Text;
using System.Xml.Linq;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A small dump on disk, and what is imported from it.</summary>
internal sealed class StackExchangeDump : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-test-").FullName;

    public StackExchangeDump() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(_root, "dump");

    public string State => Path.Combine(_root, "state");

    /// <summary>What the importer reads; the folder, if not told otherwise.</summary>
    public string? Source { get; init; }

    public string? SiteUrl { get; init; }

    public List<string> Progress { get; } = [];

    public StackExchangeImporter Importer => new(Source ?? Folder, SiteUrl, State, Progress.Add);

    /// <param name="rows">Each row as pairs of attribute and value: <c>Id=1 | Body=&lt;p&gt;Text&lt;/p&gt;</c>.</param>
    public StackExchangeDump With(string name, params string[] rows)
    {
        var root = new XElement(Path.GetFileNameWithoutExtension(name).ToLowerInvariant(), rows.Select(RowOf));
        return WithText(name, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString());
    }

    public StackExchangeDump WithText(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return this;
    }

    public StackExchangeDump WithFolders(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) Directory.CreateDirectory(Path.Combine(Folder, name));
        return this;
    }

    public IReadOnlyList<string> Findings(CancellationToken cancelled) =>
        [.. Importer.Outline(cancelled).SelectMany(outline => outline.Diagnostics).Select(finding => finding.ToString().Replace(Folder.Replace('\\', '/') + "/", "", StringComparison.Ordinal))];

    public IReadOnlyList<ForeignThread> Threads(CancellationToken cancelled)
    {
        var known = Importer.Outline(cancelled).Select(outline => outline.Value?.Id).OfType<string>().ToHashSet();
        return [.. Importer.Threads(new Links(known), cancelled).Select(thread => thread.Value).OfType<ForeignThread>()];
    }

    /// <summary>Everything that is said of the only thread.</summary>
    public string Shown(CancellationToken cancelled) => Show(Threads(cancelled).Single());

    public static string Show(ForeignThread thread)
    {
        var text = new StringBuilder();
        text.Append(Line($"{thread.Id} {thread.Title}", ("tags", string.Join(',', thread.Tags)), ("url", thread.Url), ("license", thread.License), ("duplicate-of", thread.DuplicateOf), ("related", string.Join(',', thread.Related))));
        foreach (var post in thread.Posts)
        {
            text.Append(Line(
                $"{post.NodeId} {post.Kind}",
                ("to", post.ParentId), ("by", post.Byline.Author), ("at", post.Byline.AuthorUrl), ("on", post.Byline.On?.ToString()), ("updated", post.Byline.Updated?.ToString()),
                ("score", post.Score?.ToString()), ("accepted", post.IsAccepted ? "yes" : null), ("url", post.Url), ("license", post.License)));
            text.Append("  ").Append(post.Markdown.ReplaceLineEndings("\n  ")).Append('\n');
        }

        foreach (var loss in thread.Losses) text.Append(Line($"loss {loss.Construct} {loss.Kind}", ("in", loss.NodeId), ("text", loss.Text)));
        return text.ToString().TrimEnd('\n');
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Line(string start, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var text = new StringBuilder(start);
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrEmpty(value)) text.Append($" {name}={value}");
        }

        return text.Append('\n').ToString();
    }

    private static XElement RowOf(string row) => new("row", row.Split(" | ").Select(pair => pair.Split('=', 2)).Select(pair => new XAttribute(pair[0], pair[1])));

    /// <summary>Threads stand as <c>ID.md</c>, side by side.</summary>
    private sealed class Links(IReadOnlySet<string> known) : IThreadLinks
    {
        public string? Address(string fromThreadId, string toThreadId, string? nodeId)
        {
            if (!known.Contains(toThreadId)) return null;
            var file = fromThreadId == toThreadId ? "" : $"{toThreadId}.md";
            return nodeId is null ? file : $"{file}#{nodeId}";
        }
    }
}
