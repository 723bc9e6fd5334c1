using KnowledgeBase.Model;

namespace KnowledgeBase.Cli.Serving;

/// <summary>A request's path, decoded once and cut at '/': every segment is a plain name that stays in its folder.</summary>
internal sealed record SitePath(string[] Segments, bool IsFolder, string Query)
{
    /// <summary>The address again, for a redirect: one '/' in front and never two, so that it cannot name another host.</summary>
    public string AsFolder => "/" + string.Concat(Segments.Select(segment => Uri.EscapeDataString(segment) + "/")) + Query;

    /// <summary>
    /// Reads the request line itself, for a server that tidies <c>..</c> away hides what was asked. Null for what no page of a site
    /// can have: an empty name, '.' and '..', '.git' and the publisher's own, separators of any system, control characters.
    /// </summary>
    public static SitePath? ReadOrNull(string rawTarget)
    {
        if (!rawTarget.StartsWith('/')) return null;
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (rawTarget, "") : (rawTarget[..mark], rawTarget[mark..]);
        var isFolder = path.EndsWith('/');
        if (path == "/") return new([], isFolder, query);

        var segments = path[1..(isFolder ? ^1 : ^0)].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = Uri.UnescapeDataString(segments[i]);
            if (segments[i].Contains('/') || OutputPath.Problem(segments[i]) is not null) return null;
        }

        return new(segments, isFolder, query);
    }

    /// <summary>The path below another one; null if it lies elsewhere.</summary>
    public SitePath? BelowOrNull(string[] folder) =>
        Segments.AsSpan().StartsWith(folder) && (Segments.Length > folder.Length || IsFolder) ? this with { Segments = Segments[folder.Length..] } : null;
}
