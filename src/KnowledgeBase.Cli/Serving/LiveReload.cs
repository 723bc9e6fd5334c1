using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace KnowledgeBase.Cli.Serving;

/// <summary>The part of the server under <c>/_kb/</c>: the script that pages get while they are served, its style, its events.</summary>
internal sealed class LiveReload(LiveEvents events, CancellationToken stopping)
{
    private static readonly byte[] Script = Encoding.UTF8.GetBytes(Resource("live-reload.js"));
    private static readonly byte[] Style = Encoding.UTF8.GetBytes(Resource("live-reload.css"));

    /// <summary>The page with the script's tag at the end of its head; one without a head has it at its end.</summary>
    /// <param name="page">Its path in the output; empty if the address may come to show another one.</param>
    public static byte[] Inject(ReadOnlySpan<byte> html, string page)
    {
        var at = HeadEnd(html);
        return [.. html[..at], .. Encoding.UTF8.GetBytes(TagOf(page, StampOf(html))), .. html[at..]];
    }

    /// <summary>Names a page as it is: of the bytes that are shown, so that no build can come between them and their name.</summary>
    public static string StampOf(ReadOnlySpan<byte> html) => Convert.ToHexStringLower(SHA256.HashData(html).AsSpan(0, 8));

    /// <summary>What a reader sees while there is no site: why there is none.</summary>
    public byte[] NoSitePage()
    {
        var problems = events.Problems;
        var list = string.Concat(problems.Select(problem => $"<li>{WebUtility.HtmlEncode(problem)}</li>\n"));
        return Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>No site yet</title>
            <link rel="stylesheet" href="/_kb/live-reload.css">
            {TagOf("", "")}</head>
            <body>
            <main>
            <section id="_kb-panel">
            <h1>{(problems.IsEmpty ? "The site is gone: save a file to build it again" : "No site yet: the first build has errors")}</h1>
            <ul>
            {list}</ul>
            </section>
            </main>
            </body>
            </html>

            """);
    }

    /// <summary>Answers an address under <c>/_kb/</c>; false if it is none of ours.</summary>
    public async Task<bool> AnswerAsync(HttpContext context, string name)
    {
        switch (name)
        {
            case "live-reload.js":
                await SiteAnswers.WriteAsync(context, 200, ContentTypes.Script, Script);
                return true;
            case "live-reload.css":
                await SiteAnswers.WriteAsync(context, 200, ContentTypes.Style, Style);
                return true;
            case "events":
                await StreamAsync(context);
                return true;
            default:
                return false;
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var query = context.Request.Query;
        var channel = events.Listen(query.TryGetValue("seen", out var seen) ? seen.ToString() : null, query.TryGetValue("page", out var page) && page.ToString() is { Length: > 0 } name ? name : null);
        try
        {
            await foreach (var text in channel.Reader.ReadAllAsync(end.Token))
            {
                await context.Response.WriteAsync(text, end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page went, or the server stops.
        }
        finally
        {
            events.Leave(channel);
        }
    }

    private static string TagOf(string page, string stamp) => $"<script src=\"/_kb/live-reload.js\" data-page=\"{WebUtility.HtmlEncode(page)}\" data-seen=\"{stamp}\" defer></script>";

    private static int HeadEnd(ReadOnlySpan<byte> html)
    {
        // Escaped text holds no '<', so that the first one is the head's own.
        for (var at = 0; html[at..].IndexOf("</"u8) is var next and >= 0; at += next + 2)
        {
            var rest = html[(at + next)..];
            if (rest.Length >= 7 && Ascii.EqualsIgnoreCase(rest[..7], "</head>"u8)) return at + next;
        }

        return html.Length;
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"serving/{name}")!);
        return reader.ReadToEnd();
    }
}
