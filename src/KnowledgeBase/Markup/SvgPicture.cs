using System.Collections.Frozen;
using System.Text;
using System.Xml;

namespace KnowledgeBase.Markup;

/// <summary>Tells SVG files that only draw from those that could act when a reader opens them on their own.</summary>
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

    private static readonly string[] s_rasters = ["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];

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
            while (reader.Read())
            {
                if (WhatElse(reader) is { } found) return found;
            }

            return null;
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
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)) return $"the attribute '{reader.Name}'";
            if (reader.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase) && !MayLead(reader.Value)) return $"the address '{reader.Value[..Math.Min(reader.Value.Length, 60)]}'";
        }

        return null;
    }

    /// <summary>What drawing programs note in namespaces of their own is nothing to a browser.</summary>
    private static bool IsOfBrowsers(string uri) => uri.StartsWith("http://www.w3.org/", StringComparison.Ordinal) && uri is not ("http://www.w3.org/1999/02/22-rdf-syntax-ns#" or "http://www.w3.org/2000/01/rdf-schema#");

    private static bool MayLead(string address) =>
        WebAddress.Read(address).Kind != AddressKind.Forbidden || s_rasters.Any(raster => address.StartsWith(raster, StringComparison.OrdinalIgnoreCase));
}
