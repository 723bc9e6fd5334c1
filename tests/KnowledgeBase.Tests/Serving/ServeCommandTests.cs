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
        using var kb = Start("--port", "0");
        string? line;
        do line = await kb.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (line is not null && !line.StartsWith("Serving 'site' at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.NotNull(line);

        using (var http = new HttpClient()) Assert.Contains("</html>", await http.GetStringAsync(new Uri(line.Split(' ')[3]), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", $"{kb.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await kb.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, kb.ExitCode);
        Assert.Equal("", await kb.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Serve_BusyPort_EndsWithThree()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var kb = Start("--port", $"{port}");
        Assert.Equal($"kb: port {port} is in use; choose another with --port", kb.StandardError.ReadToEnd().TrimEnd());
        Assert.True(kb.WaitForExit(20_000));
        Assert.Equal(3, kb.ExitCode);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "x")]
    [InlineData("--host", "not a host")]
    public void Serve_WrongUsage_EndsWithTwo(string option, string value)
    {
        using var kb = Start(option, value);
        Assert.Contains(option, kb.StandardError.ReadToEnd(), StringComparison.Ordinal);
        Assert.True(kb.WaitForExit(20_000));
        Assert.Equal(2, kb.ExitCode);
    }

    [Fact]
    public void Serve_ForTheNetwork_Warns()
    {
        using var kb = Start("--host", "0.0.0.0", "--port", "0");
        Assert.StartsWith("kb: with --host 0.0.0.0 everyone", kb.StandardError.ReadLine(), StringComparison.Ordinal);
        kb.Kill();
        kb.WaitForExit();
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(_site.Content)! };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "kb.dll"), "serve", .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public void Dispose() => _site.Dispose();
}
