using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What becomes of each thing in a dump, by small dumps.</summary>
public class StackExchangeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Thread_WithAllThereIs_IsCarried()
    {
        using var dump = new StackExchangeDump { SiteUrl = "https://pans.example/" }
            .With(
                "Posts.xml",
                "Id=7 | PostTypeId=1 | AcceptedAnswerId=9 | CreationDate=2012-03-05T22:28:34.823 | Score=-2 | Body=<p>Which pan?</p> | OwnerUserId=3 | LastEditDate=2013-01-01T00:00:00.000 | Title=Which pan for eggs? | Tags=<pan><eggs>",
                "Id=8 | PostTypeId=2 | ParentId=7 | CreationDate=2012-03-06T10:00:00.000 | Score=0 | Body=<p>Any.</p> | OwnerDisplayName=user12",
                "Id=9 | PostTypeId=2 | ParentId=7 | CreationDate=2019-03-06T10:00:00.000 | Score=5 | Body=<p>Cast iron.</p> | OwnerUserId=-1")
            .With("Users.xml", "Id=3 | DisplayName=Ann Lee", "Id=-1 | DisplayName=Community")
            .With("Comments.xml", "Id=30 | PostId=9 | Score=2 | Text=Why? | CreationDate=2019-03-07T10:00:00.000 | UserId=3", "Id=31 | PostId=7 | Score=0 | Text=Good. | CreationDate=2012-03-06T11:00:00.000 | UserDisplayName=gone");
        Assert.Equal(
            """
            7 Which pan for eggs? tags=pan,eggs url=https://pans.example/q/7 license=CC BY-SA 3.0
            q Question by=Ann Lee at=https://pans.example/users/3 on=2012-03-05T22:28:34.823Z updated=2013-01-01T00:00:00Z score=-2 url=https://pans.example/q/7
              Which pan?
            c31 Reply to=q by=gone on=2012-03-06T11:00:00Z score=0
              Good.
            p8 Answer by=user12 on=2012-03-06T10:00:00Z score=0 url=https://pans.example/a/8
              Any.
            p9 Answer by=Community at=https://pans.example/users/-1 on=2019-03-06T10:00:00Z score=5 accepted=yes url=https://pans.example/a/9 license=CC BY-SA 4.0
              Cast iron.
            c30 Reply to=p9 by=Ann Lee at=https://pans.example/users/3 on=2019-03-07T10:00:00Z score=2 license=CC BY-SA 4.0
              Why?
            """,
            dump.Shown(Cancelled), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Posts_Alone_AreEnough()
    {
        using var dump = new StackExchangeDump().With("Posts.xml", Question("OwnerUserId=5"));
        using var lone = new StackExchangeDump { Source = Path.Combine(dump.Folder, "Posts.xml") };
        Assert.Equal("1 Why?\nq Question by=user5\n  Text.", lone.Shown(Cancelled));
    }

    [Fact]
    public void Files_EachInAFolderOfItsOwn_AreOneDump()
    {
        using var dump = new StackExchangeDump();
        dump.WithFolders("big.example-Posts", "big.example-Users").With("big.example-Posts/Posts.xml", Question("OwnerUserId=5")).With("big.example-Users/Users.xml", "Id=5 | DisplayName=Ann");
        Assert.Equal("1 Why?\nq Question by=Ann\n  Text.", dump.Shown(Cancelled));
        dump.WithFolders("other.example").With("other.example/Posts.xml", Question());
        Assert.Empty(dump.Threads(Cancelled));
        Assert.Contains("KB420", Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a><c++><.net>", "a,c++,.net")]
    [InlineData("|a|c++|.net|", "a,c++,.net")]
    [InlineData("", "")]
    public void Tags_InBothForms_AreRead(string written, string expected) => Check(thread => string.Join(',', thread.Tags), expected, Question("Tags=" + written));

    [Theory]
    [InlineData("2011-04-07T23:59:59.000", "CC BY-SA 2.5")]
    [InlineData("2011-04-08T00:00:00.000", "CC BY-SA 3.0")]
    [InlineData("2018-05-01T23:59:59.000", "CC BY-SA 3.0")]
    [InlineData("2018-05-02T00:00:00.000", "CC BY-SA 4.0")]
    public void License_WhereTheDumpHasNone_IsThatOfTheDay(string created, string expected) => Check(thread => thread.License, expected, Question("CreationDate=" + created));

    [Fact]
    public void License_InTheDump_Wins() => Check(thread => thread.License, "CC BY-SA 4.0", Question("CreationDate=2011-01-01T00:00:00.000 | ContentLicense=CC BY-SA 4.0"));

    [Fact]
    public void Duplicates_PointToTheQuestionWithTheAnswers()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", [.. Enumerable.Range(1, 8).Select(id => Question(id is 7 or 8 ? "ClosedDate=2020-01-01T00:00:00.000" : "", id))])
            // A chain, and a circle with a question that leads into it.
            .With("PostLinks.xml", Link(1, 1, 2, 3), Link(2, 2, 3, 3), Link(3, 4, 5, 3), Link(4, 5, 4, 3), Link(5, 6, 4, 3), Link(6, 1, 8, 1))
            .With(
                "PostHistory.xml",
                """Id=1 | PostHistoryTypeId=10 | PostId=7 | CreationDate=2020-01-01T00:00:00.000 | Comment=101 | Text={"OriginalQuestionIds":[99,3]}""",
                """Id=2 | PostHistoryTypeId=10 | PostId=8 | CreationDate=2020-01-01T00:00:00.000 | Comment=102 | Text={"Voters":[]}""");
        Assert.Equal(
            ["1 -> 3, related 8,2", "2 -> 3, related ", "3 -> , related ", "4 -> , related 5", "5 -> , related 4", "6 -> 4, related ", "7 -> 3, related ", "8 -> , related "],
            dump.Threads(Cancelled).Select(thread => $"{thread.Id} -> {thread.DuplicateOf}, related {string.Join(',', thread.Related)}"));
    }

    [Fact]
    public void Links_OfAllPostsOfAThread_AreItsNeighbours()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", Question(id: 1), Question(id: 2), Question(id: 3), Answer(4, 1), Answer(5, 3))
            .With("PostLinks.xml", Link(1, 4, 5, 1), Link(2, 1, 2, 1), Link(3, 1, 3, 1), Link(4, 1, 77, 1), Link(5, 1, 4, 1));
        Assert.Equal(["2", "3"], dump.Threads(Cancelled)[0].Related);
    }

    [Fact]
    public void Notices_AreTold()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", Question("ClosedDate=2014-01-02T00:00:00.000 | CommunityOwnedDate=2013-01-01T00:00:00.000"))
            .With(
                "PostHistory.xml",
                "Id=1 | PostHistoryTypeId=14 | PostId=1 | CreationDate=2015-01-01T00:00:00.000",
                "Id=2 | PostHistoryTypeId=15 | PostId=1 | CreationDate=2016-01-01T00:00:00.000",
                "Id=3 | PostHistoryTypeId=14 | PostId=1 | CreationDate=2017-01-01T00:00:00.000");
        var thread = dump.Threads(Cancelled).Single();
        Assert.Equal(
            ["*The forum closed this question (2014-01-02).*", "*The forum locked this question (2017-01-01).*"],
            thread.Notices.Select(notice => notice.Paragraph("en")));
        Assert.Equal("community wiki", Assert.Single(thread.Losses).Construct);
    }

    [Fact]
    public void Strays_AreTold()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", Question(), "Id=2 | PostTypeId=5 | Body=<p>About eggs.</p>", "Id=3 | PostTypeId=7 | Body=x", Answer(4, 99), "Id=5 | PostTypeId=2 | ParentId=1 | DeletionDate=2012-01-01T00:00:00.000 | Body=Spam.")
            .With("Comments.xml", "Id=1 | PostId=2 | Text=On a wiki.", "Id=2 | PostId=1 | Text=On the question.", "Id=3 | PostId=4 | Text=On an orphan.");
        Assert.Equal(["q", "c2"], dump.Threads(Cancelled).Single().Posts.Select(post => post.NodeId));
        Assert.Equal(
            [
                "tag wiki: <p>About eggs.</p>", "wiki placeholder: x", "answer whose question is not in the dump: <p>Answer.</p>", "deleted post: Spam.",
                "comment on a post that is not in the dump: On a wiki.", "comment on a post that is not in the dump: On an orphan.",
            ],
            dump.Importer.Losses(Cancelled).Select(loss => $"{loss.Construct}: {loss.Text}"));
    }

    internal static string Question(string more = "", int id = 1) => $"Id={id} | PostTypeId=1 | Title=Why? | Body=<p>Text.</p>{(more.Length > 0 ? " | " : "")}{more}";

    internal static string Answer(int id, int question) => $"Id={id} | PostTypeId=2 | ParentId={question} | Body=<p>Answer.</p>";

    private static string Link(int id, int from, int to, int type) => $"Id={id} | PostId={from} | RelatedPostId={to} | LinkTypeId={type}";

    private static void Check(Func<KnowledgeBase.Importing.ForeignThread, string?> value, string expected, params string[] posts)
    {
        using var dump = new StackExchangeDump().With("Posts.xml", posts);
        Assert.Equal(expected, value(dump.Threads(Cancelled).Single()));
    }
}
