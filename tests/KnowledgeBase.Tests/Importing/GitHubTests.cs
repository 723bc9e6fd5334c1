using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What becomes of discussions in each form that GitHub's JSON has, by small exports.</summary>
public sealed class GitHubTests : IDisposable
{
    private const string Answered = """
        {"data":{"repository":{"discussions":{"nodes":[{
          "number": 7, "databaseId": 70, "title": "How?", "url": "https://github.com/octo/tool/discussions/7", "body": "First line\nsecond line\n\n![shot](https://user-images.example/1.png) [up](#top)",
          "createdAt": "2024-01-02T03:04:05Z", "lastEditedAt": "2024-02-02T03:04:05Z", "upvoteCount": 3, "author": {"login": "ann", "url": "https://github.com/ann"},
          "category": {"name": "Q&A", "isAnswerable": true}, "labels": {"nodes": [{"name": "bug"}]}, "answer": {"url": "https://github.com/octo/tool/discussions/7#discussioncomment-12"},
          "comments": {"totalCount": 3, "nodes": [
            {"databaseId": 11, "url": "https://github.com/octo/tool/discussions/7#discussioncomment-11", "author": null, "createdAt": "2024-01-03T00:00:00Z", "upvoteCount": 1, "body": "Thanks!", "replies": {"nodes": []}},
            {"databaseId": 12, "url": "https://github.com/octo/tool/discussions/7#discussioncomment-12", "author": {"login": "bob"}, "createdAt": "2024-01-04T00:00:00Z", "upvoteCount": 5, "bodyHTML": "<p dir=\"auto\">Do <code>x</code></p>", "replies": {"nodes": [
              {"databaseId": 14, "author": {"login": "ann"}, "createdAt": "2024-01-05T00:00:00Z", "body": "Works"}]}}]}}]}}}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-test-").FullName;

    [Fact]
    public void GraphQl_Discussion_IsAThread() => Check(
        """
        octo/tool#7 'How?' [Q&A, bug] https://github.com/octo/tool/discussions/7
        Question q by ann on 2024-01-02T03:04:05Z updated 2024-02-02T03:04:05Z score 3: First line\
        second line

        ![shot](https://user-images.example/1.png) [up](https://github.com/octo/tool/discussions/7#top)
        Reply p11 to q by ghost on 2024-01-03T00:00:00Z score 1: Thanks!
        Answer p12 accepted by bob on 2024-01-04T00:00:00Z score 5: Do `x`
        Reply p14 to p12 by ann on 2024-01-05T00:00:00Z: Works
        lost: img Remote q https://user-images.example/1.png
        lost: comment NotCarried 1 of 4 comments are in no file
        """,
        Answered);

    [Fact]
    public void GraphQl_PagesOneAfterTheOther_AreOneThread() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Answer p1 by b: one
        Answer p2 by b: two
        """,
        Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"one"}"""),
        Discussion("""{"databaseId":2,"author":{"login":"b"},"body":"two"}"""),
        Discussion("""{"databaseId":2,"author":{"login":"b"},"body":"two"}"""));

    [Fact]
    public void GraphQl_AnswerAndParentByTheirGlobalIds_AreFound() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Answer p1 by b: one
        Answer p2 accepted by ghost: two
        Reply p3 to p2 by c: three
        """,
        Discussion("""{"id":"DC_1","databaseId":1,"author":{"login":"b"},"body":"one","replies":{"nodes":[{"id":"DC_2","databaseId":2,"author":null,"body":"two"}]}},null,{"id":"DC_3","databaseId":3,"author":{"login":"c"},"body":"three","replyTo":{"id":"DC_2"}}""", """ "answer": {"id": "DC_2"},"""));

    [Fact]
    public void GraphQl_Poll_IsAListBelowTheQuestion() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x

        *Poll, 3 votes:* Tabs | spaces?

        - \*Tabs\* (3)
        - Spaces (0)
        lost: poll Changed q
        """,
        Discussion("", """ "poll": {"question": "Tabs | spaces?", "totalVoteCount": 3, "options": {"nodes": [{"option": "*Tabs*", "totalVoteCount": 3}, {"option": "Spaces", "totalVoteCount": 0}]}},"""));

    [Fact]
    public void Comments_ApartFromTheirDiscussion_FindIt() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Answer p1 by b: one
        Reply p2 to p1 by c: two
        Answer p3 by d: three
        Answer p4 accepted by e: four
        Answer p5 by f: five
        """,
        // As REST lists them, and as a further page of GraphQL has them.
        """[{"id":1,"html_url":"https://github.com/o/r/discussions/1#discussioncomment-1","parent_id":null,"user":{"login":"b"},"body":"one"},{"id":2,"html_url":"https://github.com/o/r/discussions/1#discussioncomment-2","parent_id":1,"user":{"login":"c"},"body":"two"}]""",
        Discussion("""{"databaseId":3,"author":{"login":"d"},"body":"three"}"""),
        """{"data":{"repository":{"nameWithOwner":"o/r","discussion":{"number":1,"comments":{"nodes":[{"databaseId":4,"author":{"login":"e"},"body":"four","isAnswer":true}]}}}}}""",
        """{"data":{"repository":{"discussion":{"number":1,"comments":{"nodes":[{"databaseId":5,"url":"https://github.com/o/r/discussions/1#discussioncomment-5","author":{"login":"f"},"body":"five"}]}}}}}""");

    [Fact]
    public void Comments_WithoutTheirDiscussion_AreTold()
    {
        Assert.Empty(Threads("""{"html_url":"https://github.com/o/r/discussions/1#discussioncomment-1","user":{"login":"b"},"body":"one"}"""));
        var loss = Assert.Single(new GitHubImporter(_folder, null).Losses(TestContext.Current.CancellationToken));
        Assert.Equal(new("comment on a discussion that is not in the export", LossKind.NotCarried, null, "o/r#1 b: one"), loss);
    }

    [Fact]
    public void GraphQl_RepliesMissingOnOneOfTwoPages_AreTold() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Answer p1 by b: one
        Answer p2 by b: two
        Reply p3 to p2 by c: three
        Reply p4 to p2 by c: four
        lost: comment NotCarried 2 of 6 comments are in no file
        """,
        Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"one","replies":{"totalCount":2,"nodes":[]}}"""),
        Discussion("""{"databaseId":2,"author":{"login":"b"},"body":"two","replies":{"totalCount":2,"nodes":[{"databaseId":3,"author":{"login":"c"},"body":"three"},{"databaseId":4,"author":{"login":"c"},"body":"four"}]}}"""));

    [Fact]
    public void GraphQl_FewFields_AreADiscussionOfTheirRepository() => Check(
        """
        o/r#2 'T' [] https://github.com/o/r/discussions/2
        Question q: x
        lost: answer NotCarried an answer was accepted, and the export does not say which comment it is
        """,
        """{"data":{"repository":{"nameWithOwner":"o/r","discussions":{"edges":[{"node":{"number":2,"title":"T","url":"https://github.com/o/r/discussions/2","body":"x","isAnswered":true}}]}}}}""");

    [Fact]
    public void Links_ToWhatIsImported_LeadToOurs()
    {
        var thread = Threads(Discussion("""
            {"databaseId":1,"author":{"login":"b"},"body":"[own](https://github.com/o/r/discussions/1#discussioncomment-2) https://github.com/o/r/discussions/1 [gone](#discussioncomment-9)"},
            {"databaseId":2,"author":{"login":"b"},"bodyHTML":"<p><a href=\"/o/r/discussions/1#discussioncomment-1\">html</a> <a href=\"/o/r/discussions/3\">other</a></p>"}
            """))[0];
        Assert.Equal("[own](o/r#1.md#p2) [https://github.com/o/r/discussions/1](o/r#1.md) [gone](https://github.com/o/r/discussions/1#discussioncomment-9)", thread.Posts[1].Markdown);
        Assert.Equal("[html](o/r#1.md#p1) [other](https://github.com/o/r/discussions/3)", thread.Posts[2].Markdown);
    }

    [Fact]
    public void Footnote_IsNoAddress()
    {
        const string Text = "Footnotes are nice.[^1]\\n\\n[^1]: foot [a][b]\\n\\n[b]: #top\\n[c]: <>";
        var thread = Threads(Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"TEXT"}""".Replace("TEXT", Text, StringComparison.Ordinal)))[0];
        Assert.Equal("Footnotes are nice.[^1]\n\n[^1]: foot [a][b]\n\n[b]: https://github.com/o/r/discussions/1#top\n[c]: <>", thread.Posts[1].Markdown);
    }

    [Fact]
    public void HalfAnEmoji_InAnAuthor_CostsNothing() =>
        Assert.Equal("x\uFFFD", Threads(Discussion("""{"databaseId":1,"author":"x\ud83d","body":"b"}"""))[0].Posts[1].Byline.Author);

    [Fact]
    public void Events_InOrder_TellTheNewestState() => Check(
        """
        o/r#4 'T' [General] https://github.com/o/r/discussions/4
        Question q by a on 2024-01-01T00:00:00Z: new text
        Answer p5 accepted by b: do this
        Reply p6 to p5 by c: me too
        lost: deleted comment NotCarried d: bad words
        """,
        Event("created", "old text", """ "comment": {"id": 5, "html_url": "https://github.com/o/r/discussions/4#discussioncomment-5", "parent_id": null, "user": {"login": "b"}, "body": "do this"}"""),
        Event("created", "old text", """ "comment": {"id": 6, "parent_id": 5, "user": {"login": "c"}, "body": "me too"}"""),
        Event("created", "old text", """ "comment": {"id": 9, "user": {"login": "d"}, "body": "bad words"}"""),
        Event("deleted", "new text", """ "comment": {"id": 9, "user": {"login": "d"}, "body": "bad words"}"""),
        Event("answered", "new text", """ "answer": {"id": 5, "user": {"login": "b"}, "body": "do this"}""", "\"https://github.com/o/r/discussions/4#discussioncomment-5\""));

    [Fact]
    public void FlatList_WithHtml_IsAThread() => Check(
        """
        o/r#9 'T' [] https://github.com/o/r/discussions/9
        Question q by a on 2024-01-01T00:00:00Z score 2: Why *so*?
        Answer c20240102000000 accepted by b on 2024-01-02T00:00:00Z: Because it is so, and has been for a long time, as everybody who was there can tell.
        Reply c20240103000000 to c20240102000000 by a on 2024-01-03T00:00:00Z: I see
        """,
        """
        [{"title": "T", "url": "https://github.com/o/r/discussions/9", "id": "9", "upvotes": 2, "commentTotal": 1, "createdAt": "2024-01-01T00:00:00Z", "author": {"name": "a"}, "body": "<p dir=\"auto\">Why <em>so</em>?</p>",
          "answer": {"author": {"name": "b"}, "createdAt": "2024-01-02T00:00:00Z", "body": "Because it is so, and has been for a long time, as everybody who was there can tell."},
          "comments": [{"author": {"name": "b"}, "createdAt": "2024-01-02T00:00:00Z", "body": "Because it is so, and has been for a long time, as everybody who was there can tell.", "replies": [{"author": "a", "createdAt": "2024-01-03T00:00:00Z", "body": "I see"}]}]}]
        """);

    [Fact]
    public void FlatLists_OfTwoDays_AreNotAdded() => Check(
        """
        o/r#9 'T' [] https://github.com/o/r/discussions/9
        Question q by a: x
        Answer c1 by b: newer text
        """,
        """[{"title": "T", "url": "https://github.com/o/r/discussions/9", "author": "a", "body": "x", "comments": [{"author": "b", "createdAt": "2024-01-02T00:00:00Z", "body": "text"}]}]""",
        """[{"title": "T", "url": "https://github.com/o/r/discussions/9", "author": "a", "body": "x", "comments": [{"author": "b", "body": "newer text"}]}]""");

    [Fact]
    public void Comments_ThatGitHubHides_AreLeftOutOrTold() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Reply p4 to q by d: to spam
        Answer p2 by c: old advice
        lost: spam comment NotCarried b: buy now
        lost: hidden comment Changed p2 outdated
        """,
        Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"buy now","isMinimized":true,"minimizedReason":"SPAM","replies":{"nodes":[{"databaseId":4,"author":{"login":"d"},"body":"to spam"}]}},{"databaseId":2,"author":{"login":"c"},"body":"old advice","isMinimized":true,"minimizedReason":"outdated"},{"databaseId":3,"author":null,"body":"","deletedAt":"2024-01-01T00:00:00Z"}"""));

    [Fact]
    public void Discussion_ClosedAsDuplicate_NamesTheOther()
    {
        var thread = Threads(Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"Duplicate of #12"}""", """ "stateReason": "DUPLICATE","""))[0];
        Assert.Equal("o/r#12", thread.DuplicateOf);
        Assert.Equal("x", thread.Posts[0].Markdown);
    }

    [Theory]
    [InlineData("\"stateReason\": \"OUTDATED\", \"closed\": true, \"closedAt\": \"2024-03-01T10:00:00Z\",", "*The forum closed this question (outdated, 2024-03-01).*")]
    [InlineData("\"closed\": true, \"locked\": true,", "*The forum closed this question.* *The forum locked this question.*")]
    [InlineData("\"stateReason\": \"REOPENED\", \"closed\": false,", "")]
    public void Discussion_ClosedOrLocked_SaysSoBelowTheQuestion(string state, string expected) =>
        Assert.Equal(expected, string.Join(' ', Threads(Discussion("", state))[0].Notices.Select(notice => notice.Paragraph("en"))));

    [Fact]
    public void BrokenJson_InOneFile_IsToldAndTheRestGoesOn()
    {
        File.WriteAllText(Path.Combine(_folder, "a.json"), Answered + "\n{\"data\": [}");
        File.WriteAllText(Path.Combine(_folder, "b.txt"), "no JSON");
        File.WriteAllText(Path.Combine(_folder, "c.json"), "\uFEFF" + Discussion(""));
        var outlines = new GitHubImporter(_folder, null).Outline(TestContext.Current.CancellationToken).ToList();
        Assert.Equal(["octo/tool#7", "o/r#1"], outlines.Select(outline => outline.Value?.Id).OfType<string>());
        Assert.Equal(["a.json:9:11 KB410", "b.txt:1:1 KB430"], outlines.SelectMany(outline => outline.Diagnostics).Select(d => $"{d.Location.ToString()[(_folder.Length + 1)..]} {d.Rule.Code}"));
        Assert.Equal(["octo/tool#7", "o/r#1"], new GitHubImporter(_folder, null).Threads(new NoLinks(), TestContext.Current.CancellationToken).Select(thread => thread.Value!.Id));
    }

    [Fact]
    public void List_ThatBreaksOff_IsToldAndWhatIsWholeIsTaken()
    {
        File.WriteAllText(Path.Combine(_folder, "a.json"), $"[{Discussion("")},\n{{\"data\"");
        var outlines = new GitHubImporter(_folder, null).Outline(TestContext.Current.CancellationToken).ToList();
        Assert.Equal("o/r#1", Assert.Single(outlines.Select(outline => outline.Value?.Id).OfType<string>()));
        Assert.Equal("KB410", Assert.Single(outlines.SelectMany(outline => outline.Diagnostics)).Rule.Code);
    }

    [Fact]
    public void Text_OfWhichABuildWouldWarn_IsMended() => Check(
        """
        o/r#1 'T' [] https://github.com/o/r/discussions/1
        Question q by a: x
        Answer p1 by b: List\<T> in ![a.png](https://x.example/a.png) or <img alt="b.png" src="https://x.example/b.png">
        lost: img Remote p1 https://x.example/a.png
        lost: img Remote p1 https://x.example/b.png
        """,
        Discussion("""{"databaseId":1,"author":{"login":"b"},"body":"List<T> in ![](https://x.example/a.png) or <img src=\"https://x.example/b.png\">"}"""));

    [Fact]
    public void File_ThatIsGone_IsToldInWords()
    {
        var outline = Assert.Single(new GitHubImporter(Path.Combine(_folder, "gone.json"), null).Outline(TestContext.Current.CancellationToken));
        Assert.Equal("the file cannot be read: there is no such file", Assert.Single(outline.Diagnostics).Message);
    }

    [Fact]
    public void Discussion_Deleted_IsLeftOutAndTold()
    {
        File.WriteAllText(Path.Combine(_folder, "a.json"), """{"action":"deleted","discussion":{"number":4,"title":"T","html_url":"https://github.com/o/r/discussions/4","user":{"login":"a"},"body":"x"}}""");
        var importer = new GitHubImporter(_folder, null);
        var outline = Assert.Single(importer.Outline(TestContext.Current.CancellationToken));
        Assert.Null(outline.Value);
        Assert.Equal("KB431", Assert.Single(outline.Diagnostics).Rule.Code);
        Assert.Empty(importer.Threads(new NoLinks(), TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Event(string action, string body, string more, string answer = "null") => $$"""
        {"action":"{{action}}","discussion":{"number":4,"id":400,"title":"T","html_url":"https://github.com/o/r/discussions/4","user":{"login":"a"},"created_at":"2024-01-01T00:00:00Z","category":{"name":"General"},"body":"{{body}}","comments":0,"answer_html_url":{{answer}} },{{more}}}
        """;

    private static string Discussion(string comments, string more = "") =>
        """{"data":{"repository":{"discussion":{"number":1,MORE"title":"T","url":"https://github.com/o/r/discussions/1","author":{"login":"a"},"body":"x","comments":{"nodes":[COMMENTS]}}}}}"""
            .Replace("MORE", more, StringComparison.Ordinal).Replace("COMMENTS", comments, StringComparison.Ordinal);

    private List<ForeignThread> Threads(params ReadOnlySpan<string> documents)
    {
        File.WriteAllText(Path.Combine(_folder, "export.json"), string.Join('\n', documents));
        return [.. new GitHubImporter(_folder, null).Threads(new Links(), TestContext.Current.CancellationToken).Select(thread => thread.Value!)];
    }

    private void Check(string expected, params ReadOnlySpan<string> documents)
    {
        var thread = Assert.Single(Threads(documents));
        var posts = thread.Posts.Select(post => $"{post.Kind} {post.NodeId}{Part(" to ", post.ParentId)}{(post.IsAccepted ? " accepted" : "")}{Part(" by ", post.Byline.Author)}{Part(" on ", post.Byline.On)}{Part(" updated ", post.Byline.Updated)}{Part(" score ", post.Score)}: {post.Markdown}");
        var losses = thread.Losses.Select(loss => $"lost: {loss.Construct} {loss.Kind}{Part(" ", loss.NodeId)}{Part(" ", loss.Text)}");
        Assert.Equal(expected, string.Join('\n', [$"{thread.Id} '{thread.Title}' [{string.Join(", ", thread.Tags)}] {thread.Url}", .. posts, .. losses]));
    }

    private static string Part(string before, object? value) => value is null ? "" : before + value;

    /// <summary>The first discussion stands as <c>ID.md</c>; no other is there.</summary>
    private sealed class Links : IThreadLinks
    {
        public string? Address(string fromThreadId, string toThreadId, string? nodeId) => toThreadId != "o/r#1" ? null : $"{toThreadId}.md{(nodeId is null ? "" : "#" + nodeId)}";
    }

    private sealed class NoLinks : IThreadLinks
    {
        public string? Address(string fromThreadId, string toThreadId, string? nodeId) => null;
    }
}
