using System.Collections.Frozen;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>A page in the small part of HTML that this program writes: read in one pass, without a tree.</summary>
/// <remarks>
/// Whatever is in doubt makes the page not plain; then AngleSharp reads it. So this need not know how browsers mend mistakes,
/// only where there are none. <c>PlainPageTests</c> hold it against AngleSharp.
/// </remarks>
internal sealed class PlainPage(string html, PageReader reader)
{
    private const string Space = " \t\n\f", Doctype = "<!doctype html>";

    private static readonly FrozenDictionary<string, PlainElement>.AlternateLookup<ReadOnlySpan<char>> Elements = PlainElement.All.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly PlainNesting _nesting = new();
    private readonly PlainTag _tag = new(html);
    private int _at, _line = 1, _lineStart, _counted;

    /// <summary>Whether it was plain. If not, what the reader was told is worth nothing.</summary>
    public bool IsRead()
    {
        if (!html.StartsWith(Doctype, StringComparison.OrdinalIgnoreCase) || html.AsSpan().ContainsAny('\0', '\r')) return false;
        _at = Doctype.Length;
        while (true)
        {
            var text = html.AsSpan(_at);
            var next = text.IndexOf('<');
            if (_nesting.IsBetween && (next < 0 ? text : text[..next]).ContainsAnyExcept(Space)) return false;
            if (next < 0) return _nesting.IsComplete;
            _at += next;
            var isRead = text[next..] switch
            {
                ['<', '/', ..] => IsEndRead(),
                ['<', '!', '-', '-', ..] => IsCommentRead(),
                _ => IsStartRead(),
            };
            if (!isRead) return false;
        }
    }

    private bool IsEndRead()
    {
        var rest = html.AsSpan(_at + 2);
        var end = rest.IndexOf('>');
        if (end <= 0 || !_nesting.TryClose(rest[..end])) return false;
        _at += 2 + end + 1;
        return true;
    }

    // Comments have several ways to end; only the plain one counts.
    private bool IsCommentRead()
    {
        var rest = html.AsSpan(_at + 4);
        var end = rest.IndexOf("--");
        if (rest is ['>', ..] or ['-', ..] || end < 0 || rest[(end + 2)..] is not ['>', ..]) return false;
        _at += 4 + end + 3;
        return true;
    }

    private bool IsStartRead()
    {
        var start = _at;
        var rest = html.AsSpan(start + 1);
        var length = rest.IndexOfAny(" \t\n\f/>");
        if (length <= 0 || !Elements.TryGetValue(rest[..length], out var element) || !_nesting.MayHold(element)) return false;
        _tag.Found.Start(element.Name, _nesting.IsCode);
        if (_tag.EndOrNull(start + 1 + length, element.IsVoid) is not { } end) return false;

        _at = end;
        var isHead = _nesting.IsHead;
        if (TextOrNull(element) is not { } text) return false;
        if (_tag.Found.HasAttributes || element.IsText || element.Name is "html" or "img")
        {
            _tag.Found.StandsAt(PlaceOf(start));
            if (element.Kind != PlainKind.Title || isHead) reader.Add(_tag.Found, text);
        }

        if (!element.IsVoid && !element.IsText) _nesting.Open(element);
        return true;
    }

    /// <summary>The text of an element that holds nothing else, read with its end tag; empty for other elements, and null if it is not plain.</summary>
    private string? TextOrNull(PlainElement element)
    {
        if (!element.IsText) return "";
        var rest = html.AsSpan(_at);
        // A '<' in a title is text, and '<!--' in a script begins what has rules of its own.
        var end = element.Kind == PlainKind.Title ? rest.IndexOf('<') : rest.IndexOf("</" + element.Name, StringComparison.OrdinalIgnoreCase);
        if (end < 0 || !rest[end..].StartsWith($"</{element.Name}>", StringComparison.Ordinal)) return null;
        var text = rest[..end];
        _at += end + element.Name.Length + 3;
        if (element.Kind == PlainKind.Title) return PlainTag.DecodedOrNull(text);
        if (text.Contains("<!--", StringComparison.Ordinal)) return null;
        return element.Name == "style" || PageReader.IsJson(_tag.Found["type"]) ? text.ToString() : "";
    }

    private SourceLocation PlaceOf(int position)
    {
        var passed = html.AsSpan(_counted, position - _counted);
        if (passed.LastIndexOf('\n') is >= 0 and var last)
        {
            _line += passed.Count('\n');
            _lineStart = _counted + last + 1;
        }

        _counted = position;
        return new(reader.ShownAs, _line, position - _lineStart + 1);
    }
}
