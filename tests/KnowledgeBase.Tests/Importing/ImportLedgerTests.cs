using KnowledgeBase.Diagnostics;
using Xunit;
using static KnowledgeBase.Tests.Importing.TinyForum;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What an import knows of earlier ones: whole or damaged, of this forum or another.</summary>
public sealed class ImportLedgerTests : IDisposable
{
    private const string File = "tiny/2020/t.md";
    private static readonly TinyTopic First = Topic("1", "T", Question("Q1"), Answer("p2", "A1"), Reply("p3", "p2", "R1"), Answer("p4", "B1")) with { Url = "https://f.example/t/1" };
    private readonly TinyForum _forum = new();

    public ImportLedgerTests() => _forum.Import(First);

    [Fact]
    public void LostLedger_IsMadeAnew()
    {
        _forum.Edit(File, "B1", "B by hand");
        var ledger = Path.Combine(_forum.Site.Content, "imports", "tiny.tsv");
        System.IO.File.Delete(ledger);
        var report = _forum.Import(First with { Posts = First.Posts.SetItem(2, Reply("p3", "p2", "R2")) });
        Assert.Equal([Rules.EditedPostBehind.Code, Rules.EditedPostBehind.Code], report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
        Assert.Equal(0, report.New);
        Assert.True(System.IO.File.Exists(ledger));
    }

    [Fact]
    public void DamagedLedger_StopsTheImport()
    {
        var ledger = Path.Combine(_forum.Site.Content, "imports", "tiny.tsv");
        System.IO.File.AppendAllText(ledger, "<<<<<<< HEAD\n");
        var report = _forum.Import(First with { Posts = [Question("Q2")] });
        Assert.Equal(["imports/tiny.tsv:3 " + Rules.DamagedLedger.Code], _forum.Told(report));
        Assert.Contains("Q1", _forum.Text(File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.md")]
    [InlineData("/abs/evil.md")]
    [InlineData("threads/../../evil.md")]
    [InlineData("threads/./evil.md")]
    [InlineData("threads//evil.md")]
    [InlineData("threads/..\\..\\evil.md")]
    [InlineData("threads/%2E%2E/evil.md")]
    [InlineData("threads/evil.html")]
    [InlineData("pages/about.md")]
    [InlineData("site.yaml")]
    public void LedgerWithAFileThatIsNoThread_StopsTheImport(string path)
    {
        var ledger = Path.Combine(_forum.Site.Content, "imports", "tiny.tsv");
        System.IO.File.AppendAllText(ledger, $"2\t{path}\t\t\n");
        var before = _forum.State();
        Assert.Equal(["imports/tiny.tsv:3 " + Rules.DamagedLedger.Code], _forum.Told(_forum.Import(First, Topic("2", "U", Question()))));
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void LedgerOfAForumWithoutAddress_StopsTheImport()
    {
        Import("forum", "https://beer.example/");
        var ledger = Path.Combine(_forum.Site.Content, "imports", "tiny.tsv");
        System.IO.File.WriteAllText(ledger, System.IO.File.ReadAllText(ledger).Replace("https://beer.example/", "javascript:x", StringComparison.Ordinal));
        Assert.Equal(["imports/tiny.tsv:2 " + Rules.DamagedOrigin.Code], _forum.Told(Import("forum", null)));
    }

    [Theory]
    [InlineData("forum", "https://coffee.example/forum/", "forum, https://beer.example/", "coffee-example-forum")]
    [InlineData("dump", "https://beer.example/", "forum, https://beer.example/", "beer-example")]
    [InlineData("dump", null, "forum, https://beer.example/", "dump")]
    public void AnotherForum_IsRefused(string kind, string? source, string known, string into)
    {
        Import("forum", "https://beer.example/");
        var before = _forum.State();
        var report = _forum.Import([Topic("1", "Coffee", Question())], options => options with { Kind = kind, Source = source });
        Assert.Equal(["imports/tiny.tsv:2 " + Rules.OtherForum.Code], _forum.Told(report));
        Assert.Contains($"from {known}, ", report.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains($"'--into {into}'", report.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Content, report.ExitCode);
        Assert.Equal(before, _forum.State());
        // The same forum, spelt otherwise.
        Assert.Empty(Import("forum", "http://BEER.example").Diagnostics);
    }

    [Fact]
    public void SourceThatIsNotGiven_IsThatOfTheLastImport()
    {
        var topic = First with { Url = null };
        Import("forum", null, topic);
        Import("forum", "https://beer.example/", topic);
        Assert.Contains("\nsource: https://beer.example/t/1\n", _forum.Text(File), StringComparison.Ordinal);
        var before = _forum.State();
        Assert.Equal(["imports/tiny.tsv:2 " + Rules.SourceRemembered.Code], _forum.Told(Import("forum", null, topic)));
        Assert.Equal(before, _forum.State());
    }

    [Fact]
    public void RenamedRepository_IsTold()
    {
        TinyTopic[] Of(string repository) => [.. Enumerable.Range(1, 3).Select(number => Topic($"{repository}#{number}", $"Title {number}", Question()))];
        _forum.Import(Of("o/old"));
        // One number more is no other repository, and another repository is not the same.
        _forum.Import([.. Of("o/old"), Topic("o/old#4", "Title 4", Question()), Topic("o/other#1", "Another", Question())]);
        var before = _forum.State();
        var report = _forum.Import(Of("o/new"));
        Assert.Equal(["imports/tiny.tsv:1 " + Rules.RenamedRepository.Code], _forum.Told(report));
        Assert.Equal(before, _forum.State());

        var ledger = Path.Combine(_forum.Site.Content, "imports", "tiny.tsv");
        System.IO.File.WriteAllText(ledger, System.IO.File.ReadAllText(ledger).Replace("\no/old#", "\no/new#", StringComparison.Ordinal));
        Assert.Equal((0, 3), (_forum.Import(Of("o/new")).New, _forum.Import(Of("o/new")).Unchanged));
    }

    [Fact]
    public void TwoImportsAtOnce_TheSecondIsTold()
    {
        Directory.CreateDirectory(_forum.StateFolder);
        using var journal = new FileStream(Path.Combine(_forum.StateFolder, "journal.tsv"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var report = _forum.Import(First);
        Assert.Equal([Rules.ImportBusy.Code], report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
        Assert.Equal(ExitCode.Machine, report.ExitCode);
    }

    [Fact]
    public void FullDisk_IsNotTakenForAnotherImport()
    {
        if (!System.IO.File.Exists("/dev/full")) Assert.Skip("no device here is always full");
        Directory.CreateDirectory(_forum.StateFolder);
        System.IO.File.CreateSymbolicLink(Path.Combine(_forum.StateFolder, ".gitignore"), "/dev/full");
        Assert.Equal("the disk is full", MachineProblem.ReasonOf(Assert.Throws<IOException>(() => _forum.Import(First))));
    }

    private ImportReport Import(string kind, string? source, params TinyTopic[] topics) =>
        _forum.Import(topics.Length > 0 ? topics : [First], options => options with { Kind = kind, Source = source });

    public void Dispose() => _forum.Dispose();
}
