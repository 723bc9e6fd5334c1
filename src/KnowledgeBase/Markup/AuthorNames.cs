using KnowledgeBase.Model;

namespace KnowledgeBase.Markup;

/// <summary>The names of a thread's authors, as posts may mention them.</summary>
public sealed class AuthorNames
{
    private const int LongestName = 60;

    private readonly ForumThread _thread;
    private readonly Dictionary<string, string> _nameByKey = new(StringComparer.Ordinal);
    private List<int>? _lengths;

    private AuthorNames(ForumThread thread) => _thread = thread;

    public static AuthorNames In(ForumThread thread) => new(thread);

    /// <summary>The author whose name, the longest that fits, begins a text; null if none does.</summary>
    internal string? At(ReadOnlySpan<char> text, out int length)
    {
        foreach (var candidate in _lengths ??= Read())
        {
            length = candidate;
            if (candidate <= text.Length && EndsName(text, candidate) && _nameByKey.TryGetValue(Author.KeyOf(text[..candidate].ToString()), out var name)) return name;
        }

        length = 0;
        return null;
    }

    /// <summary>Only once a text holds an '@': most do not.</summary>
    private List<int> Read()
    {
        var names = _thread.Posts.Select(post => post.Byline.Author).OfType<string>().Where(name => name.Length <= LongestName).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in names) _nameByKey.TryAdd(Author.KeyOf(name), name);
        // Forums whose names hold spaces leave them out of a mention.
        foreach (var name in names) _nameByKey.TryAdd(Author.KeyOf(name).Replace(" ", "", StringComparison.Ordinal), name);
        return [.. _nameByKey.Keys.Concat(names).Select(name => name.Length).Where(length => length > 0).Distinct().OrderDescending()];
    }

    /// <summary>A name ends where its word ends, and no mark ties it to another: <c>@jo-doe</c> and <c>@jo/tool</c> are not <c>jo</c>.</summary>
    private static bool EndsName(ReadOnlySpan<char> text, int length)
    {
        if (char.IsWhiteSpace(text[length - 1])) return false;
        if (length == text.Length) return true;
        if (IsWord(text[length])) return false;
        return text[length] is not ('-' or '.' or '/' or '@') || length + 1 == text.Length || !IsWord(text[length + 1]);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
