using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>HTML that this program made or cleaned, so templates print it as it is. Everything else is escaped.</summary>
public sealed class SafeHtml
{
    public static readonly SafeHtml Empty = new("");

    public SafeHtml(string html)
        : this(Encoding.UTF8.GetBytes(html))
    {
    }

    public SafeHtml(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>As bytes, for it goes into more files than one.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    public string Html => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>Throws: no text filter of a template may turn markup back into a string.</summary>
    public override string ToString() => throw new InvalidOperationException("markup cannot be used as text");
}

/// <summary>An address that this program made or allowed, so a template may put it into <c>href</c> or <c>src</c>.</summary>
public sealed class SafeUrl
{
    public SafeUrl(string url) => Url = url;

    public string Url { get; }

    /// <summary>Throws: no text filter of a template may change a checked address.</summary>
    public override string ToString() => throw new InvalidOperationException("an address cannot be used as text");
}
