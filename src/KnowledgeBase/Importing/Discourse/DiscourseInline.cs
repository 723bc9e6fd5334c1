using System.Text;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>Rewrites a run of text: BBCode, pictures, addresses, smileys and line ends. Code in it stays as it is.</summary>
internal sealed partial class DiscourseInline
{
    private readonly string _text;
    private readonly DiscoursePlace _place;
    private readonly LineEnd[] _ends;
    private readonly bool[] _definitions;
    private readonly BbPairs _pairs;
    private readonly StringBuilder _output;
    private readonly List<int> _breaks = []; // where in the output we marked line breaks
    private int _at;
    private int _line;
    private int _bareUrl = -1; // where in the output the last bare address begins

    private DiscourseInline(IReadOnlyList<string> lines, DiscoursePlace place)
    {
        _text = string.Join('\n', lines);
        _place = place;
        (_ends, _definitions) = DiscourseBreaks.Of(lines);
        _pairs = BbPairs.In(_text);
        _output = new(_text.Length + 64);
    }

    public static string Rewrite(IReadOnlyList<string> lines, DiscourseText text)
    {
        var inline = new DiscourseInline(lines, text.Place);
        while (inline._at < inline._text.Length) inline.Next();
        return inline.Text();
    }

    /// <summary>A break above or below which nothing is left, for a tag there became nothing or a block, would show its mark.</summary>
    private string Text()
    {
        var text = _output.ToString();
        var kept = 0;
        _output.Clear();
        foreach (var at in _breaks)
        {
            var below = text.AsSpan(at + 2);
            if (below.IndexOf('\n') is >= 0 and var end) below = below[..end];
            var above = text.AsSpan(text.LastIndexOf('\n', at) + 1);
            above = above[..(at - (text.Length - above.Length))];
            if (!below.Trim("> \t\\").IsEmpty && !above.Trim("> \t").IsEmpty) continue;
            _output.Append(text, kept, at - kept);
            kept = at + 1;
        }

        return _output.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>A line of HTML with its addresses rewritten.</summary>
    public static string Html(string html, DiscoursePlace place) => AddressAttribute().Replace(html, match =>
    {
        var address = match.Groups["address"].Value.Trim('"', '\'');
        if (!address.StartsWith("upload:", StringComparison.OrdinalIgnoreCase) && !place.Links.IsInForum(address)) return match.Value;
        var found = match.Groups["name"].Value.Equals("src", StringComparison.OrdinalIgnoreCase) ? place.Image(address) : place.Link(address);
        return found is null ? "" : $" {match.Groups["name"].Value}=\"{System.Net.WebUtility.HtmlEncode(found)}\"";
    });

    private void Next()
    {
        var plain = _text.AsSpan(_at).IndexOfAny(Special);
        if (plain != 0)
        {
            if (plain < 0) plain = _text.Length - _at;
            TellEmoji(_text.AsSpan(_at, plain));
            Take(plain);
            return;
        }

        var isTaken = _text[_at] switch
        {
            '\\' => TakeEscape(),
            '`' => TakeCode(),
            '\n' => TakeLineEnd(),
            '<' => TakeHtml(),
            '!' => TakeImage(),
            '[' => TakeDefinition() || TakeTag(),
            ']' => TakeTarget(),
            'h' => TakeAddress(),
            '|' => TakeAttachment(),
            _ => TakeSmiley(),
        };
        if (!isTaken) Take(1);
    }

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("\\`\n<![]h|:;8^");

    private void Take(int length)
    {
        _output.Append(_text, _at, length);
        _at += length;
    }

    /// <summary>The forum shows a picture with a name for the character, which stays what it is here.</summary>
    private void TellEmoji(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\u2300', '\uFFFF')) return;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Emoji.Begins(rune)) _place.Tell("emoji", LossKind.Changed, rune.ToString());
        }
    }

    /// <summary>Takes what is never rewritten, line ends included.</summary>
    private bool TakeWhole(int end)
    {
        _line += _text.AsSpan(_at, end - _at).Count('\n');
        Take(end - _at);
        return true;
    }

    private bool TakeEscape()
    {
        Take(_at + 1 < _text.Length && _text[_at + 1] != '\n' ? 2 : 1);
        return true;
    }

    private bool TakeCode()
    {
        var end = _pairs.CodeEnd(_at);
        return TakeWhole(end > 0 ? end : _pairs.RunEnd(_at));
    }

    private bool TakeLineEnd()
    {
        var end = _ends[_line++];
        if (end == LineEnd.Blank) _output.Append('\n');
        if (end == LineEnd.Break && !EndsWithBreak())
        {
            // A bare address would take the mark of the break for its last character.
            if (_bareUrl >= 0) _output.Insert(_bareUrl, '<').Append('>');
            _breaks.Add(_output.Length);
            _output.Append('\\');
        }

        _bareUrl = -1;
        _output.Append('\n');
        _at++;
        return true;
    }

    private bool EndsWithBreak()
    {
        if (_output.Length >= 2 && _output[^1] == ' ' && _output[^2] == ' ') return true;
        var marks = 0;
        while (marks < _output.Length && _output[^(marks + 1)] == '\\') marks++;
        return marks % 2 == 1;
    }

    private bool TakeHtml()
    {
        var window = _text.Substring(_at, Math.Min(2000, _text.Length - _at));
        if (AngleAddress().Match(window) is { Success: true } angle)
        {
            var address = angle.Groups["address"].Value;
            if (!_place.Links.IsInForum(address) || _place.Link(address) is not { } found || found == address) return TakeWhole(_at + angle.Length);
            _output.Append('[').Append(Shown(address)).Append("](").Append(found).Append(')');
            _at += angle.Length;
            return true;
        }

        if (HtmlTag().Match(window) is not { Success: true } tag) return false;
        _line += tag.ValueSpan.Count('\n');
        _output.Append(Html(tag.Value, _place));
        _at += tag.Length;
        return true;
    }

    private bool TakeSmiley()
    {
        if (_at > 0 && !(char.IsWhiteSpace(_text[_at - 1]) || char.IsPunctuation(_text[_at - 1]))) return false;
        if (Smileys.At(_text, _at) is not { } smiley) return false;
        _output.Append(':').Append(smiley.Name).Append(':');
        _at += smiley.Length;
        return true;
    }

    [GeneratedRegex("""^<(?<address>https?://[^\s<>]+)>""", RegexOptions.IgnoreCase)]
    private static partial Regex AngleAddress();

    [GeneratedRegex("^(?:<!--[\\s\\S]*?-->|</?[A-Za-z][A-Za-z0-9-]*(?:\\s[^<>]*)?/?>)")]
    private static partial Regex HtmlTag();

    [GeneratedRegex("""\s(?<name>href|src)\s*=\s*(?<address>"[^"]*"|'[^']*'|[^\s"'>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex AddressAttribute();
}
