namespace KnowledgeBase.Markup;

/// <summary>Every class that this program writes into a body: what the style sheet knows, and what cleaning a body must keep.</summary>
internal static class BodyClasses
{
    public const string Quote = "quote", Speaker = "speaker", Math = "math", Permalink = "permalink";

    private static readonly string[] Colors = [.. Enum.GetNames<CodeColor>().Select(name => "hl-" + name.ToLowerInvariant())];

    private static readonly HashSet<string> Names =
    [
        Quote, Speaker, Math, Permalink, .. Colors.Skip(1),
        "alert", "alert-title", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution",
        "contains-task-list", "task-list-item", "footnotes", "table", "center", "right", "html", "plain", "original", "source", "long",
    ];

    /// <summary>A fence's language is named in its class, and there is no end of languages.</summary>
    public static bool Has(string name) => Names.Contains(name) || name.StartsWith("language-", StringComparison.Ordinal);

    public static string Of(CodeColor color) => Colors[(int)color];
}
