using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary><c>kb serve</c> with a page open: a save reloads it, a mistake is shown in it.</summary>
public sealed class ServeTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Good = "---\ntitle: First title\n---\n## Question\n\nOld words.\n";
    private const string Bad = "---\ntitle: First title\n---\n## Question\n\n[x](#<img/src=x>)\n";

    private readonly string _root = Directory.CreateTempSubdirectory("kb-serve-").FullName;
    private Process? _kb;
    private string _address = "";

    private string Thread => Path.Combine(_root, "content", "threads", "a.md");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_WithAPageOpen_ReloadsIt()
    {
        await using var page = await chromium.OpenAsync(_address + "threads/a/");
        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("Old words.");
        await File.WriteAllTextAsync(Thread, Good.Replace("Old", "New", StringComparison.Ordinal), Cancelled);
        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("New words.", new() { Timeout = 20_000 });
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Break_WithAPageOpen_ShowsWhyUntilItIsMended()
    {
        await using var page = await chromium.OpenAsync(_address + "threads/a/");
        await File.WriteAllTextAsync(Thread, Bad, Cancelled);
        var panel = page.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(panel).ToContainTextAsync("error KB202: there is no '#<img/src=x>' in this thread", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("Old words.");
        await Assertions.Expect(panel).ToHaveCSSAsync("position", "fixed");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0);

        // A page opened now is as old as the others, and says so.
        await page.Page.ReloadAsync();
        await Assertions.Expect(panel).ToContainTextAsync("KB202");
        await File.WriteAllTextAsync(Thread, Good.Replace("Old", "Mended", StringComparison.Ordinal), Cancelled);
        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("Mended words.", new() { Timeout = 20_000 });
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        Assert.Empty(page.Complaints);
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KB_SKIP_BROWSER") == "1") return;
        Directory.CreateDirectory(Path.GetDirectoryName(Thread)!);
        await File.WriteAllTextAsync(Thread, Good, Cancelled);
        try
        {
            _address = await ServeAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        }
        catch
        {
            // xunit disposes only what could be initialized, and the process would outlive the tests.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_kb is not null)
        {
            _kb.Kill();
            await _kb.WaitForExitAsync(CancellationToken.None);
            _kb.Dispose();
        }

        Directory.Delete(_root, recursive: true);
    }

    private Task<string> ServeAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _root };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "kb.dll"), "serve", "--port", "0"]) start.ArgumentList.Add(argument);
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _kb = new() { StartInfo = start };
        // Read to the end, whatever it prints: a full pipe would stop it.
        _kb.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("Serving ", StringComparison.Ordinal) == true) address.TrySetResult(line.Data.Split(' ')[3]);
        };
        _kb.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) address.TrySetException(new InvalidOperationException(line.Data));
        };
        _kb.Start();
        _kb.BeginOutputReadLine();
        _kb.BeginErrorReadLine();
        return address.Task;
    }
}
