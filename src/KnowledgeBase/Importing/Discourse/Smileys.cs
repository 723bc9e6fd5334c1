namespace KnowledgeBase.Importing;

/// <summary>The signs of old that Discourse shows as emoji.</summary>
internal static class Smileys
{
    private static readonly (string Sign, string Name)[] All =
    [
        (":)", "slight_smile"), (":-)", "slight_smile"), ("^_^", "slight_smile"), ("^__^", "slight_smile"), (":(", "frowning"), (":-(", "frowning"),
        (";)", "wink"), (";-)", "wink"), (":'(", "cry"), (":'-(", "cry"), (":-'(", "cry"), (":p", "stuck_out_tongue"), (":P", "stuck_out_tongue"),
        (":-P", "stuck_out_tongue"), (":O", "open_mouth"), (":-O", "open_mouth"), (":D", "smiley"), (":-D", "smiley"), (":|", "expressionless"),
        (":-|", "expressionless"), (":/", "confused"), ("8-)", "sunglasses"), (";P", "stuck_out_tongue_winking_eye"), (";-P", "stuck_out_tongue_winking_eye"),
        (":$", "blush"), (":-$", "blush"),
    ];

    /// <summary>The smiley at a place, if white space or the end follows it.</summary>
    public static (string Name, int Length)? At(string text, int start)
    {
        foreach (var (sign, name) in All)
        {
            var end = start + sign.Length;
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) == 0 && (end >= text.Length || char.IsWhiteSpace(text[end]))) return (name, sign.Length);
        }

        return null;
    }
}
