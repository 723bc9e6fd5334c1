using System.Collections.Frozen;
using System.Text;
using System.Xml;

namespace KnowledgeBase.Markup;

/// <summary>Tells SVG files that only draw from those that could act, or ask another host for anything, when a reader opens them on their own.</summary>
internal static class SvgPicture
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const int MaxDepth = 200;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FrozenSet<string> s_elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "circle", "clipPath", "cursor", "defs", "desc", "ellipse", "filter", "font", "font-face", "font-face-name", "font-face-src", "g", "glyph", "glyphRef", "hkern",
        "image", "line", "linearGradient", "marker", "mask", "metadata", "missing-glyph", "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "solidcolor",
        "stop", "style", "svg", "switch", "symbol", "text", "textPath", "title", "tref", "tspan", "use", "view", "vkern",
        "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood",
        "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting",
        "feSpotLight", "feTile", "feTurbulence");

    /// <summary>What asks for files in a style without the word <c>url</c>; an address in quotation marks may follow them.</summary>
    private static readonly string[] s_askingWords = ["@import", "image-set(", "image(", "cross-fade(", "src("];

    private static readonly string[] s_embedded = ["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;", "data:font/", "data:application/font-", "data:application/x-font-"];

    /// <summary>Null if the file only draws; else what it holds beyond that. It is read as browsers read it, or not taken at all.</summary>
    public static string? WhatElse(ReadOnlySpan<byte> file)
    {
        string text;
        try
        {
            text = s_utf8.GetString(file).TrimStart('\uFEFF');
            // Declarations could give elements handlers, and texts, that stand nowhere in the file.
            if (text.Contains("<!ATTLIST", StringComparison.Ordinal) || text.Contains("<!ENTITY", StringComparison.Ordinal)) return "declarations of its own";
            using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var style = new StringBuilder();
            while (reader.Read())
            {
                if (WhatElse(reader) is { } found) return found;
                // The parts of a style between comments are one text.
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "style", IsEmptyElement: false } && TextOf(reader, style) is { } element) return element;
            }

            return AsksElsewhere(style.ToString()) ? "a style that asks for other files" : null;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            return "text that is not well-formed XML";
        }
    }

    private static string? WhatElse(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.XmlDeclaration)
            return reader.GetAttribute("encoding") is null or "" || reader.GetAttribute("encoding")!.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? null : "another encoding than UTF-8";
        if (reader.NodeType == XmlNodeType.ProcessingInstruction) return $"the instruction '{reader.Name}'";
        if (reader.NodeType != XmlNodeType.Element) return null;
        if (reader.Depth > MaxDepth) return "very deep nesting";
        var isKnown = reader.NamespaceURI == Svg ? s_elements.Contains(reader.LocalName) : !IsOfBrowsers(reader.NamespaceURI);
        if (!isKnown) return $"the element '{reader.Name}'";
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || reader.LocalName is "base" or "ping") return $"the attribute '{reader.Name}'";
            if (reader.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase) && !IsOwn(reader.Value.AsSpan().Trim())) return $"the address '{Shortened(reader.Value)}'";
            // All that drawing programs do not note for themselves may be read as a style.
            if (reader.NamespaceURI.Length == 0 && AsksElsewhere(reader.Value)) return $"'{reader.Name}=\"{Shortened(reader.Value)}\"'";
        }

        reader.MoveToElement();
        return null;
    }

    /// <summary>What drawing programs note in namespaces of their own is nothing to a browser.</summary>
    private static bool IsOfBrowsers(string uri) => uri.StartsWith("http://www.w3.org/", StringComparison.Ordinal) && uri is not ("http://www.w3.org/1999/02/22-rdf-syntax-ns#" or "http://www.w3.org/2000/01/rdf-schema#");

    /// <summary>Adds the words of the element where the reader stands, up to its end; not null if it holds an element.</summary>
    private static string? TextOf(XmlReader reader, StringBuilder text)
    {
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element) return $"the element '{reader.Name}' in a style";
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(reader.Value);
        }

        text.Append('\n');
        return null;
    }

    /// <summary>Whether a style could make a browser ask for anything outside the file. By escapes any name can be written otherwise.</summary>
    private static bool AsksElsewhere(string style)
    {
        if (style.Contains('\\') || s_askingWords.Any(word => style.Contains(word, StringComparison.OrdinalIgnoreCase))) return true;
        const string url = "url(";
        for (var at = 0; (at = style.IndexOf(url, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += url.Length)
        {
            var address = style.AsSpan(at + url.Length).TrimStart(" \t\r\n\f");
            if (!IsOwn(address is ['"' or '\'', ..] ? address[1..] : address)) return true;
        }

        return false;
    }

    /// <summary>An id of the file itself, or a picture or font that stands in it.</summary>
    private static bool IsOwn(ReadOnlySpan<char> address)
    {
        if (address is ['#', ..]) return true;
        foreach (var kind in s_embedded)
        {
            if (address.StartsWith(kind, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Shortened(string text) => ShowableText.Start(text, 60);
}
