using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>S1: files beside a thread, opened on their own: none acts. The same files under their own names do, so that a green test says something.</summary>
public sealed partial class HostileFilesTests : IDisposable
{
    private const string Svg = "xmlns=\"http://www.w3.org/2000/svg\"";
    private const string Harmless = $"<svg {Svg} width=\"10\" height=\"10\"><rect width=\"10\" height=\"10\"/></svg>";

    /// <summary>Each fires when it is opened, without a touch.</summary>
    private static readonly (string Name, string Content)[] Hostile =
    [
        ("script.svg", $"<svg {Svg}><script>fire()</script></svg>"),
        ("prefix.svg", "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>fire()</x:script></x:svg>"),
        ("load.svg", $"<svg {Svg} onload=\"fire()\"/>"),
        ("html.svg", $"<svg {Svg}><script xmlns=\"http://www.w3.org/1999/xhtml\">fire()</script></svg>"),
        ("foreign.svg", $"<svg {Svg}><foreignObject><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"x:\" onerror=\"fire()\"/></foreignObject></svg>"),
        ("begin.svg", $"<svg {Svg}><animate attributeName=\"x\" dur=\"1s\" onbegin=\"fire()\"/></svg>"),
        ("entity.svg", $"<!DOCTYPE svg [<!ENTITY x \"fire()\">]><svg {Svg}><script>&x;</script></svg>"),
        ("default.svg", $"<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"fire()\">]><svg {Svg}/>"),
        ("broken.svg", $"<svg {Svg}><script>fire()</script><"),
        ("BOM.SVG", $"\uFEFF<svg {Svg}><script>fire()</script></svg>"),
        ("nested.svg", $"<svg {Svg}><g><svg><a><script href=\"data:text/javascript,fire()\"/></a></svg></g></svg>"),
        ("page.html", "<script>fire()</script>"),
        ("page.htm", "<img src=x onerror=fire()>"),
        ("page.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>fire()</script></html>"),
        ("page.xml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body onload=\"fire()\"/></html>"),
    ];

    private readonly ChromiumFixture _chromium;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-files-").FullName;
    private readonly StaticServer _server;

    public HostileFilesTests(ChromiumFixture chromium)
    {
        _chromium = chromium;
        var threads = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(threads);
        foreach (var (name, content) in Hostile.Append(("still.svg", Harmless))) File.WriteAllText(Path.Combine(threads, name), content);
        var links = Hostile.Select(file => $"![see]({file.Name}) [open]({file.Name})\n");
        File.WriteAllText(Path.Combine(threads, "a.md"), $"---\ntitle: A\n---\n## Question\n\n![still](still.svg)\n\n{string.Join('\n', links)}");
        var report = SiteBuild.Run(new() { ContentFolder = Path.Combine(_root, "content"), OutputFolder = Path.Combine(_root, "site") });
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        _server = new(_root);
    }

    [Fact]
    public async Task S1_FilesBesideThreads_DoNotActWhenOpened()
    {
        var assets = Directory.GetFiles(Path.Combine(_root, "site", "assets")).Select(Path.GetFileName).ToList();
        var page = File.ReadAllText(Path.Combine(_root, "site", "threads", "a", "index.html"));
        Assert.Matches(StillPicture(), page);
        Assert.Equal(Hostile.Length, assets.Count(name => name!.EndsWith(".txt", StringComparison.Ordinal)));
        Assert.Equal(2 * Hostile.Length, page.Split(".txt\"").Length - 1);
        await using var browser = await OpenAsync();
        foreach (var asset in assets) Assert.False(await FiresAsync(browser, "site/assets/" + asset), asset);
    }

    [Fact]
    public async Task S1_Control_FilesUnderTheirOwnNamesAct()
    {
        await using var browser = await OpenAsync();
        foreach (var (name, _) in Hostile) Assert.True(await FiresAsync(browser, "content/threads/" + name), name);
    }

    private async Task<BrowserPage> OpenAsync()
    {
        var page = await _chromium.OpenAsync("about:blank");
        await page.Page.AddInitScriptAsync("window.fired = []; window.fire = () => window.fired.push('fired');");
        return page;
    }

    private async Task<bool> FiresAsync(BrowserPage page, string path)
    {
        await page.GoToAsync(_server.Address + path);
        return await page.Page.EvaluateAsync<bool>("async () => { await new Promise(done => setTimeout(done, 50)); return window.fired.length > 0; }");
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [GeneratedRegex("<img src=\"[^\"]*/still\\.[0-9a-f]{16}\\.svg\"")]
    private static partial Regex StillPicture();
}
