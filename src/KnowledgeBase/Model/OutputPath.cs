using System.Buffers;
using System.Text;

namespace KnowledgeBase.Model;

/// <summary>The rules for a path under the output folder: what is allowed stays inside it and exists on every file system.</summary>
public static class OutputPath
{
    /// <summary>The list of our files; it and names that start with it are never a page's.</summary>
    public const string Marker = ".kb-site";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "\\<>:\"|?*", .. Enumerable.Range(0, 32).Append(127).Select(code => (char)code)]);

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "conin$", "conout$",
    };

    private static readonly HashSet<string> HostNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "cname", "web.config", "_headers", "_redirects", "_routes.json", "_worker.js", "_config.yml", "_config.yaml", "_config.toml", "netlify.toml", "vercel.json",
        "now.json", "staticwebapp.config.json", "routes.json", "firebase.json", "static.json", "php.ini", "app.yaml", "app_offline.htm", "crossdomain.xml",
    };

    static OutputPath()
    {
        foreach (var digit in "123456789¹²³")
        {
            Devices.Add($"com{digit}");
            Devices.Add($"lpt{digit}");
        }
    }

    /// <summary>Why the path is none, or null.</summary>
    public static string? Problem(string path)
    {
        if (path.AsSpan().IndexOfAny(Forbidden) is var at and >= 0) return $"it holds U+{(int)path[at]:X4}";
        if (!Ascii.IsValid(path) && path.EnumerateRunes().Contains(Rune.ReplacementChar)) return "it holds a lone surrogate or U+FFFD";
        if (path.StartsWith(Marker, StringComparison.OrdinalIgnoreCase)) return "the name is the publisher's own";
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (SegmentProblem(path.AsSpan(range)) is { } problem) return problem;
        }

        return null;
    }

    /// <summary>A file of this name, in any folder of the site, is an order to some web host.</summary>
    public static bool IsOfHosts(string segment) => segment is ['.', ..] ? !segment.Equals(".well-known", StringComparison.OrdinalIgnoreCase) : HostNames.Contains(segment);

    /// <summary>A name without its ending that Windows keeps for itself.</summary>
    public static bool IsDevice(ReadOnlySpan<char> name) => Devices.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>The folder a path stands in; empty at the top.</summary>
    public static string Folder(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    /// <summary>The outermost folder of a path; empty at the top.</summary>
    public static string Top(string path) => path[..Math.Max(path.IndexOf('/'), 0)];

    /// <summary>All folders above a path, outermost first.</summary>
    public static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
    }

    private static string? SegmentProblem(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty) return "a part of it is empty";
        // Windows drops dots and spaces at the end, so 'a.' and 'a' would be one file there; this covers '.' and '..' too.
        if (segment[^1] is '.' or ' ') return $"'{segment}' ends with '{segment[^1]}'";
        if (Encoding.UTF8.GetByteCount(segment) > 255) return $"'{segment}' has more than 255 bytes";
        // A repository kept in the output folder belongs to its owner, whatever a list of ours may say.
        if (segment.Equals(".git", StringComparison.OrdinalIgnoreCase)) return "'.git' is never ours";

        var dot = segment.IndexOf('.');
        var name = dot < 0 ? segment : segment[..dot];
        return IsDevice(name.TrimEnd(' ')) ? $"'{segment}' is a device on Windows" : null;
    }
}
