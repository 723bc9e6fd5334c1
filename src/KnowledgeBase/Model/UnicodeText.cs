namespace KnowledgeBase.Model;

/// <summary>Placeholder until the table lands.</summary>
public static class UnicodeText
{
    public static string Nfc(string text) => text;
    public static string Fold(string text) => text.ToLowerInvariant();
}
