using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using Xunit;
using static KnowledgeBase.Tests.Importing.TinyForum;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What <c>content/removed.yaml</c> names is not imported, goes out of what was imported before, and stays out.</summary>
public sealed class RemovalTests : IDisposable
{
    private const string File = "tiny/2020/t.md";
    private static readonly TinyTopic Topic1 = Topic(
        "1", "T",
        Question("Q [[1#p2]]") with { Author = "ada" },
        Answer("p2", "Secret") with { Author = "jo_ann", Url = "https://f.example/t/1/2" },
        Reply("p3", "p2", "> [jo_ann](#p2):\n>\n> Secret\n\nHi @jo_ann and @jo_anna") with { Author = "ada" },
        Answer("p4", "B"));

    private static readonly TinyTopic Topic2 = Topic("2", "U", Question("See [[1#p2]]"));
    private readonly TinyForum _forum = new();

    [Theory]
    [InlineData("posts: ['1#p2']")]
    [InlineData("posts:\n- https://f.example/t/1/2/")]
    [InlineData("posts:\n- https://f.example/t/title-of-last-year/1/2")]
    public void Post_IsRemovedWithTheLinksToIt(string removed)
    {
        _forum.Import(Topic1, Topic2);
        _forum.Site.Write("threads/mine.md", "---\ntitle: t\n---\n\n## Question\n\nSee [it](tiny/2020/t.md#p2).\n");
        System.IO.File.AppendAllText(_forum.FullPath(File), "\n## Takeaways\n\n- Mine. [a](#p2)\n");
        _forum.Site.Write("removed.yaml", removed);
        var report = _forum.Import(Topic1, Topic2);
        Assert.Equal("""
            ---
            title: T
            ---

            ## Question by ada on 2020-05-01

            Q [link](#q)

            ## Reply by ada {#p3}

            > [jo\_ann](#q):
            >
            > Secret

            Hi @jo_ann and @jo_anna

            ## Answer {#p4}

            B

            ## Takeaways

            - Mine. [a](#q)

            """.ReplaceLineEndings("\n").Replace("jo\\_ann", "jo_ann", StringComparison.Ordinal), _forum.Text(File));
        Assert.Contains("See [link](t.md)", _forum.Text("tiny/2020/u.md"), StringComparison.Ordinal);
        Assert.Contains("See [it](tiny/2020/t.md).", _forum.Text("mine.md"), StringComparison.Ordinal);
        Assert.Equal([$"threads/{File}:27 {Rules.TakeawayOfRemoved.Code}", $"threads/{File}:9 {Rules.QuoteOfRemoved.Code}"], _forum.Told(report).Order(StringComparer.Ordinal));
        Assert.Equal(1, report.Removed);
        Assert.True(_forum.Site.Build().IsPublished);

        var before = _forum.State();
        Assert.Equal(1, _forum.Import(Topic1, Topic2).Removed);
        Assert.Equal(before, _forum.State());
    }

    [Theory]
    [InlineData("[it]: #p2", "[it]: #q")]
    [InlineData("> [it]: <#p2>", "> [it]: <#q>")]
    [InlineData("> > - [it]: #p2 'title'", "> > - [it]: #q 'title'")]
    [InlineData("text [it]: #p2", "text [it]: #p2")]
    public void Definition_OfALinkToAPostThatIsRemoved_IsTurned(string markdown, string expected) =>
        Assert.Equal(expected, RemovedLinks.Turn(markdown, id => id == "p2", "q"));

    [Fact]
    public void AddressesWithoutEnd_AreLookedAtInTime()
    {
        var text = string.Concat(Enumerable.Repeat("href=x.mdx", 50_000));
        Assert.Equal(text, RemovedLinks.TurnFromOutside(text, (_, _) => "never"));
    }

    [Fact]
    public void Post_OfAThreadThatTheSourceHasNoLonger_IsRemoved()
    {
        _forum.Import(Topic1, Topic2);
        _forum.Site.Write("removed.yaml", "posts: ['1#p2']\nauthors: [ada]");
        var report = _forum.Import(Topic2);
        var text = _forum.Text(File);
        Assert.DoesNotContain("{#p2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", text, StringComparison.Ordinal);
        Assert.Equal(1, report.NotInSource);
        var before = _forum.State();
        _forum.Import(Topic2);
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void Author_StaysAsNobody()
    {
        _forum.Import(Topic1);
        _forum.Edit(File, "Hi @jo_ann", "Hello @jo_ann");
        _forum.Site.Write("removed.yaml", "authors: [Jo_Ann]");
        _forum.Import(Topic1);
        var text = _forum.Text(File);
        Assert.Contains("## Answer {#p2 url=https://f.example/t/1/2}\n\nSecret\n", text, StringComparison.Ordinal);
        Assert.Contains("> [(removed)](#p2):\n>\n> Secret\n\nHello (removed) and @jo_anna\n", text, StringComparison.Ordinal);
        var before = _forum.State();
        _forum.Import(Topic1);
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void Author_OfTwoWords_IsMentionedInOne()
    {
        _forum.Site.Write("removed.yaml", "authors: [John Doe]");
        _forum.Import(Topic("1", "T", Question("to @JohnDoe, @john doe and @JohnDoer"), Answer("p2", "x") with { Author = "John  Doe" }));
        Assert.Contains("to (removed), (removed) and @JohnDoer\n\n## Answer {#p2}\n", _forum.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Author_IsKnownByTheirAddress()
    {
        _forum.Site.Write("removed.yaml", "authors: ['https://f.example/u/ada/summary']");
        var report = _forum.Import(Topic("1", "T", Question("a @ada") with { Author = "ada", AuthorUrl = "https://f.example/u/ada" }, Answer("p2", "x") with { Author = "adam", AuthorUrl = "https://f.example/u/adam" }), Topic("2", "U", Question()));
        Assert.Contains("## Question on 2020-05-01\n\na @ada\n\n## Answer by adam {#p2 author-url=https://f.example/u/adam}\n", _forum.Text(File), StringComparison.Ordinal);
        Assert.Empty(report.Diagnostics);
    }

    [Fact]
    public void AuthorWhoIsNobody_IsTold()
    {
        _forum.Site.Write("removed.yaml", "authors:\n- Jonh Doe\n- jo_ann\n- https://f.example/u/nobody\n- bob\n");
        var report = _forum.Import(Topic("1", "T", Question("hi @jo\\_ann"), Answer("p2", "x") with { Author = "BOB" }));
        Assert.Equal([$"removed.yaml:2 {Rules.RemovalNotFound.Code}", $"removed.yaml:4 {Rules.RemovalNotFound.Code}"], _forum.Told(report));
    }

    [Fact]
    public void Author_IsNoMoreInMentionsThatAreLinks()
    {
        _forum.Site.Write("removed.yaml", "authors: [jo_ann]");
        _forum.Import(Topic("1", "T", Question("to [@jo_ann](https://f.example/u/jo_ann), [@jo\\_ann](<https://f.example/u/jo_ann> \"jo\") and [@jo_anna](https://f.example/u/jo_anna)")));
        Assert.Contains("to (removed), (removed) and [@jo_anna](https://f.example/u/jo_anna)\n", _forum.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_HoldsNothingOfWhatIsRemoved()
    {
        _forum.Site.Write("removed.yaml", "posts: ['1#p2']\nauthors: [bob]");
        var report = _forum.Import(Topic("1", "T", Question(), Answer("p2", "Secret"), Answer("p3", "B") with { Author = "bob" }) with
        {
            Losses =
            [
                new("x", LossKind.NotCarried, "p2", "secret"), new("x", LossKind.NotCarried, "p3", "by @bob"), new("x", LossKind.NotCarried, null, "#4 bob: words"),
                new("quote", LossKind.Changed, "p3", "bob"), new("display name", LossKind.NotCarried, null, "bob: Robert"),
            ],
        });
        Assert.Equal(
            ["display name (removed)", "x by (removed)", "x #4 (removed): words", "quote (removed)"],
            Assert.Single(report.ThreadLosses).Losses.SelectMany(losses => losses.Places).Select(loss => $"{loss.Construct} {loss.Text}"));
    }

    [Fact]
    public void Question_WithAnswers_LeavesItsPlace()
    {
        _forum.Site.Write("removed.yaml", "posts: ['1#q', '2#q']");
        var report = _forum.Import(Topic1, Topic2);
        Assert.StartsWith("---\ntitle: T\n---\n\n## Question\n\n*This question was removed.*\n\n## Answer by jo_ann {#p2 ", _forum.Text(File), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_forum.FullPath("tiny/2020/u.md")));
        Assert.Equal(2, report.Removed);
    }

    [Fact]
    public void Thread_IsRemovedByItsId()
    {
        _forum.Import(Topic1 with { Url = "https://f.example/t/1" }, Topic2);
        _forum.Site.Write("threads/mine.md", "---\ntitle: t\n---\n\n## Question\n\nSee [it](tiny/2020/t.md#p2).\n");
        _forum.Site.Write("removed.yaml", "posts: ['1']");
        var report = _forum.Import(Topic1 with { Url = "https://f.example/t/1" }, Topic2);
        Assert.False(System.IO.File.Exists(_forum.FullPath(File)));
        Assert.Equal([$"threads/{File}:1 {Rules.ThreadRemoved.Code}"], _forum.Told(report));
        Assert.Contains("See no link", _forum.Text("tiny/2020/u.md"), StringComparison.Ordinal);
        Assert.Contains("See [it](https://f.example/t/1).", _forum.Text("mine.md"), StringComparison.Ordinal);
        Assert.True(_forum.Site.Build().IsPublished);
        var before = _forum.State();
        Assert.Empty(_forum.Import(Topic1 with { Url = "https://f.example/t/1" }, Topic2).Diagnostics);
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void WrongKey_StopsTheImport()
    {
        _forum.Site.Write("removed.yaml", "post: ['1#p2']");
        var report = _forum.Import(Topic1);
        Assert.Equal([$"removed.yaml:1 {Rules.UnknownRemoval.Code}"], _forum.Told(report));
        Assert.Equal(0, report.New);
        Assert.Equal(ExitCode.Content, report.ExitCode);
    }

    [Fact]
    public void EntryThatNamesNothing_IsTold()
    {
        _forum.Site.Write("removed.yaml", "posts:\n- 1#p99\n");
        Assert.Equal([$"removed.yaml:2 {Rules.RemovalNotFound.Code}"], _forum.Told(_forum.Import(Topic1)));
        Assert.Equal(Severity.Warning, Rules.RemovalNotFound.Severity);
    }

    [Fact]
    public void EntryThatNamesNothing_MayBeOfAnotherForum()
    {
        _forum.Site.Write("imports/other.tsv", "");
        _forum.Site.Write("removed.yaml", "posts:\n- 7#p99\n- https://other.example/t/1/2\n- https://f.example/t/1/99\n");
        Assert.Equal(
            [$"removed.yaml:2 {Rules.RemovalElsewhere.Code}", $"removed.yaml:3 {Rules.RemovalElsewhere.Code}", $"removed.yaml:4 {Rules.RemovalNotFound.Code}"],
            _forum.Told(_forum.Import(Topic1)));
    }

    [Fact]
    public void EntryOfAPostInARemovedThread_IsNotTold()
    {
        _forum.Site.Write("removed.yaml", "posts: ['1', '1#p2']");
        Assert.Empty(_forum.Import(Topic1).Diagnostics);
    }

    [Fact]
    public void Quote_OfARemovedPost_IsToldUntilSomebodyTakesItOut()
    {
        TinyTopic[] topics = [Topic1, Topic("2", "U", Question("> [[1#p2]] jo_ann:\n> Secret\n\nSo?"))];
        _forum.Import(topics);
        _forum.Site.Write("threads/mine.md", "---\ntitle: t\n---\n\n## Question\n\n> [jo](tiny/2020/t.md#p2): Secret\n\nSee [it](tiny/2020/t.md#p2).\n");
        _forum.Site.Write("removed.yaml", "posts: ['1#p2']");
        Assert.Equal(
            [$"threads/mine.md:7 {Rules.QuoteOfRemoved.Code}", $"threads/{File}:9 {Rules.QuoteOfRemoved.Code}", $"threads/tiny/2020/u.md:5 {Rules.QuoteOfRemoved.Code}"],
            _forum.Told(_forum.Import(topics)));
        Assert.Equal([$"threads/{File}:9 {Rules.QuoteOfRemoved.Code}", $"threads/tiny/2020/u.md:5 {Rules.QuoteOfRemoved.Code}"], _forum.Told(_forum.Import(topics)));
        _forum.Edit(File, "> [jo_ann](#q):\n>\n> Secret\n\n", "");
        _forum.Edit("tiny/2020/u.md", "> [link](t.md) jo_ann:\n> Secret\n\n", "");
        Assert.DoesNotContain(Rules.QuoteOfRemoved, _forum.Import(topics).Diagnostics.Select(diagnostic => diagnostic.Rule));
    }

    [Fact]
    public void File_ThatPeopleMoved_OfAThreadThatTheSourceHasNoLonger_IsFound()
    {
        _forum.Import(Topic1, Topic2);
        Directory.CreateDirectory(_forum.FullPath("mine"));
        System.IO.File.Move(_forum.FullPath(File), _forum.FullPath("mine/moved.md"));
        System.IO.File.Move(_forum.FullPath("tiny/2020/u.md"), _forum.FullPath("mine/u.md"));
        _forum.Site.Write("removed.yaml", "posts: ['1#p2', '2']");
        var report = _forum.Import(Topic("3", "V", Question()));
        Assert.DoesNotContain("{#p2", _forum.Text("mine/moved.md"), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_forum.FullPath("mine/u.md")));
        Assert.Equal([("1", "threads/mine/moved.md")], report.ThreadsNotInSource);
        Assert.Equal(1, report.NotInSource);
    }

    [Theory]
    [InlineData("posts: ['1#p2']", "See [it](tiny/2020/t.md), <a href=\"tiny/2020/t.md\">it</a> and <a href='tiny/2020/t.md'>it</a>.")]
    [InlineData("posts: ['1']", "See [it](https://f.example/t/1), <a href=\"https://f.example/t/1\">it</a> and <a href='https://f.example/t/1'>it</a>.")]
    public void Links_AreTurnedAfterAKillToo(string removed, string expected)
    {
        var topic = Topic1 with { Url = "https://f.example/t/1" };
        _forum.Import(topic);
        _forum.Site.Write("threads/mine.md", "---\ntitle: t\n---\n\n## Question\n\nSee [it](tiny/2020/t.md#p2), <a href=\"tiny/2020/t.md#p2\">it</a> and <a href='tiny/2020/t.md#p2'>it</a>.\n");
        _forum.Site.Write("removed.yaml", removed);
        Assert.ThrowsAny<Exception>(() => _forum.Import(topic, Topic("9", TinyImporter.Stop)));
        Assert.Contains("#p2", _forum.Text("mine.md"), StringComparison.Ordinal);
        Assert.Equal("*\n", System.IO.File.ReadAllText(Path.Combine(_forum.StateFolder, ".gitignore")));
        _forum.Import(topic);
        Assert.Contains(expected, _forum.Text("mine.md"), StringComparison.Ordinal);
        Assert.True(_forum.Site.Build().IsPublished);
        Assert.Equal(["tiny.tsv"], Directory.EnumerateFileSystemEntries(Path.Combine(_forum.Site.Content, "imports")).Select(Path.GetFileName));
    }

    public void Dispose() => _forum.Dispose();
}
