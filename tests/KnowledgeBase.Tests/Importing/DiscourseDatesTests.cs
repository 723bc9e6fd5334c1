using System.Globalization;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>When posts were written, where a raw text tells only when they were last changed.</summary>
public sealed class DiscourseDatesTests : IDisposable
{
    private static readonly string Separator = "\n\n" + new string('-', 25) + "\n\n";
    private readonly DiscourseSample _forum = new();

    public void Dispose() => _forum.Dispose();

    [Fact]
    public void RawText_IsDatedBeforeWhatFollows()
    {
        _forum.Add("10.txt", $"ada | 2021-01-01 00:00:00 UTC | #1\n\nHow?{Separator}bob | 2020-05-12 09:00:00 UTC | #4\n\nSo.{Separator}cem | 2022-01-01 00:00:00 UTC | #5\n\nNo.{Separator}");
        _forum.Add("10?page=2.txt", $"sys | 2020-06-01 00:00:00 UTC | #105\n\n{Separator}ada | 2020-07-01 00:00:00 UTC | #106\n\nThanks.{Separator}");
        Assert.Equal(
            ["q 2020-05-12T09:00:00Z 2021-01-01T00:00:00Z True", "p4 2020-05-12T09:00:00Z  True", "p5 2020-06-01T00:00:00Z 2022-01-01T00:00:00Z True", "p106 2020-07-01T00:00:00Z  True"],
            Dates());

        // A time of writing stands, and is that of nothing later.
        _forum.Add("10.json", """{"id":10,"post_stream":{"posts":[{"post_number":4,"username":"bob","cooked":"<p>So.</p>","created_at":"2020-05-11T00:00:00Z","updated_at":"2020-05-12T09:00:00Z","version":2}]}}""");
        Assert.Equal(
            ["q 2020-05-11T00:00:00Z 2021-01-01T00:00:00Z True", "p4 2020-05-11T00:00:00Z 2020-05-12T09:00:00Z False", "p5 2020-06-01T00:00:00Z 2022-01-01T00:00:00Z True", "p106 2020-07-01T00:00:00Z  True"],
            Dates());
        Assert.Contains("date Changed of 3 posts only the last change is known", _forum.Threads()[0].Losses.Select(DiscourseSample.Text));

        List<string> Dates() => [.. _forum.Threads()[0].Posts.OrderBy(post => post.NodeId == "q" ? 0 : int.Parse(post.NodeId[1..], CultureInfo.InvariantCulture)).Select(post => $"{post.NodeId} {post.Byline.On} {post.Byline.Updated} {post.IsDateAtLatest}")];
    }
}
