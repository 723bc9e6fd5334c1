using System.Buffers;

namespace KnowledgeBase.Model;

/// <summary>An address in the site, from its root: a page's folder ends with '/', the home page is empty, a file has its name.</summary>
public readonly record struct SiteUrl(string Value)
{
    public static readonly SiteUrl Home = new("");

    /// <summary>What stands in an address as it is, and the '/' between its parts.</summary>
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>The file that serves this address, relative to the output folder.</summary>
    public string OutputPath => Value.Length == 0 || Value.EndsWith('/') ? Value + "index.html" : Value;

    /// <summary>The address as a link in another page, percent-encoded, so that it works under any base path.</summary>
    /// <param name="withIndex">Name <c>index.html</c>, for reading from a disk.</param>
    public string From(SiteUrl page, string? fragment = null, bool withIndex = false)
    {
        if (page == this && fragment is not null) return "#" + fragment;

        var target = withIndex ? OutputPath : Value;
        var shared = 0;
        for (var i = 0; i < Math.Min(page.Value.Length, target.Length) && page.Value[i] == target[i]; i++)
        {
            if (target[i] == '/') shared = i + 1;
        }

        var up = page.Value.AsSpan(shared).Count('/');
        var link = up switch { 0 => "", 1 => "../", 2 => "../../", _ => string.Concat(Enumerable.Repeat("../", up)) };
        var rest = Escaped(target[shared..]);
        if (link.Length + rest.Length == 0) link = "./";
        return fragment is null ? link + rest : $"{link}{rest}#{fragment}";
    }

    /// <summary>The address under a root such as <c>https://example.org/kb/</c> or <c>/kb/</c>.</summary>
    public string Under(string root) => root + Escaped(Value);

    private static string Escaped(string path) =>
        path.AsSpan().ContainsAnyExcept(s_plain) ? string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) : path;

    public override string ToString() => Value;
}
