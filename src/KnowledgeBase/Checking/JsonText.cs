using System.Text;
using System.Text.Json;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Reads JSON, in a page or a file of its own: it must be JSON, and its addresses in this site must be right.</summary>
internal static class JsonText
{
    /// <summary>Properties that hold an address, in schema.org's vocabulary and in our own files.</summary>
    private static readonly string[] AddressProperties = ["url", "image", "contentUrl", "@id"];

    /// <param name="baseUrl">Addresses that start so are told; the others are not ours.</param>
    public static List<FoundLink> Links(string text, string? baseUrl, SourceLocation place, FindingList findings)
    {
        var links = new List<FoundLink>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            var isAddress = false;
            while (reader.Read())
            {
                if (isAddress && reader.TokenType == JsonTokenType.String) Found(reader.GetString()!);
                isAddress = baseUrl is not null && reader.TokenType == JsonTokenType.PropertyName && IsAddressProperty(ref reader);
            }
        }
        catch (JsonException problem)
        {
            // After its first sentence the message has advice for programmers, and the position.
            findings.Add(Rules.NotJson, place, $"{problem.Message.Split(". ")[0]} (in its line {problem.LineNumber + 1})");
        }
        catch (InvalidOperationException)
        {
            findings.Add(Rules.NotJson, place, "it holds half a character, as an escape such as '\\ud800' alone is");
        }

        return links;

        void Found(string address)
        {
            if (address.StartsWith(baseUrl!, StringComparison.Ordinal)) links.Add(new(address, LinkUse.Resource, place));
        }
    }

    private static bool IsAddressProperty(ref Utf8JsonReader reader)
    {
        foreach (var name in AddressProperties)
        {
            if (reader.ValueTextEquals(name)) return true;
        }

        return false;
    }
}
