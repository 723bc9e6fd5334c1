using CsCheck;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Model;

/// <summary>What stands on the disk is told alike however the system is asked.</summary>
public sealed class FileLookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void At_AnyFile_HasItsLengthAndTime() =>
        Gen.Select(Gen.Int[0, 3_000], Gen.Long[-20_000_000_000_000_000, 20_000_000_000_000_000]).Sample((length, time) =>
        {
            var file = Path.Join(_folder, "a ü 漢 .md");
            File.WriteAllBytes(file, new byte[length]);
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddTicks(time));
            var info = new FileInfo(file);

            var look = FileLook.At(_folder, "a ü 漢 .md");

            Assert.Equal((Standing.File, info.Length, info.LastWriteTimeUtc.Ticks), (look.Standing, look.Length, look.Modified));
        }, iter: 200, threads: 1);

    [Fact]
    public void At_FileUnderAnotherName_HasAnotherTimeOfChange()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system does not say");
        var (file, moved) = (Path.Join(_folder, "a"), Path.Join(_folder, "b"));
        File.WriteAllText(file, "");
        var before = FileLook.At(_folder, "a");
        Thread.Sleep(20);

        File.Move(file, moved);

        Assert.Equal(before.Modified, FileLook.At(_folder, "b").Modified);
        Assert.InRange(FileLook.At(_folder, "b").Changed, before.Changed + 1, DateTime.UtcNow.Ticks);
    }

    [Fact]
    public void At_WhatIsNoFile_IsToldFromIt()
    {
        Directory.CreateDirectory(Path.Join(_folder, "folder"));
        File.WriteAllText(Path.Join(_folder, "file"), "");
        foreach (var target in (string[])["file", "folder", "nothing"]) File.CreateSymbolicLink(Path.Join(_folder, "to-" + target), target);
        var longName = new string('x', 200) + "/" + new string('y', 200) + "/" + new string('z', 200) + "/" + new string('ü', 100) + "/" + new string('v', 200);
        Directory.CreateDirectory(Path.Join(_folder, longName));

        foreach (var (path, standing) in ((string, Standing)[])[
            ("folder", Standing.Folder), ("file", Standing.File), ("to-file", Standing.Link), ("to-folder", Standing.Link), ("to-nothing", Standing.Link),
            ("nothing", Standing.Nothing), ("file/below", Standing.Nothing), (longName, Standing.Folder)])
        {
            Assert.Equal(standing, FileLook.At(_folder, path).Standing);
            Assert.Equal(standing, FileLook.At(Path.Join(_folder, path)).Standing);
        }
    }
}
