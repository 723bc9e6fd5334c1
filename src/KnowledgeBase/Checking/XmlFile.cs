using System.Xml;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Reads a feed, a sitemap or a search description: it must be well-formed, and its addresses in this site must be right.</summary>
internal static class XmlFile
{
    /// <summary>Elements whose text is an address. The ids of a feed are names: they stay when a page moves.</summary>
    private static readonly HashSet<string> AddressElements = new(["loc", "link", "url", "uri", "icon", "logo", "Image", "docs", "comments"], StringComparer.Ordinal);

    private static readonly HashSet<string> AddressAttributes = new(["href", "src", "url", "template"], StringComparer.Ordinal);

    /// <param name="baseUrl">Addresses that start so are told; the others are not ours.</param>
    public static List<FoundLink> Links(string text, string? baseUrl, string shownAs, FindingList findings)
    {
        var links = new List<FoundLink>();
        using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var lines = (IXmlLineInfo)reader;
        var element = "";
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && AddressElements.Contains(element)) Found(reader.Value);
                element = reader.NodeType == XmlNodeType.Element ? reader.LocalName : "";
                if (reader.NodeType != XmlNodeType.Element) continue;
                while (reader.MoveToNextAttribute())
                {
                    if (AddressAttributes.Contains(reader.LocalName)) Found(reader.Value);
                }
            }
        }
        catch (XmlException problem)
        {
            // The message ends with the position, which is told apart.
            findings.Add(Rules.NotXml, new(shownAs, Math.Max(1, problem.LineNumber), Math.Max(1, problem.LinePosition)), problem.Message.Split(" Line ")[0].TrimEnd('.'));
        }

        return links;

        void Found(string value)
        {
            var address = value.Trim();
            if (baseUrl is not null && address.StartsWith(baseUrl, StringComparison.Ordinal)) links.Add(new(address, LinkUse.Resource, new(shownAs, lines.LineNumber, lines.LinePosition)));
        }
    }
}
