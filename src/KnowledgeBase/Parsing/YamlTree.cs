using KnowledgeBase.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KnowledgeBase.Parsing;

/// <summary>Builds the tree of a block from events, without recursion.</summary>
internal sealed class YamlTree(YamlBlock block)
{
    private const int MaxDepth = 8;

    private readonly Stack<Open> _open = [];
    private readonly HashSet<int> _innerLines = [];
    private int _lastToldLine;
    private bool _hasDocument;

    public YamlValue? Root { get; private set; }

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Offset of the last key outside brackets: a mistake that comes up later is not before it.</summary>
    public int LastKey { get; private set; } = block.Start;

    /// <summary>Offset of the last thing that was read.</summary>
    public int LastStart { get; private set; } = block.Start;

    /// <summary>The line goes on with a value that began in a line above.</summary>
    public bool IsInsideScalar(int line) => _innerLines.Contains(line);

    /// <summary>Takes the next event; what it gives back ends the reading.</summary>
    public Diagnostic? Take(ParsingEvent read)
    {
        var start = Math.Min((int)read.Start.Index + block.Start, block.End);
        var end = Math.Clamp((int)read.End.Index + block.Start, start, block.End);
        LastStart = start;
        switch (read)
        {
            case DocumentStart when _hasDocument:
                return Rules.YamlSyntax.At(block.At(start), "a line '---' or '...' above this ends the YAML, so what follows would be lost; remove that line");
            case DocumentStart:
                _hasDocument = true;
                return null;
            case AnchorAlias:
                return Add(Unusable(start, end, "aliases", _open.Count == 0 || _open.Peek().HasBrackets));
            case Scalar scalar:
                return Add(Value(scalar, start, end));
            case SequenceStart or MappingStart:
                return Begin((NodeEvent)read, start, end);
            case SequenceEnd or MappingEnd:
                return Add(Close(_open.Pop(), start));
            default:
                return null;
        }
    }

    private YamlValue Value(Scalar scalar, int start, int end)
    {
        var last = block.LineOf(Math.Max(start, end - 1));
        for (var line = block.LineOf(start) + 1; line <= last; line++) _innerLines.Add(line);
        if (!scalar.Anchor.IsEmpty || !scalar.Tag.IsEmpty)
            return Unusable(start, end, scalar.Anchor.IsEmpty ? "tags" : "anchors", _open.Count == 0 || _open.Peek().HasBrackets);
        var isPlain = scalar.Style == ScalarStyle.Plain;
        return new YamlScalar(scalar.Value, isPlain, isPlain ? CommentAfter(end, scalar.Value.Length == 0) : null, block.At(start), start, end);
    }

    private int? CommentAfter(int end, bool isEmpty)
    {
        var offset = end;
        while (block[offset] is ' ' or '\t') offset++;
        return block[offset] == '#' && (offset > end || isEmpty) ? offset : null;
    }

    private Diagnostic? Begin(NodeEvent node, int start, int end)
    {
        if (_open.Count == MaxDepth) return Rules.YamlTooDeep.At(block.At(start));
        if (_open.Count == 0 && node is SequenceStart)
            return Rules.YamlSyntax.At(block.At(start), "this is a list, and keys with values are needed; write each as 'key: value'");
        var isMarked = !node.Anchor.IsEmpty || !node.Tag.IsEmpty;
        if (isMarked) Unusable(start, end, node.Anchor.IsEmpty ? "tags" : "anchors", isPart: true);
        var hasBrackets = node is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
        _open.Push(new(node is MappingStart, hasBrackets, isMarked, start));
        return null;
    }

    private YamlValue Close(Open open, int at)
    {
        // Without brackets the end shows only in what comes next, so the last part is the end.
        var last = open.IsMap ? open.Entries.LastOrDefault()?.Value : open.Values.LastOrDefault();
        var end = open.HasBrackets ? Math.Min(at + 1, block.End) : last?.End ?? open.Start;
        var location = block.At(open.Start);
        if (open.IsUnusable) return new YamlUnreadable(location, open.Start, end);
        return open.IsMap ? new YamlMap([.. open.Entries], location, open.Start, end) : new YamlList([.. open.Values], location, open.Start, end);
    }

    /// <summary>Tells an anchor, alias or tag: mostly text whose author did not know that its first character means something.</summary>
    /// <param name="isPart">It stands in brackets or before a list or map, so it may be meant as what it is.</param>
    private YamlUnreadable Unusable(int start, int end, string what, bool isPart)
    {
        var location = block.At(start);
        // Once a line: a bomb of aliases would fill the screen.
        if (location.Line != _lastToldLine)
        {
            var mark = $"{block[start]}";
            Diagnostics.Add(isPart
                ? Rules.YamlAnchor.At(location, what, mark)
                : Rules.YamlQuotes.At(location, $"it begins with '{mark}'", YamlQuoting.Quote(block.Written(start, block.LineEnd(start)))));
        }

        _lastToldLine = location.Line;
        return new(location, start, end);
    }

    private Diagnostic? Add(YamlValue value)
    {
        if (_open.TryPeek(out var open) && !open.IsMap) open.Values.Add(value);
        else if (open is { HasKey: false }) return AddKey(open, value);
        else if (open is not null) open.AddEntry(value);
        else if (value is YamlScalar { IsNull: false }) return YamlMistake.NotAKey(block, value.Start);
        else Root = value;
        return null;
    }

    private Diagnostic? AddKey(Open map, YamlValue key)
    {
        if (!map.HasBrackets) LastKey = key.Start;
        map.HasKey = true;
        if (key is YamlUnreadable) return null;
        if (key is not YamlScalar { Text: { Length: > 0 } text }) return YamlMistake.NotAKey(block, key.Start);
        if (map.Lines.TryAdd(text, key.Location.Line)) (map.Key, map.KeyLocation) = (text, key.Location);
        else Diagnostics.Add(Rules.DuplicateKey.At(key.Location, text, $"{map.Lines[text]}"));
        return null;
    }

    /// <summary>A list or map whose end has not been seen yet.</summary>
    private sealed record Open(bool IsMap, bool HasBrackets, bool IsUnusable, int Start)
    {
        public List<YamlValue> Values { get; } = [];
        public List<YamlEntry> Entries { get; } = [];
        public Dictionary<string, int> Lines { get; } = new(StringComparer.Ordinal);
        public bool HasKey { get; set; }
        public string? Key { get; set; }
        public SourceLocation KeyLocation { get; set; }

        public void AddEntry(YamlValue value)
        {
            if (Key is { } key) Entries.Add(new(key, KeyLocation, value));
            (HasKey, Key) = (false, null);
        }
    }
}
