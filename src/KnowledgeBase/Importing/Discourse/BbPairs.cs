namespace KnowledgeBase.Importing;

/// <summary>Which code marks and BBCode tags of a text belong together.</summary>
internal sealed class BbPairs
{
    private static readonly HashSet<string> Names =
        ["b", "i", "u", "s", "strike", "sub", "sup", "url", "spoiler", "color", "size", "font", "center", "left", "right", "justify", "indent", "small", "big", "highlight", "mark"];

    private readonly string _text;
    private readonly Dictionary<int, List<int>> _runsByLength = [];
    private readonly Dictionary<int, int> _partners = [];
    private readonly HashSet<string> _withoutCloser = new(StringComparer.Ordinal);

    private BbPairs(string text) => _text = text;

    public static BbPairs In(string text)
    {
        var pairs = new BbPairs(text);
        pairs.FindRuns();
        pairs.FindTags();
        return pairs;
    }

    /// <summary>Where a run of code marks ends.</summary>
    public int RunEnd(int start)
    {
        var end = start;
        while (end < _text.Length && _text[end] == '`') end++;
        return end;
    }

    /// <summary>Where the inline code ends that begins with a run of marks; -1 if nothing closes it.</summary>
    public int CodeEnd(int start)
    {
        var length = RunEnd(start) - start;
        if (!_runsByLength.TryGetValue(length, out var runs)) return -1;
        var next = runs.BinarySearch(start);
        next = next < 0 ? ~next : next + 1;
        return next < runs.Count ? runs[next] + length : -1;
    }

    /// <summary>Place of the other tag of a pair; -1 for a tag that stands alone.</summary>
    public int PartnerOf(int tag) => _partners.GetValueOrDefault(tag, -1);

    /// <summary>Where the closing tag of something stands that is taken as it is: code, pictures, addresses.</summary>
    public int CloserOf(string name, int start)
    {
        if (_withoutCloser.Contains(name)) return -1;
        var found = _text.IndexOf($"[/{name}]", start, StringComparison.OrdinalIgnoreCase);
        if (found < 0) _withoutCloser.Add(name); // so that a thousand open tags cost one search
        return found;
    }

    private void FindRuns()
    {
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] != '`') continue;
            var length = RunEnd(i) - i;
            if (!_runsByLength.TryGetValue(length, out var runs)) _runsByLength.Add(length, runs = []);
            runs.Add(i);
            i += length - 1;
        }
    }

    // A closing tag belongs to the nearest open one of its name; those that stay open between the two are text.
    private void FindTags()
    {
        var open = new List<(string Name, int Place)>();
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == '`')
            {
                var end = CodeEnd(i);
                i = (end > 0 ? end : RunEnd(i)) - 1;
            }
            else if (_text[i] == '[' && BbTag.Read(_text, i) is { } tag)
            {
                if (tag is { IsClosing: false, Name: "code" } && CloserOf("code", i) is > 0 and var code) i = code;
                else if (Names.Contains(tag.Name)) Match(open, tag, i);
            }
        }
    }

    private void Match(List<(string Name, int Place)> open, BbTag tag, int place)
    {
        if (!tag.IsClosing)
        {
            if (open.Count < 1000) open.Add((tag.Name, place));
            return;
        }

        var opener = open.FindLastIndex(other => other.Name == tag.Name);
        if (opener < 0) return;
        _partners[open[opener].Place] = place;
        _partners[place] = open[opener].Place;
        open.RemoveRange(opener, open.Count - opener);
    }
}
