using System.Net;
using System.Net.Sockets;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>The tools of these tests, on two pages of their own: a good page passes, and a bad one is told, so that a green test says something.</summary>
public sealed class HarnessTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Style = "<style>@media (prefers-color-scheme: dark) { p { color: #ffffff; background: #000000 } }</style>";

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-harness-").FullName;
    private StaticServer _server = null!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GoodPages_OverHttpAndFromADisk_AreQuietAndAccessible(bool isHttp)
    {
        var root = isHttp ? _server.Address : new Uri(_folder + Path.DirectorySeparatorChar).AbsoluteUri;
        await using var page = await chromium.OpenAsync(root + "index.html");
        Assert.Empty(await page.AxeAsync());
        await page.Page.GetByText("Other page").ClickAsync();
        await page.Page.WaitForURLAsync(root + "other/index.html");
        Assert.Equal("Other page", await page.Page.TitleAsync());
        Assert.Empty(await page.AxeAsync());
        Assert.Equal(0, await page.SidewaysScrollAsync());
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith(root, request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BadPage_Opened_IsToldOf()
    {
        await WriteAsync("bad.html", "Bad page", "<img src='nowhere.png'><div style='width: 2000px'>wide</div><script>console.warn('mind'); nothing();</script>");
        await using var page = await chromium.OpenAsync(_server.Address + "bad.html");
        foreach (var expected in (string[])["404", "mind", "nothing is not defined"]) Assert.Single(page.Complaints, complaint => complaint.Contains(expected, StringComparison.Ordinal));
        Assert.Contains(await page.AxeAsync(), violation => violation.StartsWith("image-alt: <img", StringComparison.Ordinal));
        Assert.InRange(await page.SidewaysScrollAsync(), 700, 900);
    }

    [Fact]
    public async Task Options_Given_ReachThePage()
    {
        await WriteAsync("script.html", "Script", "<p>still</p><script>document.querySelector('p').textContent = 'moved'</script>");
        await using var plain = await chromium.OpenAsync(_server.Address + "script.html", width: 320, dark: true, javaScript: false);
        Assert.Equal("still", await plain.Page.Locator("p").InnerTextAsync());
        Assert.Equal(320, plain.Page.ViewportSize!.Width);
        await using var scripted = await chromium.OpenAsync(_server.Address + "script.html", width: 320, dark: true);
        Assert.Equal("moved", await scripted.Page.Locator("p").InnerTextAsync());
        Assert.Equal("rgb(255, 255, 255)", await scripted.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('p')).color"));
    }

    [Fact]
    public async Task Addresses_OfFoldersAndNothing_AreAnsweredAsByAHost()
    {
        await using var page = await chromium.OpenAsync(_server.Address);
        Assert.Equal("Start page", await page.Page.TitleAsync());
        Assert.Equal(200, await page.GoToAsync(_server.Address + "other?x=1"));
        Assert.Equal(_server.Address + "other/?x=1", page.Page.Url);
        Assert.Equal(404, await page.GoToAsync(_server.Address + "nowhere/"));
        await WriteAsync("404.html", "Not found", "<p>Nothing here</p>");
        Assert.Equal(404, await page.GoToAsync(_server.Address + "nowhere/"));
        Assert.Equal("Not found", await page.Page.TitleAsync());
    }

    [Fact]
    public async Task Server_WhenVisitorsHangUp_AnswersTheNext()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "large.bin"), new byte[20_000_000], TestContext.Current.CancellationToken);
        var port = new Uri(_server.Address).Port;
        for (var i = 0; i < 5; i++)
        {
            using var visitor = new TcpClient();
            await visitor.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            await visitor.GetStream().WriteAsync("GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            visitor.LingerState = new(enable: true, seconds: 0);
        }

        using var http = new HttpClient();
        Assert.Contains("Start page", await http.GetStringAsync(new Uri(_server.Address), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        await WriteAsync("index.html", "Start page", "<p><a href='other/index.html'>Other page</a></p>");
        await WriteAsync(Path.Combine("other", "index.html"), "Other page", "<p><a href='../index.html'>Start page</a></p>");
        _server = new(_folder);
    }

    private async Task WriteAsync(string path, string title, string body)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"<!doctype html><html lang='en'><meta charset='utf-8'><link rel='icon' href='data:,'><title>{title}</title>{Style}<main><h1>{title}</h1>{body}</main></html>");
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
