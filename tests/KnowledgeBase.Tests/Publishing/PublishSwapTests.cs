using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>Where most of a folder changes it comes whole; how it comes must not show afterwards.</summary>
public sealed class PublishSwapTests : PublishTests
{
    private const int Pages = 700;

    [Fact]
    public void Publish_MostOfAFolderChanges_KeepsWhatIsUnchangedAsItWas()
    {
        Publish(Version(1));
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        var unchanged = Path.Join(Site, "threads/7/twin");
        System.IO.File.SetLastWriteTimeUtc(unchanged, old);
        var before = Directory.GetCreationTimeUtc(Path.Join(Site, "threads"));

        CheckPublished(new(Pages + 1, Pages + 1, 1), [.. Version(2), "threads/new = 1"]);

        CheckSite([.. Version(2), "threads/new = 1"]);
        CheckClean();
        Assert.Equal(old, System.IO.File.GetLastWriteTimeUtc(unchanged));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows moves no folder that is in use, so there none is swapped");
        Assert.NotEqual(before, Directory.GetCreationTimeUtc(Path.Join(Site, "threads")));
    }

    [Theory]
    [InlineData("threads/7/mine")]
    [InlineData("threads/mine/mine")]
    public void Publish_AStrangersFileInTheFolder_IsKept(string stranger)
    {
        Publish(Version(1));
        Write($"site/{stranger}", "mine");
        CheckPublished(new(Pages, Pages + 1, 1), Version(2));
        CheckSite([.. Version(2), $"{stranger} = mine"]);
        CheckClean();
    }

    [Fact]
    public void Publish_AStrangersLinkOrEmptyFolderInTheFolder_IsKept()
    {
        Publish(Version(1));
        Directory.CreateDirectory(Path.Join(Site, "threads/hollow"));
        CheckPublished(new(Pages, Pages + 1, 1), Version(2));
        CheckSite([.. Version(2), "threads/hollow/"]);
        System.IO.File.CreateSymbolicLink(Path.Join(Site, "threads/link"), Home);
        CheckPublished(new(Pages + 1, Pages + 1, 0), Version(1));
        CheckSite([.. Version(1), "threads/hollow/", $"threads/link -> {Home}"]);
    }

    [Fact]
    public void Publish_ReadMeanwhile_NoPageIsMissingForLongAndNoneIsHalf()
    {
        Publish(Version(1));
        var path = Path.Join(Site, "threads/7/page");
        var (reads, missing, half) = (0, 0, 0);
        using var stop = new CancellationTokenSource();
        var reader = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                reads++;
                try
                {
                    if (System.IO.File.ReadAllText(path) is not ("1" or "2")) half++;
                }
                catch (IOException)
                {
                    missing++;
                }
            }
        });
        reader.Start();
        for (var n = 0; n < 6; n++) Publish(Version(1 + (n + 1) % 2));
        stop.Cancel();
        reader.Join();

        Assert.Equal(0, half);
        // Between the two renames of a swap there is nothing, for some microseconds.
        Assert.True(missing <= reads / 100, $"{missing} of {reads} reads found nothing");
    }

    private static string[] Version(int version) =>
    [
        .. Enumerable.Range(0, Pages).SelectMany(n => (string[])[$"threads/{n}/page = {version}", $"threads/{n}/twin = 0"]),
        .. version == 1 ? (string[])["threads/gone = 1"] : [],
        "index.html = 1",
    ];
}
