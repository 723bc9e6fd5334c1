using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public sealed class JournalTests : PublishTests
{
    private static readonly Journal Whole = new(
    [
        new(StepKind.Clear, "Tags/c", "tags/c"), new(StepKind.Clear, "old", "old/new"), new(StepKind.Place, ".kb-site"),
        new(StepKind.Place, "old/new"), new(StepKind.Swap, "threads"), new(StepKind.Place, "日本"), new(StepKind.Delete, "gone/é.html"),
    ]);

    private string Path => System.IO.Path.Join(Home, "journal");

    [Fact]
    public void ReadOrNull_WhatWasWritten_IsTheSame()
    {
        Whole.Write(Path);
        Assert.Equal(Whole.Steps, Journal.ReadOrNull(Path)!.Steps);
    }

    [Fact]
    public void ReadOrNull_CutShortAnywhere_IsNone()
    {
        Whole.Write(Path);
        var bytes = System.IO.File.ReadAllBytes(Path);
        // The line end of the last line may go: all that counts is there.
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            System.IO.File.WriteAllBytes(Path, bytes[..length]);
            Assert.Null(Journal.ReadOrNull(Path));
        }
    }

    [Fact]
    public void ReadOrNull_AnyByteDamaged_IsNone()
    {
        Whole.Write(Path);
        var bytes = System.IO.File.ReadAllBytes(Path);
        for (var i = 0; i < bytes.Length - 1; i++)
        {
            bytes[i] ^= 1;
            System.IO.File.WriteAllBytes(Path, bytes);
            Assert.Null(Journal.ReadOrNull(Path));
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("+ ../outside")]
    [InlineData("- /etc/passwd")]
    [InlineData("~ ..")]
    [InlineData("- .git/config")]
    [InlineData("! a\t../b")]
    public void ReadOrNull_PathLeadsOut_IsNone(string line)
    {
        var paths = line[2..].Split('\t');
        var forged = new Journal([new((StepKind)line[0], paths[0], paths.ElementAtOrDefault(1))]);
        forged.Write(Path);
        Assert.Contains(line, System.IO.File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Null(Journal.ReadOrNull(Path));
    }

    [Fact]
    public void Open_DamagedJournal_LeavesTheOldSite()
    {
        Publish("a = old");
        Write(".site.kb/staging/a", "new");
        Write(".site.kb/journal", "kb-journal 1\n+ a\n");
        Open(Site).Dispose();
        CheckSite("a = old");
        CheckClean();
    }

    [Fact]
    public void Open_WholeJournal_BringsTheNewSite()
    {
        Publish("a = old", "b/c = old");
        Write(".site.kb/staging/a", "new");
        Write(".site.kb/staging/d/e", "new");
        new Journal([new(StepKind.Place, "d/e"), new(StepKind.Place, "a"), new(StepKind.Delete, "b/c")]).Write(System.IO.Path.Join(State, "journal"));
        Open(Site).Dispose();
        CheckSite("a = new", "d/e = new");
        CheckClean();
    }

    [Fact]
    public void Open_OutputDeletedSince_StartsAfresh()
    {
        Publish("a = old", "b = old");
        Write(".site.kb/staging/a", "new");
        new Journal([new(StepKind.Place, "a")]).Write(System.IO.Path.Join(State, "journal"));
        Directory.Delete(Site, recursive: true);
        CheckPublished(new(1, 0, 0), "c = 1");
        CheckSite("c = 1");
    }
}
