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
    private const string Debian = "/usr/bin/chromium";

    private static readonly string[] UsualPaths =
    [
        Debian, "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly List<string> _problems = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser that was found, for tools that start their own.</summary>
    public string? ProgramPath { get; private set; }

    private static bool IsSkipped => Environment.GetEnvironmentVariable("KB_SKIP_BROWSER") == "1";

    public async ValueTask InitializeAsync()
    {
        if (IsSkipped) return;
        try
        {
            _playwright = await Playwright.CreateAsync();
        }
        catch (PlaywrightException problem)
        {
            _problems.Add($"Playwright: {problem.Message}");
            return;
        }

        foreach (var path in Browsers(_playwright.Chromium.ExecutablePath))
        {
            try
            {
                _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
                ProgramPath = path;
                return;
            }
            catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
            {
                _problems.Add($"{path}: {problem.Message.Split('\n')[0]}");
            }
        }
    }

    /// <summary>A fresh page that has seen nothing yet.</summary>
    public async Task<BrowserPage> OpenAsync(string url, int width = 1200, bool dark = false, bool javaScript = true)
    {
        SkipIfToldTo();
        if (_browser is null)
            Assert.Fail($"No Chromium could be started. Install Chromium or Chrome, or set KB_CHROMIUM to its path; KB_SKIP_BROWSER=1 skips these tests. Tried:\n{string.Join('\n', _problems)}");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
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

    /// <summary>From where a browser may come, the dearest last: nothing is installed while one before it starts.</summary>
    private IEnumerable<string> Browsers(string playwrights)
    {
        if (Environment.GetEnvironmentVariable("KB_CHROMIUM") is { Length: > 0 } given)
        {
            // Whoever names a browser means this one.
            yield return given;
            yield break;
        }

        foreach (var path in UsualPaths.Append(playwrights).Where(File.Exists)) yield return path;

        if (Program.Main(["install", "chromium"]) is var code and not 0) _problems.Add($"Playwright's installer: exit code {code}");
        else yield return playwrights;

        if (AptInstall("chromium")) yield return Debian;
        else _problems.Add("apt-get could not install chromium");
    }

    /// <returns>Whether it is there now: only where this process may install packages.</returns>
    internal static bool AptInstall(string package) =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get")
        && Run("apt-get", "update", "-qq") && Run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package);

    internal static void SkipIfToldTo()
    {
        if (IsSkipped) Assert.Skip("KB_SKIP_BROWSER=1");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
