using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Cli.Serving;

/// <summary>Builds, serves the output folder, and builds again when a file is saved, until it is disposed.</summary>
internal sealed class DevServer : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LiveEvents _events;
    private readonly ServeOptions _options;
    private readonly ServedFolder _output;
    private readonly Previews _previews;
    private readonly Rebuilding _rebuilding;
    private readonly FolderWatch[] _watches;
    private WebApplication? _app;
    private bool _isClosed;
    private Task _loop = Task.CompletedTask;

    private DevServer(ServeOptions options, IServeLog log)
    {
        _options = options;
        _output = new(options.Build.OutputFolder);
        _previews = new(_output, () => _events!.Previewed());
        _events = new(_previews.StampOf, () => _previews.Mistakes);
        _rebuilding = new(options.Build, _previews, _events, log);
        // The watch begins before the first build: what is saved meanwhile is not lost.
        _watches = [new(options.Build.ContentFolder, OnContent, log.Warn), new(options.Build.TemplatesFolder, _ => _rebuilding.Ask(), log.Warn)];
    }

    /// <summary>Where the site is, its base path included, ending with '/'.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Ends once what is saved can be shown before it is built.</summary>
    public Task CanPreview => _previews.Ready;

    /// <exception cref="IOException">The port cannot be had.</exception>
    public static async Task<DevServer> StartAsync(ServeOptions options, IServeLog log, CancellationToken cancelled)
    {
        var server = new DevServer(options, log);
        try
        {
            // A busy port is said before a long build, not after it.
            var answers = await server.ListenAsync(cancelled);
            server._rebuilding.Build(cancelled);
            await server.AnswerAsync(answers, cancelled);
            server._loop = Task.WhenAll(Loop(server._rebuilding.RunAsync), Loop(server._previews.RunAsync));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        Task Loop(Func<CancellationToken, Task> run) => Task.Run(() => run(server._stopping.Token), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true)) return;
        await _stopping.CancelAsync();
        foreach (var watch in _watches) watch.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_app is not null)
        {
            using var patience = new CancellationTokenSource(StopWithin);
            await _app.StopAsync(patience.Token);
            await _app.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private void OnContent(string? fullPath)
    {
        if (fullPath is not null) _previews.Saved(fullPath);
        _rebuilding.Ask();
    }

    /// <returns>What answers all requests, which wait for it.</returns>
    private async Task<TaskCompletionSource<SiteAnswers>> ListenAsync(CancellationToken cancelled)
    {
        // Empty: no settings file and no environment variable opens this server further than the command line says.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(_options.Address, _options.Port);
        });
        _app = builder.Build();
        var answers = new TaskCompletionSource<SiteAnswers>(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Run(async context => await (await answers.Task).AnswerAsync(context));
        await StartAsync(_app, cancelled);
        return answers;
    }

    private async Task AnswerAsync(TaskCompletionSource<SiteAnswers> answers, CancellationToken cancelled)
    {
        var port = new Uri(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        answers.SetResult(new(new RequestGuard(_options, port), _output, _previews, new LiveReload(_events, _stopping.Token), _options.Build));
        var isEverywhere = _options.Address.Equals(IPAddress.Any) || _options.Address.Equals(IPAddress.IPv6Any);
        var host = isEverywhere ? "127.0.0.1" : RequestGuard.InUrl(_options.Host);
        var folder = await BasePath.ReadAsync(_options.Build, _output, cancelled);
        Address = new($"http://{host}:{port}{new SitePath(folder, IsFolder: true, Query: "").AsFolder}");
    }

    private async Task StartAsync(WebApplication app, CancellationToken cancelled)
    {
        try
        {
            await app.StartAsync(cancelled);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new IOException($"port {_options.Port} is in use; choose another with --port", problem);
        }
        catch (SocketException problem)
        {
            throw new IOException($"cannot listen on {RequestGuard.InUrl(_options.Host)}:{_options.Port}: {problem.Message}", problem);
        }
    }
}
