using KnowledgeBase.Model;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KnowledgeBase.Cli.Serving;

/// <summary>Answers each request as a static host would, with the live-reload script in its pages.</summary>
internal sealed class SiteAnswers(RequestGuard guard, ServedFolder output, Previews previews, LiveReload live, BuildOptions build)
{
    /// <summary>The policy of the publishing guide; as a header it also forbids frames.</summary>
    internal const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; object-src 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'";

    public async Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        // Other sites may not load our files as their scripts or images either.
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        if (guard.Refusal(context) is var (status, reason))
        {
            if (status == StatusCodes.Status405MethodNotAllowed) headers.Allow = "GET, HEAD";
            await WriteAsync(context, status, ContentTypes.Text, Encoding.UTF8.GetBytes(reason + "\n"));
            return;
        }

        var path = SitePath.ReadOrNull(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (path is { Segments: ["_kb", var name], IsFolder: false } && await live.AnswerAsync(context, name)) return;
        if (output.HasSite) await AnswerFromSiteAsync(context, path);
        else await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ContentTypes.Html, live.NoSitePage());
    }

    /// <summary>An answer that is no file of the site; HEAD gets everything but the body.</summary>
    internal static async Task WriteAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task AnswerFromSiteAsync(HttpContext context, SitePath? path)
    {
        // Read each time: whoever edits the base URL sees the site move at once.
        var folder = await BasePath.ReadAsync(build, output, context.RequestAborted);
        if (path is { Segments: [], IsFolder: true } && folder.Length > 0)
        {
            // Not for good: the next site on this port may have no base path.
            Redirect(context, StatusCodes.Status307TemporaryRedirect, (path with { Segments = folder }).AsFolder);
            return;
        }

        if (path is { IsFolder: false } && path.Segments.AsSpan().SequenceEqual(folder))
        {
            Redirect(context, StatusCodes.Status308PermanentRedirect, path.AsFolder);
            return;
        }

        if (path?.BelowOrNull(folder) is not { } inSite)
        {
            await NotFoundAsync(context);
            return;
        }

        var (standing, fullPath) = output.Find(inSite.Segments);
        if (standing == Standing.Folder && !path.IsFolder)
            Redirect(context, StatusCodes.Status308PermanentRedirect, path.AsFolder);
        else if (standing == Standing.Folder && output.Find([.. inSite.Segments, "index.html"]) is (Standing.File, var index))
            await FileAsync(context, [.. inSite.Segments, "index.html"], index);
        else if (standing == Standing.File && !path.IsFolder)
            await FileAsync(context, inSite.Segments, fullPath);
        else
            await NotFoundAsync(context);
    }

    private async Task FileAsync(HttpContext context, string[] segments, string fullPath)
    {
        var path = string.Join('/', segments);
        if ((previews.Of(path) ?? await ServedFolder.ReadOrNullAsync(fullPath, context.RequestAborted)) is not { } bytes)
        {
            await NotFoundAsync(context);
            return;
        }

        var type = ContentTypes.Of(fullPath);
        var body = type == ContentTypes.Html ? LiveReload.Inject(bytes, path) : bytes;
        await TypedResults.Bytes(body.AsMemory(), type, enableRangeProcessing: true, entityTag: new($"\"{LiveReload.StampOf(body)}\"")).ExecuteAsync(context);
    }

    private async Task NotFoundAsync(HttpContext context)
    {
        // Its address may have a page after the next build.
        var page = output.Find(["404.html"]) is (Standing.File, var path) ? await ServedFolder.ReadOrNullAsync(path, context.RequestAborted) : null;
        if (page is null) await WriteAsync(context, StatusCodes.Status404NotFound, ContentTypes.Text, "There is nothing at this address.\n"u8.ToArray());
        else await WriteAsync(context, StatusCodes.Status404NotFound, ContentTypes.Html, LiveReload.Inject(page, ""));
    }

    private static void Redirect(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        context.Response.ContentLength = 0;
    }
}
