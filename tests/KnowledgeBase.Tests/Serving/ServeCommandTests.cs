using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace KnowledgeBase.Tests.Serving;

/// <summary>Runs <c>kb serve</c> as a process.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly TestSite _site = TestSite.Of(("threads/a.md", "---\ntitle: t\n---\n## Question\n"));

    [Fact]
    public async Task Serve_Interrupted_EndsCleanly()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows sends no SIGINT to another process");
        if (IsInterruptIgnored()) Assert.Skip("whoever started the tests lets them ignore SIGINT, and so does what they start");
        using var kb = Serve("--port", "0");
        var address = await AddressAsync(kb);
        using (var http = new HttpClient()) Assert.Contains("</html>", await http.GetStringAsync(address, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", $"{kb.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await kb.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, kb.ExitCode);
        Assert.Equal("kb: stopping and cleaning up; once more ends it at once\n", await kb.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>As shells do for what they start in the background.</summary>
    private static bool IsInterruptIgnored() =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[^1] is '2' or '3' or '6' or '7' or 'a' or 'b' or 'e' or 'f';

    /// <summary>In a namespace of its own the system's limit can be set for one process.</summary>
    [Fact]
    public async Task Serve_MoreFoldersThanTheSystemWatches_SeesSavesInAll()
    {
        const string Limit = "echo 10 > /proc/sys/user/max_inotify_watches";
        if (!OperatingSystem.IsLinux() || !Succeeds("unshare", "-Ur", "sh", "-c", Limit)) Assert.Skip("no process may set its own limit here");
        for (var n = 0; n < 30; n++) _site.Write($"threads/{n}/old-{n}.md", "---\ntitle: t\n---\n## Question\n");
        using var kb = Start("unshare", "-Ur", "sh", "-c", Limit + " && exec \"$@\"", "sh", "dotnet", Program, "serve", "--port", "0");
        try
        {
            Assert.Contains("cannot be watched, so its files are compared", await kb.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            var address = await AddressAsync(kb);
            for (var n = 0; n < 30; n++) _site.Write($"threads/{n}/new-{n}.md", "---\ntitle: t\n---\n## Question\n");
            using var http = new HttpClient();
            var end = Environment.TickCount64 + 30_000;
            for (var n = 0; n < 30 && Environment.TickCount64 < end;)
            {
                using var answer = await http.GetAsync(new Uri(address, $"threads/new-{n}/"), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) n++;
                else await Task.Delay(50, TestContext.Current.CancellationToken);
                if (n == 30) return;
            }

            Assert.Fail("a new file was not seen");
        }
        finally
        {
            kb.Kill();
        }
    }

    [Fact]
    public async Task Serve_AddressWithABlank_IsPrintedSoThatItCanBeOpened()
    {
        using var kb = Serve("--port", "0", "--base-url", "https://example.org/our%20%C3%A4/");
        string? line;
        do line = await kb.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is not null && !line.StartsWith("Serving", StringComparison.Ordinal));
        kb.Kill();
        Assert.EndsWith("/our%20%C3%A4/ (Ctrl-C ends it)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_BusyPort_EndsWithThree()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var kb = Serve("--port", $"{port}");
        Assert.Equal($"kb: port {port} is in use; choose another with --port", kb.StandardError.ReadToEnd().TrimEnd());
        Assert.True(kb.WaitForExit(20_000));
        Assert.Equal(3, kb.ExitCode);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "x")]
    [InlineData("--host", "not a host")]
    [InlineData("--host", "")]
    public void Serve_WrongUsage_EndsWithTwo(string option, string value)
    {
        using var kb = Serve(option, value);
        Assert.Contains(option, kb.StandardError.ReadToEnd(), StringComparison.Ordinal);
        Assert.True(kb.WaitForExit(20_000));
        Assert.Equal(2, kb.ExitCode);
    }

    [Fact]
    public void Serve_ForTheNetwork_Warns()
    {
        using var kb = Serve("--host", "0.0.0.0", "--port", "0");
        Assert.StartsWith("kb: with --host 0.0.0.0 everyone", kb.StandardError.ReadLine(), StringComparison.Ordinal);
        kb.Kill();
        kb.WaitForExit();
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "kb.dll");

    private static async Task<Uri> AddressAsync(Process kb)
    {
        string? line;
        do line = await kb.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        while (line is not null && !line.StartsWith("Serving 'site' at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.NotNull(line);
        return new(line.Split(' ')[3]);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private Process Serve(params string[] arguments) => Start("dotnet", [Program, "serve", .. arguments]);

    private Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(_site.Content)! })!;

    public void Dispose() => _site.Dispose();
}
