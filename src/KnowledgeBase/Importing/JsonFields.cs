using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>The fields of an export's JSON. What is of another kind than asked for counts as absent.</summary>
internal static partial class JsonFields
{
    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Object ? member : null;

    public static JsonElement.ArrayEnumerator Elements(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
        && StringOf(member) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static string StringOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An excerpt cut in the middle of an emoji leaves half a surrogate pair, and one sign must not cost a post.
            using var mended = JsonDocument.Parse(HalfPair().Replace(text.GetRawText(), @"\ufffd"));
            return mended.RootElement.GetString()!;
        }
    }

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex HalfPair();

    public static long? Whole(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var member)) return null;
        if (member.ValueKind == JsonValueKind.Number) return member.TryGetInt64(out var number) ? number : null;
        return member.ValueKind == JsonValueKind.String && long.TryParse(StringOf(member), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : null;
    }

    public static bool IsTrue(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;

    public static Moment? When(JsonElement element, string name) => Text(element, name) is { } text ? Moment.Read(text) : null;
}
