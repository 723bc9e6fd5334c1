using System.Net;
using KnowledgeBase.Cli.Serving;
using Xunit;

namespace KnowledgeBase.Tests.Serving;

/// <summary>S8: the dev server answers to its own names, to pages of its own, and with files of the output folder only.</summary>
public sealed class ServingSafetyTests : ServingTests
{
    [Theory]
    [InlineData("127.0.0.1:{port}", 200)]
    [InlineData("localhost:{port}", 200)]
    [InlineData("LOCALHOST:{port}", 200)]
    [InlineData("[::1]:{port}", 200)]
    [InlineData("127.0.0.1", 403)]
    [InlineData("localhost:1", 403)]
    [InlineData("evil.example:{port}", 403)]
    [InlineData("localhost.evil.example:{port}", 403)]
    [InlineData("127.0.0.1.nip.io:{port}", 403)]
    [InlineData("0.0.0.0:{port}", 403)]
    public async Task S8_Host_MustBeOurs(string host, int status)
    {
        foreach (var target in (string[])["/", "/_kb/live-reload.js", "/_kb/events"])
            if (status != 200 || !target.EndsWith("events", StringComparison.Ordinal)) Assert.Equal(status, (await RawAsync(target, Filled(host))).Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}", 200)]
    [InlineData("http://localhost:{port}", 200)]
    [InlineData("http://evil.example", 403)]
    [InlineData("http://localhost:1", 403)]
    [InlineData("https://localhost:{port}", 403)]
    [InlineData("null", 403)]
    public async Task S8_Origin_MustBeOurs(string origin, int status)
    {
        var (actual, answer) = await RawAsync("/", headers: $"Origin: {Filled(origin)}\r\n");
        Assert.Equal(status, actual);
        Assert.DoesNotContain("Access-Control", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task S8_Host_GivenWithHost_IsOurs()
    {
        await StartAsync("127.0.0.2");
        using var response = await new HttpClient().GetAsync(new Uri($"http://127.0.0.2:{Port}/"), Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("127.0.0.2", Server.Address.Host);
    }

    [Fact]
    public async Task S8_EveryAddress_TakesDigitsButNoForeignName()
    {
        await StartAsync("0.0.0.0");
        Assert.Equal(200, (await RawAsync("/")).Status);
        Assert.Equal(403, (await RawAsync("/", $"evil.example:{Port}")).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    public async Task S8_OtherMethods_AreRefused(string method)
    {
        var (status, answer) = await RawAsync("/", method: method, headers: "Content-Length: 0\r\n");
        Assert.Equal(405, status);
        Assert.Contains("Allow: GET, HEAD", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/%2E%2E%2Fsecret.txt")]
    [InlineData("/threads/../../secret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("/..\\secret.txt")]
    [InlineData("/%252e%252e/secret.txt")]
    [InlineData("/%c0%ae%c0%ae/secret.txt")]
    [InlineData("/secret.txt%00.html")]
    [InlineData("/index.html%00")]
    [InlineData("/index.html.")]
    [InlineData("/index.html%20")]
    [InlineData("/index.html::$DATA")]
    [InlineData("/./index.html")]
    [InlineData("//index.html")]
    [InlineData("/%2findex.html")]
    [InlineData("/.kb-site")]
    [InlineData("/%2ekb-site")]
    [InlineData("/.kb-site-state/x")]
    [InlineData("/.git/config")]
    [InlineData("/.GIT/config")]
    [InlineData("/..")]
    [InlineData("/out.txt")]
    [InlineData("/out/secret.txt")]
    [InlineData("/_kb/secret.txt")]
    [InlineData("/threads/a/index.html/")]
    public async Task S8_WhatIsNotAFileOfTheSite_IsNotFound(string target)
    {
        var root = Path.GetDirectoryName(Site.Output)!;
        File.WriteAllText(Path.Combine(root, "secret.txt"), "SECRET");
        Directory.CreateDirectory(Path.Combine(Site.Output, ".git"));
        File.WriteAllText(Path.Combine(Site.Output, ".git", "config"), "SECRET");
        File.CreateSymbolicLink(Path.Combine(Site.Output, "out.txt"), Path.Combine(root, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(Site.Output, "out"), root);
        var (status, answer) = await RawAsync(target);
        Assert.Contains(status, (int[])[400, 404]);
        Assert.DoesNotContain("SECRET", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("//evil.example/%2e%2e")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    public async Task S8_Redirect_NeverLeavesTheHost(string target)
    {
        // Even where such a folder is there.
        Directory.CreateDirectory(Path.Combine(Site.Output, "evil.example"));
        var (status, answer) = await RawAsync(target);
        Assert.Contains(status, (int[])[400, 404]);
        Assert.DoesNotContain("Location:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://example.org//evil.example/", "evil.example")]
    [InlineData("https://example.org/kb/", "kb")]
    [InlineData("https://example.org/a%20b/c/?x#y", "a b", "c")]
    [InlineData("https://example.org/")]
    [InlineData("https://example.org")]
    public void S8_BasePath_IsFoldersOnly(string url, params string[] expected) => Assert.Equal(expected, BasePath.Of(url));

    [Fact]
    public async Task S8_FolderThatIsNoSite_IsNotServed()
    {
        Directory.Delete(Site.Output, recursive: true);
        Directory.CreateDirectory(Site.Output);
        File.WriteAllText(Path.Combine(Site.Output, "diary.txt"), "SECRET");
        await StartAsync();
        var (status, answer) = await RawAsync("/diary.txt");
        Assert.Equal(503, status);
        Assert.DoesNotContain("SECRET", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/threads")]
    [InlineData("/_kb/live-reload.js")]
    [InlineData("/_kb/live-reload.css")]
    public async Task S8_EveryAnswer_CarriesTheHeaders(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.EndsWith("require-trusted-types-for 'script'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task S8_Policy_IsThatOfThePages()
    {
        var head = await File.ReadAllTextAsync(Path.Combine(TestSite.Repository, "templates/partials/head.html"), Cancelled);
        // A page names the hash of its data for search engines besides.
        head = head.Replace("{{ if page.machines.structured }} {{ page.machines.structured.hash }}{{ end }}", "", StringComparison.Ordinal);
        Assert.Contains($"content=\"{SiteAnswers.Policy.Replace("; frame-ancestors 'none'", "", StringComparison.Ordinal)}\"", head, StringComparison.Ordinal);
    }

    private string Filled(string text) => text.Replace("{port}", $"{Port}", StringComparison.Ordinal);
}
