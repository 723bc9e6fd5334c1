using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>What the machine can do to a build: said plainly, and the old site stands.</summary>
public sealed class PublishFaultsTests : PublishTests
{
    // On disk: not every kernel has chattr for memory.
    public PublishFaultsTests() : base(Path.GetTempPath())
    {
    }

    [Fact]
    public void Publish_DiskFull_SaysSoAndLeavesTheOldSite()
    {
        Mount(Home, "size=1m");
        Publish("a = old");
        using (var publisher = Open(Site))
        {
            for (var n = 0; n < 400; n++) publisher.Add(new OutputFile($"threads/{n}/index.html", new byte[4000]));
            var refused = publisher.Publish();
            Assert.Null(refused.Value);
            var report = Assert.Single(refused.Diagnostics);
            Assert.Equal(Rules.Unwritable, report.Rule);
            Assert.EndsWith("index.html:1:1: error KB602: cannot write here: the disk is full", report.ToString(), StringComparison.Ordinal);
        }

        CheckSite("a = old");
        CheckClean();
        CheckPublished(new(1, 0, 0), "a = new");
    }

    [Fact]
    public void Publish_DiskFullAtTheJournal_SaysSoAndLeavesTheOldSite()
    {
        Mount(Home, "size=1m");
        Publish("a = old");
        using (var publisher = Open(Site))
        {
            publisher.Add(File("a", "new"));
            try
            {
                System.IO.File.WriteAllBytes(Path.Join(Home, "ballast"), new byte[2_000_000]);
            }
            catch (IOException)
            {
                // As meant: now nothing more will fit.
            }

            CheckRefused(publisher.Publish(), "site:1:1: error KB602: cannot write here: the disk is full");
        }

        CheckSite("a = old");
        CheckClean();
    }

    [Fact]
    public void Publish_NoRoomToSwapAFolder_MovesEachFile()
    {
        // 700 pages change, so the folder would come whole; but there is no room for those of its folders that do not change.
        Mount(Home, "size=50m,nr_inodes=5000");
        CheckPublished(new(2100, 0, 0), Version(1));
        CheckPublished(new(700, 1400, 0), Version(2));
        CheckSite(Version(2));
        CheckClean();

        string[] Version(int version) => [.. Enumerable.Range(0, 700).SelectMany(n =>
            (string[])[$"threads/{n}/page = {version}", $"threads/{n}/twin = 1", $"threads/s{n}/same = 1"])];
    }

    [Fact]
    public void Publish_ReadOnlyFileSystem_SaysSo()
    {
        Mount(Home, "size=1m");
        Publish("a = old");
        AsRoot("mount", "-o", "remount,ro", Home);
        CheckUnopened("site:1:1: error KB602: cannot write here: the file system is read-only");
        CheckSite("a = old");
    }

    [Fact]
    public void Publish_OutputIsAMountPoint_SaysSo()
    {
        Publish("a = old");
        Mount(Site, "size=1m");
        CheckRefused(
            Publish("a = new"),
            "site:1:1: error KB602: cannot write here: the folder is a mount point, and nothing can be renamed into it; name a folder inside it with --output");
        CheckSite();
        CheckClean();
    }

    [Fact]
    public void Publish_FolderReadOnly_SaysSoBeforeAnythingChanges()
    {
        // Root may write into any folder, but not into a file system mounted read-only.
        Publish("a = old", "threads/x = old", "z = old");
        Mount(Path.Join(Site, "threads"), "size=1m");
        Write("site/threads/x", "old");
        AsRoot("mount", "-o", "remount,ro", Path.Join(Site, "threads"));

        CheckRefused(Publish("a = new", "threads/x = new", "z = new"), "site/threads:1:1: error KB602: cannot write here: the file system is read-only");

        CheckSite("a = old", "threads/x = old", "z = old");
        CheckClean();
    }

    [Fact]
    public void Publish_FileThatCannotBeReplaced_IsFinishedByALaterRun()
    {
        Publish("a = old", "m = old", "z = old");
        AsRoot("chattr", "+i", Path.Join(Site, "m"));
        Undo.Push(() => AsRoot("chattr", "-i", Path.Join(Site, "m")));

        CheckRefused(
            Publish("a = new", "m = new", "z = new"),
            "site/m:1:1: error KB604: the new site is only partly in place: no permission; mend that, and the next command will finish it");
        CheckUnopened(
            "site/m:1:1: error KB604: the new site is only partly in place: no permission; mend that, and the next command will finish it");
        AsRoot("chattr", "-i", Path.Join(Site, "m"));
        Open(Site).Dispose();

        CheckSite("a = new", "m = new", "z = new");
        CheckClean();
        Undo.Pop();
    }

    [Fact]
    public void Open_NoPermissionBesideTheOutput_NamesTheStateFolder()
    {
        AsRoot("chattr", "+i", Home);
        Undo.Push(() => AsRoot("chattr", "-i", Home));
        CheckUnopened(".site.kb:1:1: error KB602: cannot write here: no permission");
    }
}
