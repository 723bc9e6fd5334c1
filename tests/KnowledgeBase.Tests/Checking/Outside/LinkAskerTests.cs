using System.Net;
using System.Net.Sockets;
using KnowledgeBase.Checking.Outside;
using Xunit;

namespace KnowledgeBase.Tests.Checking.Outside;

/// <summary>How other hosts are asked: what their answers mean, that they are not pestered, and who is never asked.</summary>
public class LinkAskerTests
{
    private static readonly Dictionary<string, string?> Answers = new(StringComparer.Ordinal)
    {
        ["HEAD a.example/ok"] = "200",
        ["HEAD a.example/nohead"] = "405", ["GET a.example/nohead"] = "206",
        ["HEAD a.example/empty"] = "501", ["GET a.example/empty"] = "416",
        ["HEAD a.example/gone"] = "404", ["GET a.example/gone"] = "410",
        ["HEAD a.example/shy"] = "403", ["GET a.example/shy"] = "403",
        ["HEAD a.example/odd"] = "999", ["GET a.example/odd"] = "999",
        ["HEAD a.example/moved"] = "301\nLocation: https2",
        ["HEAD a.example/https2"] = "308\nLocation: http://b.example/new?x#f",
        ["HEAD b.example/new?x"] = "200",
        ["HEAD a.example/later"] = "302\nLocation: /ok",
        ["HEAD a.example/mixed"] = "301\nLocation: /later",
        ["HEAD a.example/lost"] = "301\nLocation: /gone", ["GET a.example/lost"] = "301\nLocation: /gone",
        ["HEAD a.example/round"] = "301\nLocation: /round", ["GET a.example/round"] = "301\nLocation: /round",
        ["HEAD a.example/home"] = "302\nLocation: http://localhost/x", ["HEAD a.example/home4"] = "302\nLocation: http://127.0.0.1:1/x", ["HEAD a.example/home6"] = "301\nLocation: http://[::1]/x",
        ["HEAD a.example/file"] = "301\nLocation: file:///etc/passwd", ["GET a.example/file"] = "301\nLocation: file:///etc/passwd",
        ["HEAD a.example/nohost"] = "302\nLocation: http://xn--ü.example/", ["GET a.example/nohost"] = "302\nLocation: http://xn--ü.example/",
        ["HEAD a.example/bare"] = "301", ["GET a.example/bare"] = "301",
    };

    [Theory]
    [InlineData("ok", "200", nameof(LinkVerdict.Works))]
    [InlineData("nohead", "206", nameof(LinkVerdict.Works))]
    [InlineData("empty", "200", nameof(LinkVerdict.Works))]
    [InlineData("gone", "410", nameof(LinkVerdict.Gone))]
    [InlineData("shy", "403", nameof(LinkVerdict.Unsure))]
    [InlineData("odd", "999", nameof(LinkVerdict.Unsure))]
    [InlineData("moved", "301 http://b.example/new?x#f", nameof(LinkVerdict.Moved))]
    [InlineData("later", "200", nameof(LinkVerdict.Works))]
    [InlineData("mixed", "200", nameof(LinkVerdict.Works))]
    [InlineData("lost", "410", nameof(LinkVerdict.Gone))]
    [InlineData("round", "302", nameof(LinkVerdict.Unsure))]
    [InlineData("home", "private network", nameof(LinkVerdict.Unsure))]
    [InlineData("home4", "private network", nameof(LinkVerdict.Unsure))]
    [InlineData("home6", "private network", nameof(LinkVerdict.Unsure))]
    [InlineData("file", "301", nameof(LinkVerdict.Unsure))]
    [InlineData("nohost", "302", nameof(LinkVerdict.Unsure))]
    [InlineData("bare", "301", nameof(LinkVerdict.Unsure))]
    public async Task Ask_Answer_IsReadAsThis(string path, string status, string verdict)
    {
        using var host = new TinyHost(asked => Answers[asked]);
        Assert.Equal(status, await host.AskOneAsync($"http://a.example/{path}"));
        Assert.Equal(verdict, LinkStatus.VerdictOf(status).ToString());
    }

    [Theory]
    [InlineData("http://nowhere.example/", "no such host")]
    [InlineData("http://localhost/", "private network")]
    [InlineData("http://2130706433/", "private network")]
    [InlineData("http://[::ffff:7f00:1]/", "private network")]
    public async Task Ask_HostThatMustOrCannotBeAsked_IsNotAsked(string address, string status)
    {
        using var host = new TinyHost(_ => "200");
        Assert.Equal(status, await host.AskOneAsync(address));
        Assert.Empty(host.Asked);
        Assert.Empty(host.Waits);
    }

    [Fact]
    public async Task Ask_HostInTrouble_IsAskedAgainAfterGrowingPauses()
    {
        var asked = 0;
        using var host = new TinyHost(_ => ++asked < 5 ? "503" : "200");
        Assert.Equal("200", await host.AskOneAsync("http://a.example/"));
        Assert.Equal([1, 2, 1, 4], host.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal("HEAD GET HEAD GET HEAD", string.Join(' ', host.Asked.Select(line => line.Split(' ')[0])));
    }

    [Fact]
    public async Task Ask_HostThatStaysInTrouble_IsLeftAlone()
    {
        using var host = new TinyHost(_ => "500");
        Assert.Equal("500", await host.AskOneAsync("http://a.example/"));
        Assert.Equal(6, host.Asked.Count);
    }

    [Fact]
    public async Task Ask_HostThatNeverAnswers_IsNotWaitedFor()
    {
        using var host = new TinyHost(_ => null);
        Assert.Equal("no answer", await host.AskOneAsync("http://a.example/", TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Ask_RetryAfter_IsObeyed()
    {
        var asked = 0;
        using var host = new TinyHost(_ => ++asked == 1 ? "429\nRetry-After: 7" : "200");
        Assert.Equal("200", await host.AskOneAsync("http://a.example/"));
        Assert.Equal([7], host.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Ask_RetryAfterAnHour_LeavesTheHostAlone()
    {
        using var host = new TinyHost(asked => asked.Contains("b.example", StringComparison.Ordinal) ? "200" : "503\nRetry-After: 3600");
        using var asker = host.Asker();
        var answers = await TinyHost.AskAsync(asker, "http://a.example/1", "http://a.example/2", "http://b.example/");
        Assert.Equal(["http://a.example/1 503", "http://b.example/ 200"], answers.Select(answer => $"{answer.Key} {answer.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(2, host.Asked.Count);
    }

    [Fact]
    public async Task Ask_ManyLinks_ComeOneByOneForEachHostAndFewAtOnce()
    {
        using var host = new TinyHost(_ => "200");
        using var asker = host.Asker();
        var links = Enumerable.Range(0, 40).SelectMany(n => Enumerable.Range(0, 3).Select(m => $"http://{n}.example/{m}")).ToList();
        Assert.Equal(120, (await TinyHost.AskAsync(asker, links)).Count);
        Assert.InRange(host.Most, 1, 8);
        Assert.Equal(80, host.Waits.Count(wait => wait == TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Ask_RedirectsThatMeet_ComeOneByOneAndWithPauses()
    {
        var (now, most) = (0, 0);
        using var host = new TinyHost(asked =>
        {
            if (!asked.Contains(" goal.example", StringComparison.Ordinal)) return "302\nLocation: http://goal.example/";
            most = Math.Max(most, Interlocked.Increment(ref now));
            Thread.Sleep(20);
            Interlocked.Decrement(ref now);
            return "200";
        });
        using var asker = host.Asker();
        var links = Enumerable.Range(0, 8).Select(n => $"http://{n}.example/").ToList();
        Assert.Equal(8, (await TinyHost.AskAsync(asker, links)).Count);
        Assert.Equal(1, most);
        Assert.Equal(7, host.Waits.Count(wait => wait == TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:4001::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("ff02::1", false)]
    public void IsPublic_Address_IsKnown(string address, bool isPublic) => Assert.Equal(isPublic, PublicNetwork.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task S7_PrivateAddress_IsRefusedBeforeAnythingIsSent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var refused = await Assert.ThrowsAsync<SocketException>(async () => await PublicNetwork.ConnectAsync(new("localhost", port), TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.AccessDenied, refused.SocketErrorCode);
        Assert.False(listener.Pending());
    }
}
