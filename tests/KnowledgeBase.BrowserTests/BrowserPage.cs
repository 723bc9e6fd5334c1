using Microsoft.Playwright;

namespace KnowledgeBase.BrowserTests;

/// <summary>A page in the browser, with everything it complained about and every request it made.</summary>
public sealed class BrowserPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    public IPage Page => page;

    /// <summary>Errors and warnings of the console, reports of the policy among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public IReadOnlyList<string> Requests => _requests;

    public async Task GoToAsync(string url)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
        await page.GotoAsync(url);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
