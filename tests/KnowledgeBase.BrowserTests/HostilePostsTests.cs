using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Tests.Payloads;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>S1, S4: pages of hostile posts in a real browser, with the policy and without it: nothing acts. The same text as markup does, so that a green test says something.</summary>
public sealed partial class HostilePostsTests : IDisposable
{
    private const string Control = "<img src=x onerror=fire()>";

    /// <summary>Opens and touches everything; gives what acted or could be made to.</summary>
    private const string Touch = """
        async () => {
          const acted = [];
          for (const element of document.querySelectorAll('main *, header *, footer *')) {
            if (element.tagName === 'DETAILS') element.open = true;
            for (const name of element.getAttributeNames()) if (name.startsWith('on')) acted.push(`${element.tagName} ${name}`);
            for (const type of ['click', 'mouseover', 'pointerover', 'pointerenter', 'focus', 'wheel', 'copy', 'contextmenu', 'animationstart', 'toggle', 'scrollend', 'error', 'load'])
              if (!(element.tagName === 'DETAILS' && type === 'click')) element.dispatchEvent(new Event(type, { bubbles: false }));
            if ((element.tagName === 'A' || element.tagName === 'AREA') && element.hasAttribute('href') && !/^(https?|mailto):$/.test(element.protocol)) acted.push(element.href);
          }
          await new Promise(done => setTimeout(done, 30));
          return [...acted, ...(window.fired ?? ['nothing was listening'])];
        }
        """;

    private readonly ChromiumFixture _chromium;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-hostile-").FullName;
    private readonly List<PayloadPage> _threads = [.. Payload.All.Chunk(45).Select((payloads, i) => new PayloadPage(payloads, i, isThread: true))];
    private readonly StaticServer _guarded;
    private readonly StaticServer _bare;

    public HostilePostsTests(ChromiumFixture chromium)
    {
        _chromium = chromium;
        Build();
        CopyWithoutPolicy();
        (_guarded, _bare) = (new(Folder("site")), new(Folder("bare")));
    }

    [Fact]
    public async Task S1_HostilePosts_DoNotActWithPolicyOrWithout()
    {
        Assert.InRange(_threads.Sum(thread => thread.Refused.Count), 0, Payload.All.Count / 8);
        foreach (var server in (StaticServer[])[_guarded, _bare])
        {
            await using var page = await OpenAsync();
            foreach (var thread in _threads)
            {
                var address = $"{server.Address}{thread.Path[..^3]}/";
                Assert.Equal(200, await page.GoToAsync(address));
                Assert.Empty(await page.Page.EvaluateAsync<string[]>(Touch));
                Assert.Equal(address, page.Page.Url);
            }

            Assert.All(page.Requests, request => Assert.StartsWith(server.Address, request, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task S4_Control_ActsWithoutPolicyOnly()
    {
        await using var page = await OpenAsync();
        await page.GoToAsync(_bare.Address + "control.html");
        Assert.Contains("fired", await page.Page.EvaluateAsync<string[]>(Touch));
        await page.GoToAsync(_guarded.Address + "control.html");
        Assert.DoesNotContain("fired", await page.Page.EvaluateAsync<string[]>(Touch));
    }

    private async Task<BrowserPage> OpenAsync()
    {
        var page = await _chromium.OpenAsync("about:blank");
        await page.Page.AddInitScriptAsync("window.fired = []; window.fire = () => window.fired.push('fired'); window.alert = window.fire;");
        return page;
    }

    private string Folder(string name) => Path.Combine(_root, name);

    /// <summary>Wrong links are errors, and a site with an error is not published: those go.</summary>
    private void Build()
    {
        for (var round = 0; ; round++)
        {
            foreach (var thread in _threads)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder("content"), thread.Path))!);
                File.WriteAllText(Path.Combine(Folder("content"), thread.Path), thread.Write());
            }

            var report = SiteBuild.Run(new() { ContentFolder = Folder("content"), OutputFolder = Folder("site") });
            if (report.IsPublished) break;
            var errors = report.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
            if (round == 6) throw new InvalidOperationException(string.Join('\n', errors));
            foreach (var error in errors)
            {
                var thread = _threads.Single(thread => error.Location.Path.EndsWith(thread.Path, StringComparison.Ordinal));
                thread.Refused.Add(thread.PayloadAt(error.Location.Line));
            }
        }

        var page = File.ReadAllText(Path.Combine(Folder("site"), _threads[0].Path[..^3], "index.html"));
        File.WriteAllText(Path.Combine(Folder("site"), "control.html"), page.Replace("<p>word</p>", $"<p>{Control}</p>", StringComparison.Ordinal));
    }

    private void CopyWithoutPolicy()
    {
        foreach (var file in Directory.EnumerateFiles(Folder("site"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder("bare"), Path.GetRelativePath(Folder("site"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!file.EndsWith(".html", StringComparison.Ordinal)) File.Copy(file, copy);
            else File.WriteAllText(copy, Policy().Replace(File.ReadAllText(file), ""));
        }
    }

    public void Dispose()
    {
        _guarded.Dispose();
        _bare.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>")]
    private static partial Regex Policy();
}
