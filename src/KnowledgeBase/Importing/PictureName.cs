using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>What to call a picture that nobody described.</summary>
internal static partial class PictureName
{
    public static string Of(string address)
    {
        var name = Uri.UnescapeDataString(address.Split('?', '#')[0].TrimEnd('/').Split('/')[^1]);
        return name.Length is > 0 and <= 100 && !name.Any(char.IsControl) && !Hash().IsMatch(name) ? name : "image";
    }

    [GeneratedRegex("[0-9a-f]{20}|^[0-9A-Za-z]{25,}")]
    private static partial Regex Hash();
}
