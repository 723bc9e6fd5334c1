using System.Text.Json;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Real discussions come in whole. They are no part of the project, so where they are not there, this is skipped.</summary>
public sealed class GitHubArchiveTests(ITestOutputHelper output)
{
    [Fact]
    public void Discussions_HaveAllPostsAndAllWords()
    {
        foreach (var file in Directory.EnumerateFiles(SharedArchives.Folder("github-discussions"), "discussions-*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var threads = new GitHubImporter(file, null).Threads(new NoLinks(), TestContext.Current.CancellationToken).Select(thread => thread.Value!).ToList();
            Assert.Equal(json.RootElement.GetArrayLength(), threads.Count);
            var posts = json.RootElement.EnumerateArray().Select(topic => 1 + topic.GetProperty("comments").EnumerateArray().Sum(comment => 1 + (comment.TryGetProperty("replies", out var replies) && replies.ValueKind == JsonValueKind.Array ? replies.GetArrayLength() : 0)));
            Assert.Equal(posts, threads.Select(thread => thread.Posts.Length));
            Assert.Equal(json.RootElement.EnumerateArray().Count(topic => topic.TryGetProperty("answer", out var answer) && answer.TryGetProperty("body", out _)), threads.Sum(thread => thread.Posts.Count(post => post.IsAccepted)));

            var (all, found) = (0, 0);
            foreach (var post in threads.SelectMany(thread => thread.Posts).Where(post => post.SourceText is not null))
            {
                var words = Words.OfHtml(post.SourceText!.Replace("<", "&lt;", StringComparison.Ordinal));
                all += words.Count;
                found += Words.InOrder(words, Words.OfHtml(Html(post)));
            }

            output.WriteLine($"{Path.GetFileName(file)}: {threads.Count} threads, {threads.Sum(thread => thread.Posts.Length)} posts, {found} of {all} words");
            Assert.Equal(all, found);
        }
    }

    [Fact]
    public void Events_AreAllRead()
    {
        var read = new GitHubImporter(Path.Combine(SharedArchives.Folder("github-discussions"), "discussion-webhooks.json"), null).Threads(new NoLinks(), TestContext.Current.CancellationToken).ToList();
        Assert.NotEmpty(read);
        Assert.All(read, thread => Assert.True(thread.Value is not null || thread.Diagnostics.Length > 0));
    }

    private static string Html(ForeignPost post)
    {
        var diagnostics = new List<Diagnostic>();
        var body = MarkdownBody.Parse(new Body(CanonicalBody.Of(post.Markdown)), "x.md", post.NodeId, 3, [], diagnostics);
        return body.ToHtml(post.NodeId, TestSite.English, link => new(link.Address), diagnostics).Html;
    }

    private sealed class NoLinks : IThreadLinks
    {
        public string? Address(string fromThreadId, string toThreadId, string? nodeId) => null;
    }
}
