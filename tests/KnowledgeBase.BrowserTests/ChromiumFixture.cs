using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(KnowledgeBase.BrowserTests.ChromiumFixture))]

namespace KnowledgeBase.BrowserTests;

/// <summary>
/// One Chromium for all browser tests: found, or installed. Where neither works the tests fail and say what to do;
/// only <c>KB_SKIP_BROWSER=1</c> skips them, visibly.
/// </summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] UsualPaths =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _problem;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KB_SKIP_BROWSER") == "1") return;
        try
        {
            _playwright = await Playwright.CreateAsync();
            var path = Find() ?? Install();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
        }
        catch (Exception problem) when (problem is PlaywrightException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            _problem = $"no Chromium could be started: {problem.Message}\nInstall Chromium or Chrome, or set KB_CHROMIUM to its path; KB_SKIP_BROWSER=1 skips these tests.";
        }
    }

    /// <summary>A fresh page that has seen nothing yet.</summary>
    public async Task<BrowserPage> OpenAsync(string url, int width = 1200, bool isDark = false, bool hasJavaScript = true)
    {
        if (Environment.GetEnvironmentVariable("KB_SKIP_BROWSER") == "1") Assert.Skip("KB_SKIP_BROWSER=1");
        if (_browser is null) Assert.Fail(_problem ?? "no Chromium");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasJavaScript,
        });
        var page = new BrowserPage(context, await context.NewPageAsync());
        await page.GoToAsync(url);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private string? Find() =>
        Environment.GetEnvironmentVariable("KB_CHROMIUM") is { Length: > 0 } given ? given
        : UsualPaths.FirstOrDefault(File.Exists)
        ?? (File.Exists(_playwright!.Chromium.ExecutablePath) ? _playwright.Chromium.ExecutablePath : null);

    private string Install()
    {
        if (Program.Main(["install", "chromium"]) == 0 && File.Exists(_playwright!.Chromium.ExecutablePath)) return _playwright.Chromium.ExecutablePath;
        if (OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            Run("apt-get", "update -qq");
            Run("apt-get", "install -y -qq --no-install-recommends chromium");
        }

        return Find() ?? throw new InvalidOperationException("none was found, and none could be installed");
    }

    private static void Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }
}
