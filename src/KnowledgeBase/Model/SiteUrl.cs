using System.Text;

namespace KnowledgeBase.Model;

/// <summary>An address in the site, from its root: a page's folder ends with '/', the home page is empty, a file has its name.</summary>
public readonly record struct SiteUrl(string Value)
{
    public static readonly SiteUrl Home = new("");

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

        var link = new StringBuilder();
        foreach (var c in page.Value.AsSpan(shared))
        {
            if (c == '/') link.Append("../");
        }

        foreach (var part in target[shared..].Split('/'))
        {
            if (link.Length > 0 && link[^1] != '/') link.Append('/');
            link.Append(Uri.EscapeDataString(part));
        }

        if (target.EndsWith('/') && link.Length > 0 && link[^1] != '/') link.Append('/');
        if (link.Length == 0) link.Append("./");
        return fragment is null ? link.ToString() : $"{link}#{fragment}";
    }

    /// <summary>The address under a root such as <c>https://example.org/kb/</c> or <c>/kb/</c>.</summary>
    public string Under(string root) => root + string.Join('/', Value.Split('/').Select(Uri.EscapeDataString));

    public override string ToString() => Value;
}
