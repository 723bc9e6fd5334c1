using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using KnowledgeBase.Cli.Serving;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Cli.Commands;

/// <summary><c>kb serve</c>: the site in a browser, built again and reloaded whenever a file is saved.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on; 0 for any free one", DefaultValueFactory = _ => 8080, CustomParser = ReadPort };
    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on; anything but this machine's own opens the site to the network", DefaultValueFactory = _ => "127.0.0.1" };

    public static Command Create()
    {
        var command = new Command("serve", "Build the site, serve it, and reload the browser after each save. Ctrl-C ends it.\n\nExample: kb serve --port 8080");
        var shared = new SharedOptions();
        shared.AddTo(command);
        command.Options.Add(Port);
        command.Options.Add(Host);
        command.SetAction(async (parsed, cancelled) =>
        {
            var build = shared.Build(parsed);
            // JSON on standard output stays JSON: there the address goes beside it.
            var isForPeople = parsed.GetValue<string>("--format") is "text" or "github";
            return (int)await RunAsync(build, new(shared.Printer(parsed), isForPeople ? Console.Out : Console.Error, build), parsed, cancelled);
        });
        return command;
    }

    private static int ReadPort(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535) return port;
        result.AddError($"--port takes a number from 0 to 65535, not '{result.Tokens[0].Value}'");
        return 0;
    }

    private static async Task<ExitCode> RunAsync(BuildOptions build, ServeConsole console, ParseResult parsed, CancellationToken cancelled)
    {
        var host = parsed.GetValue(Host)!;
        // For no name at all, systems give the addresses of this machine.
        if (string.IsNullOrWhiteSpace(host) || await ServeOptions.AddressOrNullAsync(host, cancelled) is not { } address)
        {
            console.Warn($"--host takes an address of this machine such as 127.0.0.1, not '{host}'");
            return ExitCode.Usage;
        }

        var options = new ServeOptions(build, host, address, parsed.GetValue(Port));
        if (!options.IsLoopback) console.Warn($"with --host {host} everyone who can reach this machine can read the site, drafts too if they are built");
        try
        {
            await using var server = await DevServer.StartAsync(options, console, cancelled);
            console.Serving(server.Address);
            await Task.Delay(Timeout.Infinite, cancelled);
        }
        catch (Exception problem) when (Interruption.IsIn(problem))
        {
            // Ctrl-C is how a server is meant to end, its first build or not.
        }

        return ExitCode.Fine;
    }

    /// <summary>Reports of builds look as those of <c>kb build</c>.</summary>
    private sealed class ServeConsole(ReportPrinter printer, TextWriter notes, BuildOptions options) : IServeLog
    {
        private readonly HashSet<Diagnostic> _told = [];

        public void Built(BuildReport report)
        {
            printer.Print(report, options, _told);
            _told.Clear();
            _told.UnionWith(report.Diagnostics);
        }

        public void Warn(string message) => Console.Error.WriteLine($"kb: {message}");

        public void Serving(Uri address) => notes.WriteLine($"Serving '{options.OutputFolder}' at {address.AbsoluteUri} (Ctrl-C ends it)");
    }
}
