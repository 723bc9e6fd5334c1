using KnowledgeBase.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KnowledgeBase.Parsing;

/// <summary>
/// Builds a tree from YAML events, with a stack of its own: YamlDotNet's parser does not call itself, and neither does
/// this, so no nesting can overflow a thread's stack.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxDepth = 8;

    private readonly YamlBlock _block;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Stack<YamlOpenValue> _open = new();
    private int _reached;
    private int _quotes = -1;
    private int _comment = -1;

    private YamlTree(YamlBlock block) => (_block, _reached) = (block, block.Start);

    /// <summary>What was read; null for a block without a value.</summary>
    public YamlValue? Root { get; private set; }

    public YamlFailure? Failure { get; private set; }

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public static YamlTree Read(YamlBlock block)
    {
        var tree = new YamlTree(block);
        var parser = new Parser(new StringReader(block.Text));
        // A correct parser gives about one event for two characters; no text may keep it busy for ever.
        var budget = 4 * (block.End - block.Start) + 100;
        while (tree.Failure is null)
        {
            try
            {
                if (!parser.MoveNext()) break;
            }
            catch (Exception problem)
            {
                // Not only YamlException: an unclosed bracket, for one, is an InvalidOperationException.
                tree.Fail(block.Start + (int)((problem as YamlException)?.Start.Index ?? 0), problem.Message);
                break;
            }

            tree.Take(parser.Current!);
            if (--budget == 0) tree.Fail(tree._reached, "the text has no end");
        }

        while (tree._open.TryPop(out var open)) tree.Add(open.Close(tree._reached, isComplete: false));
        return tree;
    }

    private void Fail(int at, string reason, bool isTooDeep = false)
    {
        var brackets = _open.Reverse().FirstOrDefault(open => open.HasBrackets)?.Start ?? -1;
        Failure = new(Math.Clamp(at, _reached, _block.End), _reached, brackets, _quotes, _comment, reason, isTooDeep);
    }

    private void Take(ParsingEvent parsed)
    {
        // Events that stand nowhere (an empty value, a pair in a list) have no place of their own.
        var start = Math.Max(_block.Start + (int)parsed.Start.Index, _reached);
        var end = Math.Max(_block.Start + (int)parsed.End.Index, start);
        switch (parsed)
        {
            case Scalar scalar:
                TakeScalar(scalar, start, end);
                break;
            case AnchorAlias:
                TellUnused(start, "an alias");
                Add(new YamlUnreadable(_block.At(start), start, end));
                break;
            case SequenceStart or MappingStart:
                end = Math.Max(end, Open((NodeEvent)parsed, start));
                break;
            case SequenceEnd or MappingEnd:
                if (_open.TryPop(out var open)) Add(open.Close(start, !_block.HasLostLines));
                break;
            default:
                // The start of a document is told late, at the second line where the first is no key.
                return;
        }

        _reached = Math.Min(end, _block.End);
    }

    private void TakeScalar(Scalar scalar, int start, int end)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlStyle.DoubleQuoted,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlStyle.Block,
            _ => YamlStyle.Plain,
        };
        var isQuoted = style is YamlStyle.SingleQuoted or YamlStyle.DoubleQuoted;
        _quotes = isQuoted && _block.HasLineBreak(start, end) ? start : -1;

        // YamlDotNet takes these in a list, but other readers of YAML (a code-hosting site's, say) do not.
        if (style == YamlStyle.Plain && !_block.IsCovered(start) && scalar.Value is ['@' or '`', ..])
        {
            Fail(start, "");
            return;
        }

        var comment = style == YamlStyle.Plain ? CommentAfter(end, scalar.Value.Length == 0) : null;
        _comment = comment ?? -1;
        var isUnreadable = _block.IsCovered(start) || TellProperties(scalar, start);
        Add(isUnreadable
            ? new YamlUnreadable(_block.At(start), start, end)
            : new YamlScalar(scalar.Value, style, _block.At(start), start, end, comment));
    }

    private int? CommentAfter(int end, bool isEmpty)
    {
        var offset = end;
        while (_block[offset] is ' ' or '\t') offset++;
        return _block[offset] == '#' && (offset > end || isEmpty) ? offset : null;
    }

    /// <summary>Gives the offset after the bracket, if there is one.</summary>
    private int Open(NodeEvent node, int start)
    {
        TellProperties(node, start);
        if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty) start = Math.Min((int)node.End.Index + _block.Start, _block.End);
        while (_block[start] is ' ' or '\n' or '\r') start++;
        if (_open.Count == MaxDepth)
        {
            Fail(start, "", isTooDeep: true);
            return start;
        }

        var isFlow = node is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
        var hasBrackets = isFlow && _block[start] is '[' or '{';
        _open.Push(new(_block, node is MappingStart, hasBrackets, start));
        return hasBrackets ? start + 1 : start;
    }

    /// <summary>Anchors and tags. True if a scalar with one is better not read.</summary>
    private bool TellProperties(NodeEvent node, int start)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty) return false;
        TellUnused(start, _block[start] == '!' ? "a tag" : "an anchor", isCollection: node is not Scalar);
        return true;
    }

    private void TellUnused(int start, string what, bool isCollection = false)
    {
        var isInBrackets = _open.TryPeek(out var open) && open.HasBrackets;
        var end = isInBrackets ? YamlFlow.EndOfItem(_block, start) : _block.LineEnd(start);
        var written = _block.Written(start, end).Trim();
        var word = written.Split(' ')[0];
        _diagnostics.Add(Rules.YamlAnchor.At(_block.At(start), word, what, isCollection ? "remove it" : $"write the value in quotes: {YamlQuoting.Quote(written)}"));
    }

    private void Add(YamlValue value)
    {
        if (_open.TryPeek(out var open)) open.Add(value, _diagnostics);
        else Root ??= value;
    }
}
