using System.Text.Json;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A small Discourse forum in a folder of its own, read as an import reads it.</summary>
internal sealed class DiscourseSample : IDisposable
{
    public const string Root = "https://forum.example.org";

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-discourse-").FullName;

    public string? ForumUrl { get; init; } = Root;

    /// <summary>Checks what becomes of post 3 in a topic whose first two posts are by ada and bob; topic 20 ('Second topic') has one post.</summary>
    public static void Check(string? raw, string? cooked, string markdown, string losses)
    {
        using var forum = new DiscourseSample();
        var post = cooked is null ? new { username = "cem", raw } : (object)new { username = "cem", raw, cooked };
        forum.AddTopic(10, "First topic", new { username = "ada", raw = "How?" }, new { username = "bob", raw = "So." }, post);
        forum.AddTopic(20, "Second topic", new { username = "dan", raw = "What else?" });
        var thread = forum.Threads().First();
        var made = thread.Posts.Single(each => each.NodeId == "p3");
        Assert.Equal(markdown, made.Markdown);
        Assert.Equal(losses, string.Join('\n', thread.Losses.Where(loss => loss.NodeId == "p3").Select(Text)));
    }

    public static string Text(Loss loss) => $"{loss.Construct} {loss.Kind}{(loss.Text is null ? "" : " ")}{loss.Text}";

    /// <summary>Writes a topic as the forum's JSON gives it; posts are numbered as they come unless they say otherwise.</summary>
    public void AddTopic(int id, string? title, params object[] posts)
    {
        var numbered = posts.Select((post, i) =>
        {
            var members = JsonSerializer.SerializeToElement(post).EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
            members.TryAdd("post_number", i + 1);
            members.TryAdd("post_type", 1);
            members.TryAdd("created_at", $"2020-05-11T13:31:{i:00}.957Z");
            members.TryAdd("updated_at", $"2020-05-11T13:31:{i:00}.957Z");
            members.TryAdd("version", 1);
            return members;
        });
        Add($"{id}.json", JsonSerializer.Serialize(new { id, title, slug = "a-slug", tags = new object[] { "old", new { id = 1, name = "new", slug = "new" } }, post_stream = new { posts = numbered } }));
    }

    public void Add(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Add(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);

    public List<ForeignThread> Threads() => [.. new DiscourseImporter(_folder, ForumUrl).Threads(new Links(), TestContext.Current.CancellationToken).Select(read => read.Value!)];

    public List<Loss> Strays() => [.. new DiscourseImporter(_folder, ForumUrl).Losses(TestContext.Current.CancellationToken)];

    public List<ForeignOutline> Outlines() => [.. Outline().Select(read => read.Value).OfType<ForeignOutline>()];

    /// <summary>What is told of the files, without the folder's own name.</summary>
    public List<string> Told() => [.. Outline().SelectMany(read => read.Diagnostics).Select(diagnostic => diagnostic.ToString().Replace(_folder.Replace('\\', '/') + "/", "", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<Diagnosed<ForeignOutline?>> Outline() => [.. new DiscourseImporter(_folder, ForumUrl).Outline(TestContext.Current.CancellationToken)];

    private sealed class Links : IThreadLinks
    {
        public string Address(string fromThreadId, string toThreadId, string? nodeId) =>
            (fromThreadId == toThreadId && nodeId is not null ? "" : $"topic-{toThreadId}.md") + (nodeId is null ? "" : $"#{nodeId}");
    }
}
