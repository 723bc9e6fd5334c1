using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>The language of code, as HTML hints at it: from the classes that forums give it, or from a comment before it.</summary>
internal sealed class HintedLanguage
{
    private string? _next, _default;

    /// <summary>Stack Exchange writes <c>language: lang-x</c> before a block, or <c>language-all: lang-x</c> before all.</summary>
    public void See(string comment)
    {
        var parts = comment.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts is ["language", var next]) _next = next;
        else if (parts is ["language-all", var all]) _default = all;
    }

    /// <summary>The word for a fence; empty if the language is not known.</summary>
    public string Of(IElement pre)
    {
        var classes = pre.ClassList.Concat(pre.QuerySelector("code")?.ClassList ?? Enumerable.Empty<string>()).Concat(pre.ParentElement?.ClassList ?? Enumerable.Empty<string>());
        var language = _next ?? classes.Select(FromClass).FirstOrDefault(found => found is not null) ?? _default ?? "";
        _next = null;
        return Word(language);
    }

    /// <summary>The end of a file's name is a name of its language, as a rule.</summary>
    public static string OfFile(string name) => Word(name[(name.LastIndexOfAny(['.', '/']) + 1)..]);

    private static string? FromClass(string name)
    {
        if (name.StartsWith("lang-", StringComparison.Ordinal) || name.StartsWith("language-", StringComparison.Ordinal)) return name;
        if (!name.StartsWith("highlight-source-", StringComparison.Ordinal) && !name.StartsWith("highlight-text-", StringComparison.Ordinal)) return null;
        var last = name[(name.LastIndexOf('-') + 1)..];
        return last == "basic" ? "html" : last;
    }

    private static string Word(string language)
    {
        var word = language.StartsWith("lang-", StringComparison.Ordinal) ? language[5..] : language.StartsWith("language-", StringComparison.Ordinal) ? language[9..] : language;
        var isWord = word.Length is > 0 and <= 40 && !word.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_");
        return !isWord || word is "auto" or "none" or "nohighlight" or "default" ? "" : word.ToLowerInvariant();
    }
}
