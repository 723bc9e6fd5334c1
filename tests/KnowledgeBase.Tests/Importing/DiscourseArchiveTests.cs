using System.Text.Json;
using AngleSharp.Html.Parser;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A real forum comes in whole: every regular post is a node, and every word that the forum shows of it stands in ours.</summary>
public sealed class DiscourseArchiveTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("json")]
    [InlineData("raw")]
    [InlineData("both")]
    public void Topics_HaveAllPostsAndAllWords(string format)
    {
        var archive = SharedArchives.Folder("discourse-topics");
        var shown = Shown(archive);
        var importer = new DiscourseImporter(format == "both" ? archive : Path.Combine(archive, format), null);
        var threads = importer.Threads(new SameFolder(), TestContext.Current.CancellationToken).Select(read => read.Value!).ToDictionary(thread => thread.Id);
        Assert.Equal(shown.Keys.Order(StringComparer.Ordinal), threads.Keys.Order(StringComparer.Ordinal));

        var (all, found) = (0, 0);
        var (poor, unexplained) = (new List<string>(), new List<string>());
        foreach (var (id, posts) in shown)
        {
            var nodes = threads[id].Posts.ToDictionary(post => post.NodeId == "q" ? 1 : int.Parse(post.NodeId[1..]));
            // A text does not tell which posts are hidden, and holds no more than a hundred.
            var expected = posts.Where(post => format == "raw" ? post.Number <= nodes.Keys.Max() : !post.IsHidden).ToList();
            Assert.Equal(expected.Select(post => post.Number), nodes.Keys.Order());
            foreach (var post in expected.Where(post => !post.IsHidden))
            {
                var words = Words.OfCooked(post.Cooked, withPreviews: format != "raw");
                var ours = Words.OfHtml(Html(nodes[post.Number]));
                var kept = Words.InOrder(words, ours);
                (all, found) = (all + words.Count, found + kept);
                if (kept >= words.Count * 0.98) continue;
                var explained = Explained(threads[id], nodes[post.Number]);
                poor.Add($"{id}#{post.Number}: {kept} of {words.Count}: {explained}");
                if (explained.Length == 0) unexplained.Add(poor[^1]);
            }
        }

        output.WriteLine($"{format}: {found} of {all} words, {100.0 * found / all:F3} %; {poor.Count} posts under 98 %:\n{string.Join('\n', poor)}");
        Assert.True(found >= all * 0.998, $"{found} of {all} words are there");
        Assert.Empty(unexplained);
    }

    /// <summary>What the loss report says of a post; a post that lacks words and of which it says nothing fails.</summary>
    private static string Explained(ForeignThread thread, ForeignPost post)
    {
        var told = thread.Losses.Where(loss => loss.NodeId == post.NodeId).ToList();
        if (post.SourceText is { } text && WordCheck.Compare(post.NodeId, text, new(CanonicalBody.Of(post.Markdown)), told, new([])) is { } missing) told.Add(missing);
        return string.Join(", ", told.Select(loss => $"{loss.Construct} {loss.Kind} {loss.Text}"));
    }

    private static string Html(ForeignPost post)
    {
        var diagnostics = new List<Diagnostic>();
        var body = MarkdownBody.Parse(new Body(CanonicalBody.Of(post.Markdown)), "x.md", post.NodeId, 3, [], diagnostics);
        return body.ToHtml(post.NodeId, TestSite.English, link => new(link.Address), diagnostics).Html;
    }

    private static SortedDictionary<string, List<ShownPost>> Shown(string archive)
    {
        var topics = new SortedDictionary<string, List<ShownPost>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(archive, "json"), "*.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var posts = json.RootElement.GetProperty("post_stream").GetProperty("posts").EnumerateArray()
                .Where(post => post.GetProperty("post_type").GetInt32() == 1)
                .Select(post => new ShownPost(post.GetProperty("post_number").GetInt32(), post.GetProperty("cooked").GetString()!, post.GetProperty("hidden").GetBoolean()));
            topics.Add($"{json.RootElement.GetProperty("id")}", [.. posts.OrderBy(post => post.Number)]);
        }

        return topics;
    }

    private sealed record ShownPost(int Number, string Cooked, bool IsHidden);

    private sealed class SameFolder : IThreadLinks
    {
        public string Address(string fromThreadId, string toThreadId, string? nodeId) => (fromThreadId == toThreadId ? "" : $"{toThreadId}.md") + (nodeId is null ? "" : $"#{nodeId}");
    }
}
