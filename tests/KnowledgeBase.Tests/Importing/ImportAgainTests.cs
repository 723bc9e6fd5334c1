using KnowledgeBase.Diagnostics;
using Xunit;
using static KnowledgeBase.Tests.Importing.TinyForum;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Importing again: what is still as it was imported follows the source, what people did stays.</summary>
public sealed class ImportAgainTests : IDisposable
{
    private const string File = "tiny/2020/t.md";
    private static readonly TinyTopic First = Topic("1", "T", Question("Q1"), Answer("p2", "A1") with { Score = 1 }, Reply("p3", "p2", "R1"), Answer("p4", "B1")) with { Tags = ["a", "b"], Url = "https://f.example/t/1" };
    private readonly TinyForum _forum = new();

    public ImportAgainTests() => _forum.Import(First);

    [Fact]
    public void SameSource_ChangesNothing()
    {
        var before = _forum.State();
        var report = _forum.Import(First);
        Assert.Equal(before, _forum.State());
        Assert.Equal((0, 0, 1), (report.New, report.Updated, report.Unchanged));
    }

    [Fact]
    public void NewerSource_WithoutEdits_IsAsImportedAfresh()
    {
        var newer = First with
        {
            Title = "T two", Tags = ["b", "c"],
            Posts = [Question("Q2"), Answer("p4", "B1") with { Accepted = true }, Answer("p2", "A2") with { Score = 9 }, Reply("p3", "p2", "R1"), Reply("p5", "p3", "new"), Answer("p6", "C")],
        };
        var report = _forum.Import(newer);
        using var fresh = new TinyForum();
        fresh.Import(newer);
        Assert.Equal(fresh.Text("tiny/2020/t-two.md"), _forum.Text(File));
        Assert.Equal(1, report.Updated);
        Assert.Empty(report.Diagnostics);
    }

    [Fact]
    public void DateAtLatest_GivesWayToAnEarlierOne()
    {
        var changed = First with { On = "2021-01-02T03:04:05Z", Posts = [Question("Q1") with { DatedAtLatest = true }] };
        Assert.Equal("## Question on 2020-05-01 {updated=2021-01-02T03:04:05Z}", QuestionAfter(changed));
        Assert.Equal(1, _forum.Import(changed).Unchanged);
        // Another export has parts of a second: that is no change.
        Assert.Equal("## Question on 2020-05-01T00:00:00.9Z {updated=2021-01-02T03:04:05Z}", QuestionAfter(First with { On = "2020-05-01T00:00:00.9Z" }, changed));
        Assert.Equal("## Question on 2020-05-01T00:00:00.9Z", QuestionAfter(First with { On = "2020-05-01T00:00:00.9Z" }, changed with { On = "2020-05-01T00:00:00Z" }));
        Assert.Equal("## Question on 2019-01-01T00:00:00Z", QuestionAfter(changed with { On = "2019-01-01T00:00:00Z" }));
        Assert.Equal("## Question on 2020-05-01", QuestionAfter(First));

        string QuestionAfter(params IEnumerable<TinyTopic> imports)
        {
            foreach (var topic in imports) Assert.DoesNotContain(_forum.Import(topic).Diagnostics, diagnostic => diagnostic.Rule == Rules.EditedHeading);
            return Assert.Single(_forum.Text(File).Split('\n'), line => line.StartsWith("## Question", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void WhatPeopleAdd_Stays()
    {
        _forum.Edit(File, "tags: [a, b]", "tags: [b, mine] # see the wiki\nreviewed: {on: 2024-01-01}");
        _forum.Edit(File, "## Answer {#p4}", "## Reply by me\n\n  Odd   spacing\n\n\n## Answer by me\n\nMine\n\n## Answer {#p4}");
        System.IO.File.AppendAllText(_forum.FullPath(File), "\n## Takeaways\n\n* Mine. [a](#a2)\n");
        _forum.Import(First with { Tags = ["a", "b", "c"], Posts = [Question("Q2"), Answer("p2", "A2"), Reply("p3", "p2", "R1"), Reply("p9", "p2", "late"), Answer("p4", "B1"), Answer("p5", "C")] });
        Assert.Equal("""
            ---
            title: T
            tags: [b, mine, c]
            reviewed: {on: 2024-01-01}
            source: https://f.example/t/1
            ---

            ## Question on 2020-05-01

            Q2

            ## Answer {#p2}

            A2

            ## Reply {#p3}

            R1

            ## Reply by me

              Odd   spacing

            ## Reply {#p9}

            late

            ## Answer by me

            Mine

            ## Answer {#p4}

            B1

            ## Answer {#p5}

            C

            ## Takeaways

            * Mine. [a](#a2)

            """.ReplaceLineEndings("\n"), _forum.Text(File));
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void BlankLinesOfPeople_AreLeftAlone()
    {
        _forum.Edit(File, "\n## Answer {#p4}", "\n\n\n## Answer by me\n\n## Answer {#p4}");
        var before = _forum.State();
        Assert.Equal(1, _forum.Import(First).Unchanged);
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void EditedPost_IsKeptAndTold()
    {
        _forum.Edit(File, "A1", "A1 by hand");
        Assert.Equal(["threads/tiny/2020/t.md:11 KB443"], _forum.Told(_forum.Import(First)));
        var report = _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A2") with { Score = 5 }) });
        Assert.Equal(["threads/tiny/2020/t.md:11 KB444"], _forum.Told(report));
        Assert.Equal(ExitCode.Fine, report.ExitCode);
        Assert.Contains("## Answer {#p2 score=5}\n\nA1 by hand\n", _forum.Text(File), StringComparison.Ordinal);
        var before = _forum.State();
        _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A2") with { Score = 5 }) });
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void TakeawayWhoseQuoteTheSourceChanges_IsTold()
    {
        System.IO.File.AppendAllText(_forum.FullPath(File), "\n## Takeaways\n\n- Mine. [a](#p2)\n  > A1\n- Too. [b](#p4)\n  > B1\n");
        Assert.Empty(_forum.Import(First).Diagnostics);
        var report = _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A2")) });
        Assert.Equal([$"threads/{File}:26 {Rules.OutdatedTakeaway.Code}"], _forum.Told(report));
        Assert.False(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void TakeawayOfAPostWhoseIdBeginsWithAnothers_IsJudgedByItsOwn()
    {
        var topic = First with { Posts = First.Posts.Add(Answer("p2-b", "1. C1\n2. C2")) };
        _forum.Import(topic);
        System.IO.File.AppendAllText(_forum.FullPath(File), "\n## Takeaways\n\n- Mine. [c](#p2-b-s2)\n  > C2\n");
        Assert.Empty(_forum.Import(topic with { Posts = topic.Posts.SetItem(1, Answer("p2", "A2")) }).Diagnostics);
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void EditTakenBack_FollowsTheSourceAgain()
    {
        _forum.Edit(File, "A1", "other");
        _forum.Import(First);
        _forum.Edit(File, "other", "A1");
        _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A2")) });
        Assert.Contains("A2", _forum.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void EditedHeadingAndKey_AreKeptAndTold()
    {
        _forum.Edit(File, "## Answer {#p2 score=1}", "## Answer by Ada {#p2 score=1}");
        _forum.Edit(File, "title: T", "title: My title");
        var report = _forum.Import(First with { Title = "T2", Posts = First.Posts.SetItem(1, First.Posts[1] with { Score = 2, Text = "A2" }) });
        Assert.Equal([Rules.EditedKey.Code, Rules.EditedHeading.Code], report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
        Assert.Contains("title: My title", _forum.Text(File), StringComparison.Ordinal);
        Assert.Contains("## Answer by Ada {#p2 score=1}\n\nA2\n", _forum.Text(File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{#the-way was=p2 score=1}")] // known by its former id
    [InlineData("{#the-way score=1}")] // by its text
    public void RenamedId_IsKnownAgain(string attributes)
    {
        _forum.Edit(File, "{#p2 score=1}", attributes);
        _forum.Import(First with { Posts = [.. First.Posts.SetItem(1, Answer("p2", "A2") with { Score = 1 }), Reply("p8", "p2", "late")] });
        var text = _forum.Text(File);
        Assert.Contains($"## Answer {attributes}\n\nA2\n", text, StringComparison.Ordinal);
        Assert.Contains("## Reply to #the-way {#p8}\n\nlate\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{#p2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RenamedId_IsKnownByItsAddress()
    {
        var addressed = First with { Id = "2", Title = "U", Url = null, Posts = First.Posts.SetItem(1, First.Posts[1] with { Url = "https://f.example/t/2/2" }) };
        _forum.Import(First, addressed);
        _forum.Edit("tiny/2020/u.md", "#p2 score=1", "#mine score=1");
        _forum.Edit("tiny/2020/u.md", "A1", "A1 by hand");
        _forum.Import(First, addressed with { Posts = addressed.Posts.SetItem(1, addressed.Posts[1] with { Text = "A2" }) });
        Assert.DoesNotContain("A2", _forum.Text("tiny/2020/u.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)] // found by its source
    [InlineData(false)] // by its posts
    public void MovedFile_IsFoundAgain(bool hasSource)
    {
        var topic = hasSource ? First : First with { Url = null };
        _forum.Import(topic);
        Directory.CreateDirectory(_forum.FullPath("best"));
        System.IO.File.Move(_forum.FullPath(File), _forum.FullPath("best/my-name.md"));
        var other = Topic("5", "Other", Question("[[1#p2]]"));
        var report = _forum.Import(topic with { Posts = topic.Posts.SetItem(1, Answer("p2", "A2")) }, other);
        Assert.Contains("A2", _forum.Text("best/my-name.md"), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_forum.FullPath(File)));
        Assert.Contains("[link](../../best/my-name.md#p2)", _forum.Text("tiny/2020/other.md"), StringComparison.Ordinal);
        Assert.Equal((1, 1), (report.New, report.Updated));
    }

    [Fact]
    public void FileThatIsGone_IsWrittenAgain()
    {
        System.IO.File.Delete(_forum.FullPath(File));
        Assert.Equal([$"threads/{File}:1 {Rules.FileWasGone.Code}"], _forum.Told(_forum.Import(First)));
        Assert.True(System.IO.File.Exists(_forum.FullPath(File)));
    }

    [Fact]
    public void PostThatIsGone_StaysAndIsTold()
    {
        var report = _forum.Import(First with { Posts = [.. First.Posts.Where(post => post.Id != "p2")] });
        Assert.Equal([$"threads/{File}:11 {Rules.GonePost.Code}"], _forum.Told(report));
        Assert.Contains("A1", _forum.Text(File), StringComparison.Ordinal);
        _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A2")) });
        Assert.Contains("A2", _forum.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void PostTakenOutByHand_StaysOutAndIsTold()
    {
        _forum.Edit(File, "\n## Reply {#p3}\n\nR1\n", "");
        var before = _forum.State();
        var report = _forum.Import(First);
        Assert.Equal(before, _forum.State());
        Assert.Equal([Rules.DeletedPost.Code], report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
    }

    [Fact]
    public void PostTakenOutByHand_StaysOutAfterATimeWithoutIt()
    {
        _forum.Site.Write("removed.yaml", "authors: [nobody]");
        _forum.Edit(File, "\n## Reply {#p3}\n\nR1\n", "");
        var before = _forum.Text(File);
        _forum.Import(First);
        _forum.Import(First with { Posts = [.. First.Posts.Where(post => post.Id != "p3")] });
        _forum.Import(Topic("2", "Another", Question()));
        Assert.Contains(Rules.DeletedPost.Code, _forum.Import(First).Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
        Assert.Equal(before, _forum.Text(File));
    }

    [Fact]
    public void NodesMovedByHand_StayWhereTheyAre()
    {
        _forum.Edit(File, "\n## Answer {#p4}\n\nB1\n", "");
        _forum.Edit(File, "\n## Answer {#p2", "\n## Answer {#p4}\n\nB1\n\n## Answer {#p2");
        _forum.Import(First with { Posts = [.. First.Posts, Answer("p5", "C")] });
        var text = _forum.Text(File);
        Assert.Equal(["q", "p4", "p5", "p2", "p3"], text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Contains("{#", StringComparison.Ordinal) ? line[(line.IndexOf("{#", StringComparison.Ordinal) + 2)..].Split(' ', '}')[0] : "q"));
    }

    [Fact]
    public void WindowsLineEnds_AndDroppedSpaces_AreNoEdits()
    {
        _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "two  \nlines")) });
        System.IO.File.WriteAllText(_forum.FullPath(File), _forum.Text(File).Replace("two  \n", "two\n", StringComparison.Ordinal).ReplaceLineEndings("\r\n"));
        var before = _forum.State();
        Assert.Empty(_forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "two  \nlines")) }).Diagnostics);
        Assert.Equal(before.Where(line => line.Contains(".md", StringComparison.Ordinal)), _forum.State().Where(line => line.Contains(".md", StringComparison.Ordinal)));
        _forum.Import(First with { Posts = First.Posts.SetItem(1, Answer("p2", "A3")) });
        Assert.DoesNotContain("\n", _forum.Text(File).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenFile_IsLeftAsItIs()
    {
        _forum.Edit(File, "title: T", "title: Error: x");
        var before = _forum.State();
        var report = _forum.Import(First with { Posts = [Question("Q2")] });
        Assert.Equal([$"threads/{File}:2 {Rules.BrokenThreadFile.Code}"], _forum.Told(report));
        Assert.Equal(ExitCode.Content, report.ExitCode);
        Assert.Equal(before, _forum.State());
    }

    public void Dispose() => _forum.Dispose();
}
