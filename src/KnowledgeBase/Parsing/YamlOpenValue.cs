using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>A list or map whose end has not been seen yet.</summary>
/// <param name="hasBrackets">It is written with '[' or '{'.</param>
internal sealed class YamlOpenValue(YamlBlock block, bool isMap, bool hasBrackets, int start)
{
    private readonly List<YamlValue> _items = [];
    private readonly List<YamlEntry> _entries = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private bool _isComplete = true;
    private bool _hasKey;

    // Null after a key that was told: its value is dropped.
    private (string Name, SourceLocation Location)? _key;

    public bool HasBrackets { get; } = hasBrackets;

    public int Start { get; } = start;

    /// <summary>The next item of a list; in a map a key, then its value, in turn.</summary>
    public void Add(YamlValue value, List<Diagnostic> diagnostics)
    {
        if (!isMap)
        {
            _items.Add(value);
        }
        else if (!_hasKey)
        {
            _key = ReadKey(value, diagnostics);
            _hasKey = true;
        }
        else
        {
            if (_key is { } key) _entries.Add(new(key.Name, key.Location, value));
            _hasKey = false;
        }
    }

    /// <param name="at">Offset of the closing bracket, or of the next thing after a value without brackets.</param>
    public YamlValue Close(int at, bool isComplete)
    {
        // Without brackets the end is only noticed at the next thing; the value ends with its last part.
        var last = isMap ? _entries.LastOrDefault()?.Value : _items.LastOrDefault();
        var end = HasBrackets ? Math.Min(at + 1, block.End) : last?.End ?? Start;
        var location = block.At(Start);
        return isMap
            ? new YamlMap([.. _entries], isComplete && _isComplete, location, Start, end)
            : new YamlList([.. _items], location, Start, end);
    }

    private (string, SourceLocation)? ReadKey(YamlValue key, List<Diagnostic> diagnostics)
    {
        if (key is YamlScalar { Text: var text } && (text.Length > 0 || block[key.Start] is '"' or '\''))
        {
            if (_lines.TryAdd(text, key.Location.Line)) return (text, key.Location);
            diagnostics.Add(Rules.DuplicateKey.At(key.Location, text, $"{_lines[text]}"));
        }
        else if (key is not YamlUnreadable)
        {
            // An empty key has no place of its own; its ':' has.
            var written = block.Written(key.Start, key.End);
            var place = written.Length == 0 ? block.Trim(key.Start, block.End).Start : key.Start;
            var problem = written.Length == 0 ? "there is no key before this ':'" : $"'{written}' is no key";
            diagnostics.Add(Rules.YamlSyntax.At(block.At(place), problem, "write one word, then ': ' and the value"));
            _isComplete = false;
        }

        return null;
    }
}
