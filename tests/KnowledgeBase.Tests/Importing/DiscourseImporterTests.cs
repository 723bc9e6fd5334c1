using System.Text;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Files of a Discourse forum in every mixture, whole and broken.</summary>
public sealed class DiscourseImporterTests : IDisposable
{
    private static readonly string Separator = "\n\n" + new string('-', 25) + "\n\n";
    private readonly DiscourseSample _forum = new();

    [Fact]
    public void Json_Alone_GivesAllThatItKnows()
    {
        _forum.AddTopic(
            10,
            "How do I walk a list?",
            new { username = "ada", name = "Ada L.", cooked = "<p>How?</p>" },
            new { username = "bob", cooked = "<p>So.</p>", version = 2, updated_at = "2020-05-12T10:00:00.000Z", actions_summary = new[] { new { id = 2, count = 3 } }, accepted_answer = true });
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(("10", "How do I walk a list?", "https://forum.example.org/t/a-slug/10"), (thread.Id, thread.Title, thread.Url));
        Assert.Equal(["old", "new"], thread.Tags);
        Assert.Equal(new Byline("ada", "https://forum.example.org/u/ada", Moment.Read("2020-05-11T13:31:00.957Z")), thread.Posts[0].Byline);
        var answer = thread.Posts[1];
        Assert.Equal(("p2", PostKind.Answer, 3, true, "https://forum.example.org/t/a-slug/10/2"), (answer.NodeId, answer.Kind, answer.Score, answer.IsAccepted, answer.Url));
        Assert.Equal(Moment.Read("2020-05-12T10:00:00Z"), answer.Byline.Updated);
        Assert.Equal(["display name NotCarried ada: Ada L."], thread.Losses.Select(DiscourseSample.Text));
    }

    [Theory]
    [InlineData("\"accepted_answer\":{\"post_number\":2,\"username\":\"bob\"}")]
    [InlineData("\"accepted_answers\":[{\"post_number\":2,\"accepter\":{}}]")]
    public void Accepted_InEachShape_IsRead(string accepted)
    {
        _forum.Add("10.json", $$$"""{"id":10,"title":"t",{{{accepted}}},"post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"a"},{"post_number":"2","username":"bob","like_count":1,"cooked":"b","reply_to_post_number":"1"}]}}""");
        Assert.True(_forum.Threads()[0].Posts[1] is { IsAccepted: true, Score: 1, Kind: PostKind.Answer });
    }

    [Fact]
    public void HalfAnEmoji_InAnyField_CostsNoTopic()
    {
        _forum.Add("10.json", """{"id":10,"title":"t","tags":["a\ud83d"],"post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"a"},{"post_number":"\ud83d","username":"bob","cooked":"b"}]}}""");
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal("a\uFFFD", Assert.Single(thread.Tags));
    }

    [Theory]
    [InlineData(":checkered_flag: Urho Kart :wave:t3:", "🏁 Urho Kart 👋🏼")]
    [InlineData("std::vector::at at 10:30:40, :no_such_emoji: and 1:1:", "std::vector::at at 10:30:40, :no_such_emoji: and 1:1:")]
    public void Title_WithNamesOfEmoji_HasThem(string title, string expected)
    {
        _forum.AddTopic(10, title, new { username = "ada", cooked = "<p>How?</p>" });
        Assert.Equal(expected, Assert.Single(_forum.Threads()).Title);
    }

    [Fact]
    public void WhatBecameOfATopic_IsANotice()
    {
        _forum.Add("10.json", """{"id":10,"title":"t","category_id":7,"closed":true,"archived":true,"post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"<pre>a</pre>"}]}}""");
        var thread = _forum.Threads()[0];
        Assert.Equal("```\na\n```", thread.Posts[0].Markdown);
        Assert.Equal([new(NoticeKind.Closed, null), new(NoticeKind.Archived, null)], thread.Notices);
        Assert.Equal(["category NotCarried number 7"], thread.Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void Chunks_OfPosts_AreJoined()
    {
        _forum.Add("t/10.json", """{"id":10,"title":"t","accepted_answer":{"post_number":3},"post_stream":{"stream":[1,2,3,4],"posts":[{"post_number":1,"username":"ada","cooked":"a"}]}}""");
        _forum.Add("t/10-posts.json", """{"post_stream":{"posts":[{"post_number":3,"username":"cem","cooked":"c","topic_id":10},{"post_number":2,"username":"bob","cooked":"b","topic_id":10}]},"id":10}""");
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(["q False", "p2 False", "p3 True"], thread.Posts.Select(post => $"{post.NodeId} {post.IsAccepted}"));
        Assert.Equal(["post NotCarried 1 of 4 posts are in no file"], thread.Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void Files_WithManyTopics_AreReadWhole()
    {
        static string Topic(int id) => $$$"""{"id":{{{id}}},"title":"t","post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"a{{{id}}}"}]}}""";
        _forum.Add("a/lines.jsonl", $"\uFEFF{Topic(10)}\n{Topic(20)}\n");
        _forum.Add("list.json", $"[{Topic(30)}, 7, {Topic(40)}]");
        _forum.Add("wrapped.json", $$"""{"topics": [{{Topic(50)}}]}""");
        _forum.Add("zz-broken.jsonl", $"{Topic(60)}\n{{");
        Assert.Equal(["10 a10", "20 a20", "30 a30", "40 a40", "50 a50", "60 a60"], _forum.Threads().Select(thread => $"{thread.Id} {thread.Posts[0].Markdown}"));
        Assert.StartsWith("zz-broken.jsonl:2:2: error KB410", Assert.Single(_forum.Told()), StringComparison.Ordinal);
    }

    [Fact]
    public void Posts_InFilesOfTheirOwn_AreOneTopic()
    {
        _forum.Add("posts/1.json", """{"id":1,"topic_id":10,"topic_slug":"how","post_number":1,"username":"ada","updated_at":"2020-05-11T00:00:00Z","raw":"How?","cooked":"<p>How?</p>"}""");
        _forum.Add("posts.json", """{"latest_posts":[{"topic_id":10,"topic_title":"How so","post_number":2,"username":"bob","cooked":"<p>So, as <em>I</em> said.</p>"},{"topic_id":10,"post_number":3,"username":"cem","updated_at":"2020-05-11T00:00:00Z","cooked":"<p>or <em>so</em></p>"}]}""");
        _forum.Add("posts/3.json", """{"topic_id":10,"post_number":3,"username":"cem","updated_at":"2020-05-11T00:00:00Z","raw":"or _so_"}""");
        _forum.Add("search.json", """{"posts":[{"topic_id":10,"post_number":9,"username":"eve","blurb":"cut"}]}""");
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(("How so", "https://forum.example.org/t/how/10"), (thread.Title, thread.Url));
        Assert.Equal(["How?", "So, as *I* said.", "or _so_"], thread.Posts.Select(post => post.Markdown));
    }

    [Fact]
    public void Topic_WithoutItsFirstPost_IsTold()
    {
        _forum.Add("posts.json", """[{"topic_id":10,"post_number":4,"username":"bob","cooked":"<p>So.</p>"}]""");
        Assert.Equal(["post NotCarried the first is in no file, and #4 stands as the question"], Assert.Single(_forum.Threads()).Losses.Select(DiscourseSample.Text));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("10?page=2.md")]
    [InlineData("topic_10-page-2.txt")]
    [InlineData("how-do-v8-and-c11-differ-10.txt")]
    [InlineData("10-how-do-v8-and-c11-differ.txt")]
    [InlineData("top-10-page-2.md")]
    [InlineData("10/page-2.txt")]
    [InlineData("topic-10/raw.txt")]
    public void RawText_ByItsName_IsOfATopic(string name)
    {
        _forum.Add(name, $"ada | 2020-05-11 13:31:57 UTC | #1\n\nHow?{Separator}");
        Assert.Equal("10", Assert.Single(_forum.Threads()).Id);
    }

    [Fact]
    public void Topic_OfWhichOneFileSaysThatItIsPrivate_StaysOutWhole()
    {
        _forum.Add("a.json", """{"id":10,"post_stream":{"posts":[{"post_number":2,"username":"bob","cooked":"yes"}]}}""");
        _forum.Add("b.json", """{"id":10,"title":"t","archetype":"private_message","post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"between us"}]}}""");
        _forum.Add("10.txt", $"ada | 2020-05-11 13:31:57 UTC | #1\n\nbetween us{Separator}cem | 2020-05-11 13:31:57 UTC | #3\n\nno{Separator}");
        _forum.Add("c.json", """{"id":20,"title":"t","deleted_at":"2020-05-11T13:31:57Z","post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"gone"}]}}""");
        Assert.Empty(_forum.Threads());
        Assert.Equal(
            ["private message NotCarried 10#1 ada: between us", "private message NotCarried 10#2 bob: yes", "private message NotCarried 10#3 cem: no", "deleted post NotCarried 20#1 ada: gone"],
            _forum.Strays().Select(DiscourseSample.Text));
    }

    [Fact]
    public void WhatStandsAroundPosts_IsTold()
    {
        _forum.Add("10.json", """
            {"id":10,"title":"t","featured_link":"https://a.example/","post_stream":{"posts":[
            {"post_number":1,"username":"ada","cooked":"a","reactions":[{"id":"heart","count":4},{"id":"tada","count":2}]},
            {"post_number":2,"username":"sys","cooked":"","post_type":3,"action_code":"closed.enabled"}]}}
            """);
        Assert.Equal(["featured link NotCarried https://a.example/", "action post NotCarried #2 sys: closed.enabled", "reactions NotCarried tada 2"], _forum.Threads()[0].Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void RawText_Alone_GivesPostsOfAllPages()
    {
        _forum.Add("raw/10.txt", $"ada | 2020-05-11 13:31:57 UTC | #1\n\nHow?{Separator}sys | 2020-05-11 14:00:00 UTC | #2\n\n{Separator}mod | 2020-05-11 14:00:00 UTC | #3\n\n2 posts were moved: [there](/t/there/20){Separator}");
        _forum.Add("raw/10?page=2.txt", $"bob | 2020-05-12 09:00:00 UTC | #105\n\n[quote=\"ada, post:1, topic:10\"]\nHow?\n[/quote]\nSo.{Separator}");
        var thread = Assert.Single(_forum.Threads());
        Assert.Null(thread.Title);
        Assert.Equal(["q ada 2020-05-11T13:31:57Z How?", "p105 bob 2020-05-12T09:00:00Z > [ada](#q):\n>\n> How?\n\nSo."], thread.Posts.Select(post => $"{post.NodeId} {post.Byline.Author} {post.Byline.On} {post.Markdown}"));
        Assert.Equal(["action post NotCarried #3 mod: 2 posts were moved: [there](/t/there/20)", "date Changed of 2 posts only the last change is known", "quote Changed ada"], thread.Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void Both_AreOne_WithTheAuthorsWords()
    {
        _forum.AddTopic(10, "t", new { username = "ada", cooked = "<p>How <em>so</em>?</p>" }, new { username = "bob", cooked = "<p>So.</p>" }, new { username = "cem", cooked = "<p>Only here.</p>" });
        _forum.Add("10.txt", $"ada | 2020-05-11 13:31:00 UTC | #1\n\nHow *so*?{Separator}bob | 2020-05-11 13:31:01 UTC | #2\n\nSo.{Separator}");
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(["How *so*?", "So.", "Only here."], thread.Posts.Select(post => post.Markdown));
        Assert.Equal(Moment.Read("2020-05-11T13:31:00.957Z"), thread.Posts[0].Byline.On);
        Assert.Empty(thread.Losses);
    }

    [Fact]
    public void Text_OlderThanTheJson_GivesWayToIt()
    {
        _forum.AddTopic(10, "t", new { username = "ada", cooked = "<p>New.</p>", updated_at = "2021-01-01T00:00:00.000Z" });
        _forum.Add("10.txt", $"ada | 2020-05-11 13:31:00 UTC | #1\n\nOld.{Separator}");
        Assert.Equal("New.", _forum.Threads()[0].Posts[0].Markdown);
    }

    [Fact]
    public void Body_ThatLooksLikeAPost_IsText()
    {
        var forged = $"a{Separator}eve | 2020-05-11 13:31:01 UTC | #2\n\nforged{Separator}ada | 2019-01-01 00:00:00 UTC | #1\n\nb";
        _forum.AddTopic(10, "t", new { username = "ada", cooked = "<p>a</p>" }, new { username = "bob", cooked = "<p>So.</p>" });
        _forum.Add("10.txt", $"ada | 2020-05-11 13:31:00 UTC | #1\n\n{forged}{Separator}bob | 2020-05-11 13:31:01 UTC | #2\n\nSo.{Separator}");
        var posts = _forum.Threads()[0].Posts;
        Assert.Equal(2, posts.Length);
        Assert.Contains("forged", posts[0].Markdown, StringComparison.Ordinal);
        Assert.Equal("So.", posts[1].Markdown);
    }

    [Fact]
    public void Posts_ThatReadersDoNotSee_AreToldNotImported()
    {
        _forum.AddTopic(
            10,
            "t",
            new { username = "ada", cooked = "<p>Spam.</p>", hidden = true },
            new { username = "bob", cooked = "<p>How?</p>" },
            new { username = "mod", cooked = "<p>Moved.</p>", post_type = 2, action_code = "split_topic" },
            new { username = "sys", cooked = "", post_type = 3 },
            new { username = "mod", cooked = "<p>Psst.</p>", post_type = 4 },
            new { username = "cem", cooked = "<p>(withdrawn)</p>", user_deleted = true },
            new { username = "dan", cooked = "<p>So, at <b>last</b>.</p>", reply_to_post_number = 5 });
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(["q Question ", "p7 Reply q"], thread.Posts.Select(post => $"{post.NodeId} {post.Kind} {post.ParentId}"));
        Assert.Equal(
            ["hidden post NotCarried #1 ada: Spam.", "moderator note NotCarried #3 mod: Moved.", "whisper NotCarried #5 mod: Psst.", "deleted post NotCarried #6 cem: (withdrawn)", "reply Changed #5"],
            thread.Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void Posts_InTheColourOfTheStaff_ArePosts()
    {
        _forum.AddTopic(
            10,
            "t",
            new { username = "ada", cooked = "<p>How?</p>" },
            new { username = "mod", cooked = "<p>So, with colour.</p>", post_type = 2, like_count = 1 },
            new { username = "system", cooked = "<p>Closed after 90 days.</p>", post_type = 2 },
            new { username = "system", cooked = "<p>Accepted, so it is one.</p>", post_type = 2, accepted_answer = true });
        var thread = Assert.Single(_forum.Threads());
        Assert.Equal(["q Question False", "p2 Answer False", "p4 Answer True"], thread.Posts.Select(post => $"{post.NodeId} {post.Kind} {post.IsAccepted}"));
        Assert.Equal(["moderator note NotCarried #3 system: Closed after 90 days."], thread.Losses.Select(DiscourseSample.Text));
    }

    [Fact]
    public void Files_ThatAreBroken_AreTold_AndTheRestGoesOn()
    {
        _forum.Add("10.json", "{\n  \"id\": 10,\n  \"é\": nul }");
        _forum.Add("bytes.txt", [.. "ada | "u8, 0xFF]);
        _forum.Add("list.json", "{\"latest_posts\": []}");
        _forum.Add("notes.txt", "some notes");
        _forum.Add("topic.txt", $"ada | 2020-05-11 13:31:57 UTC | #1\n\nHow?{Separator}");
        _forum.Add("30.json", """{"id":30,"title":"t","post_stream":{"posts":[{"post_number":1,"hidden":true,"cooked":"a"}]}}""");
        _forum.Add("40.json", """{"id":40,"title":"t","archetype":"private_message","post_stream":{"posts":[{"post_number":1,"cooked":"between us"}]}}""");
        _forum.Add("20.json", [0xEF, 0xBB, 0xBF, .. "{\"id\":20,\r\n\"title\":\"t\",\"post_stream\":{\"posts\":[{\"post_number\":1,\"cooked\":\"a\\u0000b \\ud83d\"}]}}"u8]);
        Assert.Equal(
            [
                "10.json:3:11: error KB410: this is not JSON: 'nul }' is an invalid JSON literal. Expected the literal 'null'; save the page again as the forum gives it",
                "bytes.txt:1:1: error KB001: this is not UTF-8 text: 0xFF at byte offset 6; save the file as UTF-8",
                "list.json:1:1: info KB411: this is no Discourse topic, so it is left out",
                "notes.txt:1:1: info KB411: this is no Discourse topic, so it is left out",
                "topic.txt:1:1: error KB412: the text does not say which topic it is; name the file by the topic's id, as in '12.txt' or '12-page-2.txt'",
                "30.json:1:1: info KB413: the topic 30 has no post that its readers see, so it is left out",
                "40.json:1:1: info KB413: the topic 40 has no post that its readers see, so it is left out",
            ],
            _forum.Told());
        Assert.Equal("20", Assert.Single(_forum.Threads()).Id);
    }

    [Fact]
    public void Forum_ThatNobodyNames_IsKnownByItsInternalLinks()
    {
        using var forum = new DiscourseSample { ForumUrl = null };
        forum.Add("10.json", """
            {"id":10,"title":"t","post_stream":{"posts":[{"post_number":1,"raw":"https://sub.example.org/forum/t/x/20/1 [b](/t/x/30)","cooked":"",
            "link_counts":[{"url":"https://sub.example.org/forum/t/x/20/1","internal":true},{"url":"https://evil.example/t/x/20","internal":false}]}]}}
            """);
        forum.AddTopic(20, "u", new { username = "ada", raw = "https://evil.example/t/x/10" });
        var threads = forum.Threads();
        Assert.Null(threads[0].Url);
        Assert.Equal(@"[https\://sub.example.org/forum/t/x/20/1](topic-20.md#q) [b](https://sub.example.org/forum/t/x/30)", threads[0].Posts[0].Markdown);
        Assert.Equal("https://evil.example/t/x/10", threads[1].Posts[0].Markdown);
    }

    [Theory]
    // Definitions of links and footnotes.
    [InlineData("see [doc][1]\n\n[1]: https://x.org/foo\n[2]: https://y.org/bar \"T\"\n[3]: <https://z.org>\n[4]: /a\n\"T\"\nso\nit is", "see [doc][1]\n\n[1]: https://x.org/foo\n[2]: https://y.org/bar \"T\"\n[3]: <https://z.org>\n[4]: https://forum.example.org/a\n\"T\"\nso\\\nit is")]
    [InlineData("text\n[1]: no definition\nmore", "text\\\n[1]: no definition\\\nmore")]
    [InlineData("> [1]: https://x.org/\n> text\n> more", "> [1]: https://x.org/\n> text\\\n> more")]
    [InlineData("[1]: https://forum.example.org/t/x/20/1\n[2]: <https://forum.example.org/t/x/20> 'T'", "[1]: topic-20.md#q\n[2]: topic-20.md 'T'")]
    [InlineData("a[^1]\n\n[^1]: first\n[^2]: second\nmore", "a[^1]\n\n[^1]: first\n[^2]: second\\\nmore")]
    // Underlined headings.
    [InlineData("heading\n===\ntext\nbelow", "heading\n===\ntext\\\nbelow")]
    [InlineData("heading\n-\ntext\nbelow", "heading\n-\ntext\\\nbelow")]
    [InlineData("===\ntext", "===\\\ntext")]
    // Indented code.
    [InlineData("1. step one:\n\n        sudo apt update\n        sudo apt :)", "1. step one:\n\n        sudo apt update\n        sudo apt :)")]
    [InlineData("- x\n\n      for (;;)\n\n  a\n  b", "- x\n\n      for (;;)\n\n  a\\\n  b")]
    [InlineData("- x\n    - y\n\n      a\n      b", "- x\n    - y\n\n      a\\\n      b")]
    [InlineData("> text\n>\n>     a\n>     b\n>\n> c\n> d", "> text\n>\n>     a\n>     b\n>\n> c\\\n> d")]
    [InlineData("> - x\n>\n>     a\n>     b", "> - x\n>\n>     a\\\n>     b")]
    // Breaks beside what becomes nothing or a block.
    [InlineData("text\n[code]\na\nb\n[/code]\nmore", "text\n\n```\na\nb\n```\n\nmore")]
    [InlineData("a [size=4]b\n[/size]\nc", "a b\n\nc")]
    [InlineData("[url=https://forum.example.org/t/x/20]x\n[/url]", "[x\\\n](topic-20.md)")]
    public void RawText_BecomesMarkdown(string raw, string expected)
    {
        _forum.AddTopic(10, "t", new { username = "ada", raw });
        _forum.AddTopic(20, "u", new { username = "ada", raw = "x" });
        Assert.Equal(expected, _forum.Threads()[0].Posts[0].Markdown);
    }

    public void Dispose() => _forum.Dispose();
}
