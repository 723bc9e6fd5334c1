using System.Diagnostics;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public sealed class PublishLockTests : PublishTests
{
    [Fact]
    public async Task Open_AnotherBuildHasTheFolder_WaitsAndSaysSoOnce()
    {
        var first = Open(Site);
        first.Add(File("a", "first"));
        var said = 0;
        using var waiting = new ManualResetEventSlim();
        var second = Task.Run(
            () =>
            {
                using var publisher = SitePublisher.Open(Site, TimeSpan.FromMinutes(1), () => { said++; waiting.Set(); }).Value!;
                publisher.Add(File("a", "second"));
                publisher.Add(File("b", "second"));
                return publisher.Publish();
            },
            TestContext.Current.CancellationToken);

        Assert.True(waiting.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(new(1, 0, 0), first.Publish().Value);
        CheckSite("a = first");
        Assert.Equal("first", System.IO.File.ReadAllText(Path.Join(Site, "a")));
        first.Dispose();

        Assert.Equal(new(2, 0, 0), (await second).Value);
        Assert.Equal(1, said);
        CheckSite("a = second", "b = second");
    }

    [Fact]
    public void Open_AnotherBuildKeepsTheFolder_GivesUp()
    {
        using var first = Open(Site);
        first.Add(File("a", "1"));
        var clock = Stopwatch.StartNew();

        var second = SitePublisher.Open(Site, TimeSpan.FromMilliseconds(200), cancellation: TestContext.Current.CancellationToken);

        Assert.True(clock.ElapsedMilliseconds >= 200);
        CheckReports(second.Diagnostics, "site:1:1: error KB603: another build is writing into 'site'; wait for it, or name another folder with --output");
        Assert.Equal(new(1, 0, 0), first.Publish().Value);
    }

    [Fact]
    public void Open_CancelledWhileItWaits_Stops()
    {
        using var first = Open(Site);
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SitePublisher.Open(Site, TimeSpan.FromMinutes(1), cancel.Cancel, cancel.Token));
    }

    [Fact]
    public void Open_OtherFolder_DoesNotWait()
    {
        using var first = Open(Site);
        Assert.Equal(new(1, 0, 0), PublishTo(Path.Join(Home, "other"), "a = 1").Value);
    }
}
