using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>Runs <c>kb</c> as a process: exit codes and what is printed.</summary>
public sealed class BuildCommandTests : IDisposable
{
    private const string Good = "---\ntitle: t\n---\n## Question\n";
    private readonly TestSite _site = TestSite.Of(("threads/a.md", Good + "\n## Answer\n"));

    [Fact]
    public void Build_GoodContent_PrintsOneSummaryAndThePathToOpen()
    {
        var (exitCode, output) = Kb("build", "--base-url", "https://example.org/");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^1 thread, 2 nodes, \d+ pages in \d+\.\d\d s, peak memory \d+ MB \(read .*\); \d+ files written, 0 unchanged, 0 deleted\nOpen .*index\.html in a browser\.\n$", output);
    }

    [Fact]
    public void Build_WithoutAddress_SaysWhatIsLeftOut() =>
        Assert.StartsWith("content/site.yaml:1:1: info KB508: the site's address is not known, so what needs it is left out: feeds, sitemap.xml,", Kb("build").Output, StringComparison.Ordinal);

    [Fact]
    public void Build_BadContent_PrintsTheDiagnosticAndPublishesNothing()
    {
        Assert.Equal(0, Kb("build").ExitCode);
        var before = _site.Files();
        _site.Write("threads/b.md", Good + "[x](#nowhere)");
        var (exitCode, output) = Kb("build");
        Assert.Equal(1, exitCode);
        Assert.Contains("content/threads/b.md:5:1: error KB202: there is no '#nowhere' in this thread", output, StringComparison.Ordinal);
        Assert.Contains("1 error, 0 warnings: nothing was published", output, StringComparison.Ordinal);
        Assert.Equal(before, _site.Files());
    }

    [Fact]
    public void Build_WarningUnderStrict_Fails()
    {
        _site.Write("threads/b.md", Good + "<x>");
        Assert.Equal(0, Kb("build").ExitCode);
        Assert.Equal(1, Kb("build", "--strict").ExitCode);
    }

    [Fact]
    public void Build_Json_IsOneObjectWithFiguresStagesAndDiagnostics()
    {
        _site.Write("threads/b.md", Good + "<x>");
        using var json = JsonDocument.Parse(Kb("build", "--format", "json", "--base-url", "https://example.org/").Output);
        Assert.Equal(2, json.RootElement.GetProperty("threads").GetInt32());
        Assert.Equal(["read", "plan", "templates", "render", "publish"], json.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()!));
        var diagnostic = Assert.Single(json.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("KB208", diagnostic.GetProperty("code").GetString());
        Assert.Equal(5, diagnostic.GetProperty("line").GetInt32());
    }

    [Fact]
    public void Build_GitHub_EscapesWorkflowCommands()
    {
        _site.Write("threads/b.md", Good + "[x](#a%0A::error::x)");
        Assert.Contains("b.md,line=5,col=1,title=KB202::there is no '#a%250A::error::x'", Kb("build", "--format", "github").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads/b.md", "aliases: [/.git/x]")]
    [InlineData("threads/b.md", "aliases: [threads/a/index.html/x]")]
    [InlineData("pages/sub/p.md", "description: A page.")]
    public void Build_MistakeThatWouldMeetInTheOutput_IsToldInItsFile(string path, string line)
    {
        _site.Write("pages/p.md", "---\ntitle: P\n---\n").Write(path, $"---\ntitle: Title\n{line}\n---\n\n## Question\n");
        var (exitCode, output) = Kb("build");
        Assert.Equal(1, exitCode);
        Assert.Contains($"content/{path}:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LongestAlias_IsBounded()
    {
        _site.Write("threads/b.md", $"---\ntitle: Title\naliases: [{string.Join('/', Enumerable.Repeat(new string('x', 99), 10))}]\n---\n\n## Question\n");
        Assert.Equal(0, Kb("build").ExitCode);
        _site.Write("threads/b.md", $"---\ntitle: Title\naliases: [{string.Join('/', Enumerable.Repeat(new string('x', 99), 45))}]\n---\n\n## Question\n");
        var (exitCode, output) = Kb("build");
        Assert.Equal(1, exitCode);
        Assert.Contains("content/threads/b.md:3:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NamesOfFilesThatNoAddressHas_ArePublishedUnderOthers()
    {
        var bold = string.Concat(Enumerable.Repeat("\U0001D41A", 30));
        _site.Write($"threads/a{bold}.png", "x").Write("threads/b.md", $"{Good}![x](a{bold}.png)\n");
        var templates = Path.Join(Path.GetDirectoryName(_site.Content), "templates", "assets");
        Directory.CreateDirectory(templates);
        foreach (var name in (string[])["font.a?b", "font.css ", "font."]) File.WriteAllText(Path.Join(templates, name), name);

        Assert.Equal(0, Kb("build").ExitCode);

        var names = Directory.GetFiles(Path.Join(_site.Output, "assets")).Select(path => Path.GetFileName(path)!);
        Assert.Equal(["font.", "font..a-b", "font..css"], names.Where(name => name.StartsWith("font.", StringComparison.Ordinal)).Select(name => "font." + name[21..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_BaseUrl_IsReadAsInTheSettings()
    {
        Assert.Equal(0, Kb("build", "--base-url", "HTTPS://EXAMPLE.ORG/\u00E4").ExitCode);
        Assert.Contains("Sitemap: https://example.org/%C3%A4/sitemap.xml", _site.Read("robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Sarif_NamesRulesAndPlaces()
    {
        _site.Write("threads/b.md", Good + "<x>");
        using var sarif = JsonDocument.Parse(Kb("build", "--format", "sarif", "--base-url", "https://example.org/").Output);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var result = Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal("KB208", result.GetProperty("ruleId").GetString());
        Assert.EndsWith("content/threads/b.md", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "build", "--nonsense")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "build", "--format", "xml")]
    [InlineData(2, "build", "--base-url", "example")]
    [InlineData(2, "build", "--base-url", "https://example.org/a?b")]
    [InlineData(2, "build", "--base-url", "https://example.org/#x")]
    [InlineData(2, "build", "--base-url", "http://x.example:99999/")]
    [InlineData(2, "build", "--content", "/nowhere")]
    [InlineData(0, "--help")]
    [InlineData(0, "build", "--help")]
    public void Usage_EndsWithItsExitCode(int expected, params string[] arguments)
    {
        var (exitCode, output) = Kb(arguments);
        Assert.Equal(expected, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        if (expected == 0) Assert.Contains("Example: kb build", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kb: --format takes text, json, github or sarif, not 'xml'\nkb: 'kb build --help' lists the options\n", "build", "--format", "xml")]
    [InlineData("kb: --format takes text, json, github or sarif, not 'xml'\nkb: 'kb import github --help' lists the options\n", "import", "github", ".", "--format", "xml")]
    [InlineData("kb: --output takes a path, not ''\nkb: 'kb build --help' lists the options\n", "build", "--output", "")]
    [InlineData("kb: --content takes a path, not ' '\nkb: 'kb check --help' lists the options\n", "check", "--content", " ")]
    [InlineData("kb: --templates takes a path, not ''\nkb: 'kb build --help' lists the options\n", "build", "--templates", "")]
    [InlineData("kb: there is no folder 'themse'; name the right one with --templates, or leave the option out for the built-in templates\nkb: 'kb build --help' lists the options\n", "build", "--templates", "themse")]
    [InlineData("kb: --report takes a path, not ''\nkb: 'kb import github --help' lists the options\n", "import", "github", ".", "--report", "")]
    [InlineData("kb: there is no command 'bild'; did you mean 'build'?\nkb: 'kb --help' lists the commands\n", "bild", "--output", "x")]
    [InlineData("kb: there is no command 'phpbb'\nkb: 'kb import --help' lists the commands\n", "import", "phpbb")]
    [InlineData("kb: there is no option '--outptu'; did you mean '--output'?\nkb: 'kb build --help' lists the options\n", "build", "--outptu", "x")]
    [InlineData("kb: 'x' is one word too many\nkb: 'kb check --help' lists the options\n", "check", "x")]
    [InlineData("kb: --port takes a number from 0 to 65535, not 'abc'\nkb: 'kb serve --help' lists the options\n", "serve", "--port", "abc")]
    public void Usage_Wrong_SaysWhatToWrite(string expected, params string[] arguments) => Assert.Equal((2, expected), Kb(arguments));

    [Fact]
    public void Build_OutputThatTakesNothing_SaysSoAndThatTheSiteIsPublished()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no device here is always full");
        Assert.Equal((3, "kb: cannot write to standard output: the disk is full; the site was published\n"), Run("sh", "-c", "exec \"$@\" > /dev/full", "sh", "dotnet", Program, "build"));
        Assert.True(File.Exists(Path.Combine(_site.Output, "index.html")));
    }

    /// <summary>Whoever runs as root may read all, unless that right is given up.</summary>
    [Fact]
    public void Build_ContentThatMayNotBeRead_IsNoPermission()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are of another kind here");
        if (OperatingSystem.IsWindows()) return; // what the compiler needs to see
        File.SetUnixFileMode(_site.Content, UnixFileMode.None);
        try
        {
            string[] command = ["dotnet", Program, "build"];
            var (exitCode, output) = Environment.IsPrivilegedProcess ? Run("setpriv", ["--bounding-set", "-dac_override,-dac_read_search", .. command]) : Run(command[0], command[1..]);
            Assert.Contains("content:1:1: error KB601: the file cannot be read: no permission\n", output, StringComparison.Ordinal);
            Assert.Equal(3, exitCode);
        }
        finally
        {
            File.SetUnixFileMode(_site.Content, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Build_WithoutContent_LeavesNothingBehind()
    {
        var (exitCode, output) = Kb("build", "--content", "nowhere");
        Assert.Equal(2, exitCode);
        Assert.EndsWith("1 error, 0 warnings: nothing was published\n", output, StringComparison.Ordinal);
        Assert.Equal([_site.Content], Directory.GetFileSystemEntries(Path.GetDirectoryName(_site.Content)!));
    }

    [Fact]
    public void Build_Terminal_NeverGetsControlCharacters()
    {
        _site.Write("threads/b.md", Good + "[x](\u001b]0;evil.md)").Write("threads/b\n::error::pwn\u001b]0;hi\a.md", "");
        foreach (var format in (string[])["text", "github"])
        {
            var output = Kb("build", "--format", format).Output;
            Assert.DoesNotContain(output, c => char.IsControl(c) && c != '\n');
            Assert.DoesNotContain("\n::error::", output, StringComparison.Ordinal);
            Assert.Contains("pwn\\u{1b}]0;hi", output.Replace("%3A", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "kb.dll");

    private (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(_site.Content)! })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private (int ExitCode, string Output) Kb(params string[] arguments) => KbProcess.Run(Path.GetDirectoryName(_site.Content)!, arguments);

    public void Dispose() => _site.Dispose();
}
