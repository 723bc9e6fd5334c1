using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace KnowledgeBase.BrowserTests;

/// <summary>A page in the browser, with everything it complained about and every request it made.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    // Filled by the browser's own thread while a test reads them.
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly IBrowserContext _context;

    public BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, reports of the policy among them.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public IReadOnlyList<string> Requests => [.. _requests];

    /// <returns>The status; 200 for a file.</returns>
    public async Task<int> GoToAsync(string url) => (await Page.GotoAsync(url))?.Status is { } status and not 0 ? status : 200;

    /// <summary>What axe finds wrong, with the elements it means; empty if nothing is.</summary>
    /// <param name="ofColours">Only whether text stands out, which alone is another matter in the dark.</param>
    public async Task<IReadOnlyList<string>> AxeAsync(bool ofColours = false) =>
        [.. (await Page.RunAxe(ofColours ? new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") } : null)).Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")];

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public Task<int> SidewaysScrollAsync() =>
        Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
