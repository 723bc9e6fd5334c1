using System.Collections.Immutable;
using System.Text.Json;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A forum of our own whose export is one JSON file, so that the run can be tried with any topic.</summary>
internal sealed record TinyTopic(string Id, string? Title)
{
    public string? On { get; init; } = "2020-05-01";
    public string? Url { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    public string? License { get; init; }
    public string? Language { get; init; }
    public string? DuplicateOf { get; init; }
    public ImmutableArray<string> Related { get; init; } = [];
    public ImmutableArray<Notice> Notices { get; init; } = [];
    public ImmutableArray<TinyPost> Posts { get; init; } = [];
    public ImmutableArray<Loss> Losses { get; init; } = [];
}

/// <summary>One post; <c>[[topic#post]]</c> in its text is a link.</summary>
internal sealed record TinyPost(string Id, string Kind, string Text)
{
    public string? To { get; init; }
    public string? Author { get; init; }
    public string? AuthorUrl { get; init; }
    public int? Score { get; init; }
    public bool Accepted { get; init; }
    public string? Url { get; init; }
    public string? SourceText { get; init; }
    public bool DatedAtLatest { get; init; }
}

/// <summary>Reads it.</summary>
internal sealed class TinyImporter(string path, string? source) : IThreadImporter
{
    /// <summary>Title of a topic at which the import ends as if it had been killed.</summary>
    public const string Stop = "stop";

    public IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled) =>
        Topics().Select(topic => new Diagnosed<ForeignOutline?>(new(topic.Id, topic.Title, MomentOf(topic), UrlOf(topic)), []));

    public IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled) => Topics().Select(topic => topic.Title == Stop ? throw new InvalidOperationException("stopped") : topic).Select(topic => new Diagnosed<ForeignThread?>(
        new()
        {
            Id = topic.Id,
            Title = topic.Title,
            Tags = topic.Tags,
            Url = UrlOf(topic),
            License = topic.License,
            Language = topic.Language,
            DuplicateOf = topic.DuplicateOf,
            Related = topic.Related,
            Notices = topic.Notices,
            Losses = topic.Losses,
            Posts = [.. topic.Posts.Select(post => PostOf(topic, post, links))],
        },
        []));

    public IEnumerable<string>? Named(string address) => System.Text.RegularExpressions.Regex.Match(address, @"^https://f\.example/t/(?:[a-z-]+/)?(\d+)(?:/(\d+))?/?$") is { Success: true } found
        ? [$"{found.Groups[1].Value}#{(found.Groups[2].Success ? "p" + found.Groups[2].Value : "q")}"]
        : null;

    private static ForeignPost PostOf(TinyTopic topic, TinyPost post, IThreadLinks links) => new()
    {
        NodeId = post.Id,
        Kind = Enum.Parse<PostKind>(post.Kind),
        ParentId = post.To,
        Byline = new(post.Author, post.AuthorUrl, post.Kind == "Question" ? MomentOf(topic) : null),
        Score = post.Score,
        IsAccepted = post.Accepted,
        Url = post.Url,
        SourceText = post.SourceText,
        IsDateAtLatest = post.DatedAtLatest,
        Markdown = System.Text.RegularExpressions.Regex.Replace(post.Text, @"\[\[(.*?)(?:#(.*?))?\]\]", link =>
            links.Address(topic.Id, link.Groups[1].Value, link.Groups[2].Success ? link.Groups[2].Value : null) is { } address ? $"[link]({address})" : "no link"),
    };

    private string? UrlOf(TinyTopic topic) => topic.Url ?? (source is null ? null : $"{source}t/{topic.Id}");

    private static Moment? MomentOf(TinyTopic topic) => topic.On is null ? null : Moment.Read(topic.On);

    private List<TinyTopic> Topics() => JsonSerializer.Deserialize<List<TinyTopic>>(File.ReadAllText(path))!;
}

/// <summary>A content folder and a tiny forum that is imported into it, again and again.</summary>
internal sealed class TinyForum : IDisposable
{
    public TestSite Site { get; } = TestSite.Of();

    public static TinyTopic Topic(string id, string? title, params TinyPost[] posts) => new(id, title) { Posts = [.. posts] };

    public static TinyPost Question(string text = "How?") => new("q", "Question", text);

    public static TinyPost Answer(string id, string text) => new(id, "Answer", text);

    public static TinyPost Reply(string id, string to, string text) => new(id, "Reply", text) { To = to };

    public ImportReport Import(params IEnumerable<TinyTopic> topics) => Import(topics, strict: false);

    public ImportReport Import(IEnumerable<TinyTopic> topics, bool strict) => Import(topics, options => options with { IsStrict = strict });

    public ImportReport Import(IEnumerable<TinyTopic> topics, Func<ImportOptions, ImportOptions> change)
    {
        var file = Path.Combine(Site.Content, "..", "forum.json");
        File.WriteAllText(file, JsonSerializer.Serialize(topics));
        var options = change(new() { ContentFolder = Site.Content, Into = "tiny", WithThreadLosses = true });
        return ContentImport.Run(options, source => new TinyImporter(file, source), cancelled: Xunit.TestContext.Current.CancellationToken);
    }

    public string StateFolder => Path.Combine(Site.Content, "imports", ".tiny-state");

    public string Text(string path) => File.ReadAllText(FullPath(path));

    public void Edit(string path, string old, string text)
    {
        var before = Text(path);
        Xunit.Assert.Contains(old, before, StringComparison.Ordinal);
        File.WriteAllText(FullPath(path), before.Replace(old, text, StringComparison.Ordinal));
    }

    public string FullPath(string path) => Path.Combine(Site.Content, "threads", path);

    public IReadOnlyList<string> State() => Site.ContentState();

    /// <summary>The report's diagnostics as file:line code, without the folder's own name.</summary>
    public IEnumerable<string> Told(ImportReport report) =>
        report.Diagnostics.Select(diagnostic => $"{diagnostic.Location.Path.Replace(Site.ContentShownAs + "/", "", StringComparison.Ordinal)}:{diagnostic.Location.Line} {diagnostic.Rule.Code}");

    public void Dispose() => Site.Dispose();
}
