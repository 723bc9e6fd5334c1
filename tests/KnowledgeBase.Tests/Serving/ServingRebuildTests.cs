using System.Text.Json;
using KnowledgeBase.Cli.Serving;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Serving;

/// <summary>A saved file becomes a reloaded page, or a message in it.</summary>
public sealed class ServingRebuildTests : ServingTests
{
    [Fact]
    public async Task Save_Content_ReloadsWithTheNewText()
    {
        using var events = await ListenAsync();
        Site.Write("threads/a.md", Good.Replace("Old", "New", StringComparison.Ordinal));
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Contains("New words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);
    }

    /// <summary>Another build holds the output, so that what the page shows cannot come from there.</summary>
    [Fact]
    public async Task Save_Text_IsShownBeforeTheSiteIsBuilt()
    {
        using var onPage = await ListenOnAsync("threads/a/index.html");
        using var elsewhere = await ListenOnAsync("404.html");
        EventStream onPreview;
        using (SitePublisher.Open(Site.Output, cancellation: Cancelled).Value)
        {
            Site.Write("threads/a.md", Good.Replace("Old", "New", StringComparison.Ordinal));
            Assert.Equal("reload", (await onPage.NextAsync()).Name);
            Assert.Contains("New words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);
            Assert.Contains("New words.", await TextAsync("/threads/a/index.html.md"), StringComparison.Ordinal);
            Assert.Contains("Old words.", Site.Read("threads/a/index.html"), StringComparison.Ordinal);
            onPreview = await ListenOnAsync("threads/a/index.html");
        }

        // The page is as it was previewed, so whoever reads it is left in peace, as those who read another page.
        using (onPreview)
        {
            while (!Site.Read("threads/a/index.html").Contains("New words.", StringComparison.Ordinal)) await Task.Delay(20, Cancelled);
            Site.Write("threads/a.md", Bad);
            Assert.Equal("diagnostics", (await onPreview.NextAsync()).Name);
            Assert.Equal("diagnostics", (await elsewhere.NextAsync()).Name);
        }
    }

    [Fact]
    public async Task Save_OfTheSame_LeavesReadersInPeace()
    {
        using var anywhere = await ListenAsync();
        using var onPage = await ListenOnAsync("threads/a/index.html");
        var before = Log.Builds;
        Site.Write("threads/a.md", Good);
        while (Log.Builds == before) await Task.Delay(20, Cancelled);
        Site.Write("threads/a.md", Bad);
        Assert.Equal("diagnostics", (await anywhere.NextAsync()).Name);
        Assert.Equal("diagnostics", (await onPage.NextAsync()).Name);
    }

    [Fact]
    public async Task Save_NamesANewPicture_IsShownOnceThePictureIsThere()
    {
        Site.Write("threads/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        using var events = await ListenOnAsync("threads/a/index.html");
        Site.Write("threads/a.md", Good.Replace("Old words.", "![p](p.svg)", StringComparison.Ordinal));
        Assert.Equal("reload", (await events.NextAsync()).Name);
        var picture = System.Text.RegularExpressions.Regex.Match(await TextAsync("/threads/a/"), "src=\"(?:\\.\\./)*(assets/[^\"]*svg)\"").Groups[1].Value;
        using var answer = await GetAsync("/" + picture);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>A site that stands is not built when the server starts, but its pages can be previewed.</summary>
    [Fact]
    public async Task Save_WhereNothingWasBuilt_IsShownBeforeTheSiteIsBuilt()
    {
        TestSite.Age(Site.Content);
        await StartAsync();
        await StartAsync();
        using var events = await ListenOnAsync("threads/a/index.html");
        await Server.CanPreview.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        using var other = SitePublisher.Open(Site.Output, cancellation: Cancelled).Value;
        Site.Write("threads/a.md", Good.Replace("Old", "New", StringComparison.Ordinal));
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Contains("New words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_ByRename_Reloads()
    {
        using var events = await ListenAsync();
        var draft = Path.Combine(Site.Content, "threads", ".a.md.tmp");
        File.WriteAllText(draft, Good.Replace("Old", "New", StringComparison.Ordinal));
        File.Move(draft, Path.Combine(Site.Content, "threads", "a.md"), overwrite: true);
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Contains("New words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_Template_Reloads()
    {
        Site.Templates = Path.Combine(Path.GetDirectoryName(Site.Content)!, "templates");
        await StartAsync();
        using var events = await ListenAsync();
        // The folder is made while the server runs.
        Directory.CreateDirectory(Path.Combine(Site.Templates, "pages"));
        File.WriteAllText(Path.Combine(Site.Templates, "pages", "not-found.html"), "<h1>Lost?</h1>");
        do Assert.Equal("reload", (await events.NextAsync()).Name);
        while (!(await TextAsync("/nowhere")).Contains("<h1>Lost?</h1>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Break_File_TellsTheProblemAndKeepsTheOldPage()
    {
        using var events = await ListenAsync();
        Site.Write("threads/a.md", Bad);
        var (name, value) = await events.NextAsync();
        Assert.Equal("diagnostics", name);
        var messages = JsonSerializer.Deserialize<string[]>(value)!;
        Assert.Contains(messages, message => message.Contains("threads/a.md:1:1: error KB010", StringComparison.Ordinal));
        Assert.Contains("Old words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);

        using var late = await ListenAsync();
        Assert.Equal("diagnostics", (await late.NextAsync()).Name);

        Site.Write("threads/a.md", Good);
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Equal("reload", (await late.NextAsync()).Name);
    }

    /// <summary>Another build holds the output, so that no build can tell.</summary>
    [Fact]
    public async Task Save_OfAMistake_IsToldBeforeTheSiteIsBuilt()
    {
        using var events = await ListenAsync();
        using (SitePublisher.Open(Site.Output, cancellation: Cancelled).Value)
        {
            Site.Write("threads/a.md", Bad);
            var (name, value) = await events.NextAsync();
            Assert.Equal("diagnostics", name);
            Assert.Contains("threads/a.md:1:1: error KB010", value, StringComparison.Ordinal);
            Site.Write("threads/a.md", Good);
            Assert.Equal("reload", (await events.NextAsync()).Name);
        }
    }

    [Fact]
    public async Task Break_File_AmongWarnings_TellsTheErrorOnly()
    {
        for (var i = 0; i < 120; i++) Site.Write($"threads/w{i}.md", "---\ntitle: First title\nunheard: of\n---\n## Question\n\nWords.\n");
        await StartAsync();
        using var events = await ListenAsync();
        Site.Write("threads/a.md", Bad);
        Site.Write("threads/b.md", Bad);
        var messages = Array.Empty<string>();
        while (!messages.Any(message => message.Contains("threads/b.md", StringComparison.Ordinal))) messages = JsonSerializer.Deserialize<string[]>((await events.NextAsync()).Value)!;
        Assert.All(messages, message => Assert.Contains(": error KB0", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Break_Template_RendersNothingAndTellsTheRestToo()
    {
        Site.Templates = Path.Combine(Path.GetDirectoryName(Site.Content)!, "templates");
        Directory.CreateDirectory(Path.Combine(Site.Templates, "pages"));
        File.WriteAllText(Path.Combine(Site.Templates, "pages", "not-found.html"), "{{ if }}");
        Site.Write("threads/a.md", "---\ntitle: t\n---\n## Question\n[x](#nowhere)\n");
        Site.Write("threads/b.md", Bad);
        await StartAsync();
        var report = Log.Last;
        Assert.False(report.IsPublished);
        var codes = report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code).ToList();
        Assert.Contains("KB010", codes);
        Assert.Contains("KB220", codes);
        // Of what is only seen in a page.
        Assert.DoesNotContain("KB202", codes);
    }

    [Fact]
    public async Task FirstBuild_WithErrorsAndNoSite_ShowsThemAsText()
    {
        Directory.Delete(Site.Output, recursive: true);
        Site.Write("threads/a.md", "---\ntitle: t\n---\n## Question\n[x](#<b>)\n\n[y](#&y)\n");
        await StartAsync();
        using var response = await GetAsync("/threads/");
        Assert.Equal(503, (int)response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("threads/a.md:7:1: error KB202", page, StringComparison.Ordinal);
        Assert.Contains("#&amp;y", page, StringComparison.Ordinal);
        Assert.Contains("/_kb/live-reload.js", page, StringComparison.Ordinal);

        using var events = await ListenAsync();
        Assert.Equal("diagnostics", (await events.NextAsync()).Name);
        Site.Write("threads/a.md", Good);
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Contains("Old words.", await TextAsync("/threads/a/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContentFolder_DeletedAndMadeAgain_IsStillWatched()
    {
        using var events = await ListenAsync();
        Directory.Delete(Site.Content, recursive: true);
        while ((await events.NextAsync()).Name != "diagnostics")
        {
            // Its files go one by one, and a build may find it empty before it is gone.
        }

        Site.Write("threads/b.md", Good.Replace("Old", "Reborn", StringComparison.Ordinal));
        while ((await events.NextAsync()).Name != "reload")
        {
            // The folder may be seen before its file is.
        }

        Site.Write("threads/b.md", Good.Replace("Old", "Later", StringComparison.Ordinal));
        do await events.NextAsync();
        while ((await TextAsync("/threads/b/")).Contains("Reborn words.", StringComparison.Ordinal));
        Assert.Contains("Later words.", await TextAsync("/threads/b/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Burst_OfSaves_IsOneBuild()
    {
        using var events = await ListenAsync();
        var before = Log.Builds;
        // As a branch switch: on a busy machine, files written one by one could be seen half written.
        for (var i = 0; i < 50; i++) Site.Write($"../prepared/burst-{i}.md", Good);
        Directory.Move(Path.Combine(Site.Content, "../prepared"), Path.Combine(Site.Content, "threads/burst"));
        Assert.Equal("reload", (await events.NextAsync()).Name);
        Assert.Equal(before + 1, Log.Builds);
        Assert.Contains("Old words.", await TextAsync("/threads/burst-49/"), StringComparison.Ordinal);
    }

    /// <summary>File by file, as git does it: what was there goes, with its folder, and a thousand others come.</summary>
    [Fact]
    public async Task BranchSwitch_OfAThousandFiles_EndsWithTheNewSiteAndFewBuilds()
    {
        for (var i = 0; i < 300; i++) Site.Write($"threads/old/old-{i}.md", Good);
        await StartAsync();
        using var events = await ListenAsync();
        var before = Log.Builds;
        for (var i = 0; i < 300; i++) File.Delete(Path.Combine(Site.Content, $"threads/old/old-{i}.md"));
        Directory.Delete(Path.Combine(Site.Content, "threads/old"));
        for (var i = 0; i < 700; i++) Site.Write($"threads/new/{i % 7}/new-{i}.md", Good);
        do await events.NextAsync();
        while ((await GetAsync("/threads/new-699/")).StatusCode != System.Net.HttpStatusCode.OK || (await GetAsync("/threads/old-0/")).StatusCode != System.Net.HttpStatusCode.NotFound);
        Assert.InRange(Log.Builds - before, 1, 10);
    }

    /// <summary>The site is built between the page and its first word to the server.</summary>
    [Fact]
    public async Task Listener_WhosePageIsOlder_ReloadsAtOnce()
    {
        var seen = SeenIn(await TextAsync("/threads/a/"));
        using (var events = await ListenAsync())
        {
            Site.Write("threads/a.md", Good.Replace("Old", "New", StringComparison.Ordinal));
            await events.NextAsync();
        }

        using var stale = await ListenAsync($"?page=threads/a/index.html&seen={seen}");
        Assert.Equal("reload", (await stale.NextAsync()).Name);
        using var fresh = await ListenOnAsync("threads/a/index.html");
        Site.Write("threads/a.md", Bad);
        Assert.Equal("diagnostics", (await fresh.NextAsync()).Name);
    }

    /// <summary>As the script of that page does.</summary>
    private async Task<EventStream> ListenOnAsync(string page) => await ListenAsync($"?page={page}&seen={SeenIn(await TextAsync("/" + page))}");

    private static string SeenIn(string page) => page.Split("data-seen=\"")[1].Split('"')[0];

    [Fact]
    public async Task Stop_WithOpenStreams_DoesNotWaitForThem()
    {
        using var events = await ListenAsync();
        var stopped = Server.DisposeAsync().AsTask();
        Assert.Same(stopped, await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromMinutes(1), Cancelled)));
        await StartAsync();
    }
}
