using System.Text.RegularExpressions;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>The lines of a text while it is rewritten: code and HTML blocks pass as they are, runs of text are rewritten whole.</summary>
internal sealed partial class DiscourseLines(DiscourseText text)
{
    private readonly List<string> _output = [];
    private readonly List<string> _run = [];

    /// <summary>Says of the lines in a block of code or HTML which is its last, and what closes it if none is.</summary>
    private (Func<string, bool> IsLast, bool IsHtml, string? Closing)? _block;

    // Column of the text of each list entry that is open, and the depth of the quote that they are in.
    private readonly Stack<int> _entries = new();
    private int _depth;

    private bool _isAfterBlock;

    public bool IsInList { get; private set; }

    /// <summary>Takes a line that is code or HTML; false if it is text.</summary>
    public bool TakesAsCode(string[] lines, int i)
    {
        var line = lines[i];
        if (_block is { } open)
        {
            _output.Add(open.IsHtml ? DiscourseInline.Html(line, text.Place) : line);
            if (open.IsLast(line)) _block = null;
            return true;
        }

        if (string.IsNullOrWhiteSpace(line)) return false;
        if (IsIndentedCode(line))
        {
            Flush();
            _output.Add(line);
            _isAfterBlock = false;
            return true;
        }

        _block = OpensFence(line) ?? OpensMath(lines, i) ?? OpensHtml(line);
        if (_block is null) return false;
        _isAfterBlock = false;
        Flush();
        Separate(line);
        if (_block is { IsHtml: true } html)
        {
            _output.Add(DiscourseInline.Html(line, text.Place));
            if (html.IsLast(line)) _block = null;
        }
        else
        {
            _output.Add(line);
        }

        return true;
    }

    /// <summary>"An indented code block cannot interrupt a paragraph"; in a list its indent begins where the entry's text does.</summary>
    private bool IsIndentedCode(string line)
    {
        var marks = _entries.Count > 0 && _depth == 0 && line[0] != '>' ? "" : Quotes().Match(line).Value;
        var depth = marks.Count(c => c == '>');
        var text = line[marks.Length..];
        var columns = BodyScan.Columns(text);
        if (columns < 0) return false;
        var isAfterBlank = _run.Count == 0 || depth > _depth || string.IsNullOrWhiteSpace(_run[^1][Quotes().Match(_run[^1]).Length..]);
        if (depth > _depth || (isAfterBlank && depth < _depth)) _entries.Clear();
        if (depth > _depth || isAfterBlank) _depth = depth;
        if (isAfterBlank) Close();
        if (isAfterBlank && columns - Start() >= 4) return true;
        if (EntryMark().Match(text) is { Success: true } mark && columns - Start() < 4)
        {
            Close();
            var spaces = BodyScan.Columns(mark.Groups["spaces"].Value + "x");
            _entries.Push(columns + mark.Groups["mark"].Length + (spaces is 0 or > 4 ? 1 : spaces));
        }

        return false;

        int Start() => _entries.TryPeek(out var start) ? start : 0;

        void Close()
        {
            while (_entries.TryPeek(out var start) && start > columns) _entries.Pop();
        }
    }

    public void AddText(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            Flush();
            if (!_isAfterBlock) _output.Add(line); // in indented code its spaces count
            return;
        }

        _isAfterBlock = false;
        if (_run.Count == 0) IsInList = ListMark().IsMatch(line) || (IsInList && line[0] is ' ' or '\t');
        else IsInList |= ListMark().IsMatch(line);
        _run.Add(line);
    }

    /// <summary>Adds a rewritten block, apart from what stands around it.</summary>
    public void Add(IEnumerable<string> block, int indent)
    {
        Flush();
        if (_output.Count > 0 && !string.IsNullOrWhiteSpace(_output[^1])) _output.Add("");
        _output.AddRange(block.Select(line => line.Length == 0 ? "" : new string(' ', indent) + line));
        _output.Add("");
        _isAfterBlock = true;
    }

    public List<string> Finish()
    {
        Flush();
        if (_block is { Closing: { } closing }) _output.Add(closing);
        while (_output.Count > 0 && string.IsNullOrWhiteSpace(_output[^1])) _output.RemoveAt(_output.Count - 1);
        return _output;
    }

    private void Flush()
    {
        if (_run.Count == 0) return;
        _output.AddRange(DiscourseInline.Rewrite(_run, text).Split('\n'));
        _run.Clear();
    }

    // HTML can begin in the midst of a paragraph there but not everywhere here; a blank line between does no harm.
    private void Separate(string line)
    {
        if (_block is { IsHtml: true } && _output.Count > 0 && !string.IsNullOrWhiteSpace(_output[^1]) && line[0] == '<') _output.Add("");
    }

    private (Func<string, bool>, bool, string?)? OpensFence(string line)
    {
        var prefix = Container().Match(line).Value;
        var rest = line.AsSpan(prefix.Length);
        var indent = rest.Length - rest.TrimStart(' ').Length;
        if (indent > 3 && !IsInList && !ListMark().IsMatch(line)) return null;
        if (Fence.Opens(rest.TrimStart(' ')) is not { } fence) return null;
        var quotes = prefix.Count(c => c == '>');
        var start = new string('>', quotes) + new string(' ', line.Length - rest.Length - quotes + indent);
        return (IsLast, false, (quotes > 0 ? prefix : start) + fence.Closing);

        bool IsLast(string next) =>
            Container().Match(next) is var match && (match.Value.Count(c => c == '>') < quotes || fence.IsClosedBy(next.AsSpan(quotes > 0 ? match.Length : 0).TrimStart(' ')));
    }

    // A dollar pair alone on its line opens a formula only if another closes it.
    private static (Func<string, bool>, bool, string?)? OpensMath(string[] lines, int i) =>
        lines[i].AsSpan().Trim() is "$$" && Array.FindIndex(lines, i + 1, line => line.AsSpan().Trim() is "$$") > i ? (line => line.AsSpan().Trim() is "$$", false, null) : null;

    private (Func<string, bool>, bool, string?)? OpensHtml(string line)
    {
        if (HtmlToEnd().Match(line) is { Success: true } raw)
        {
            var end = raw.Groups["name"] is { Success: true } name ? $"</{name.Value}>" : "-->";
            return (next => next.Contains(end, StringComparison.OrdinalIgnoreCase), true, null);
        }

        var isHtml = HtmlBlock().IsMatch(line) || (_run.Count == 0 && HtmlAlone().IsMatch(line));
        return isHtml ? (string.IsNullOrWhiteSpace, true, null) : null;
    }

    [GeneratedRegex(@"^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"^\s*(?<mark>[-*+]|\d{1,9}[.)])(?<spaces>\s+|$)")]
    private static partial Regex EntryMark();

    [GeneratedRegex("^(?: {0,3}> ?)*")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^(?: {0,3}> ?)*(?:\s*(?:[-*+]|\d{1,9}[.)])\s(?=\s*(?:```|~~~)))?")]
    private static partial Regex Container();

    [GeneratedRegex("^ {0,3}<(?:!--|(?<name>pre|script|style|textarea)(?=[\\s>]|$))", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlToEnd();

    [GeneratedRegex("^ {0,3}</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\\s/>]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlBlock();

    [GeneratedRegex("^ {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\\s[^<>]*)?/?>\\s*$")]
    private static partial Regex HtmlAlone();
}
