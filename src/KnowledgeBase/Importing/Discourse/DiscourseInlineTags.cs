using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <content>The tags in square brackets.</content>
internal sealed partial class DiscourseInline
{
    /// <summary>What closes each open tag, by the place of its closing tag.</summary>
    private readonly Dictionary<int, string> _closings = [];

    private bool TakeTag()
    {
        if (BbTag.Read(_text, _at) is not { } tag) return false;
        if (_closings.TryGetValue(_at, out var closing)) return Replace(tag.Length, closing);
        if (tag.IsClosing) return false;
        var inside = _at + tag.Length;
        switch (tag.Name)
        {
            case "code" or "img" or "email": return _pairs.CloserOf(tag.Name, inside) is >= 0 and var end && TakeContent(tag, inside, end);
            case "url" when tag.Value.Length == 0: return _pairs.CloserOf("url", inside) is >= 0 and var close && TakeContent(tag, inside, close);
            case "date": return TakeDate($"{tag.Value} {tag.Attribute("time")}".Trim(), tag);
            case "date-range": return TakeDate($"{tag.Attribute("from")?.Replace('T', ' ')} – {tag.Attribute("to")?.Replace('T', ' ')}", tag);
        }

        if (_pairs.PartnerOf(_at) is not (>= 0 and var partner)) return false;
        var (before, after) = Marks(tag, inside, partner);
        _closings[partner] = after;
        return Replace(tag.Length, before);
    }

    private bool Replace(int length, string text)
    {
        _output.Append(text);
        _at += length;
        return true;
    }

    private bool TakeDate(string date, BbTag tag)
    {
        if (date.Length < 8) return false;
        _place.Tell("date", LossKind.Changed);
        return Replace(tag.Length, tag.Attribute("timezone") is { Length: > 0 } zone ? $"{date} ({zone.Replace("_", "\\_", StringComparison.Ordinal)})" : date);
    }

    /// <summary>Takes a tag whose content is no text: code, or an address.</summary>
    private bool TakeContent(BbTag tag, int inside, int end)
    {
        var content = _text[inside..end];
        var trimmed = content.Trim();
        if (tag.Name != "code" && (trimmed.Length == 0 || trimmed.AsSpan().ContainsAny("\n[]"))) return false;
        var after = end + tag.Name.Length + 3;
        switch (tag.Name)
        {
            case "code": AppendCode(content, after); break;
            case "img": AppendImage("", trimmed, "", ""); break;
            case "email": _output.Append('[').Append(trimmed).Append("](mailto:").Append(tag.Value.Length > 0 ? tag.Value : trimmed).Append(')'); break;
            default: _output.Append(Linked(trimmed)); break;
        }

        _line += content.AsSpan().Count('\n');
        _at = after;
        return true;
    }

    // Lines of code between tags that do not stand alone: where they fill whole lines, a block reads better.
    private void AppendCode(string code, int after)
    {
        var fillsLines = code.Contains('\n') && (_at == 0 || _text[_at - 1] == '\n') && (after >= _text.Length || _text[after] == '\n');
        if (!fillsLines) _output.Append(MarkdownPieces.Code(code));
        else _output.Append(_at == 0 ? "" : "\n").AppendJoin('\n', MarkdownPieces.Fenced(code.Trim('\n').Split('\n'), "")).Append(after >= _text.Length ? "" : "\n");
    }

    private string Linked(string address)
    {
        var full = address.Contains("://", StringComparison.Ordinal) || address.StartsWith('/') ? address : "https://" + address;
        return _place.Link(full) is { } found ? $"[{MarkdownPieces.Escape(address)}]({Target(found)})" : MarkdownPieces.Escape(address);
    }

    private (string Before, string After) Marks(BbTag tag, int start, int end)
    {
        switch (tag.Name)
        {
            case "b": return Emphasis("**", "b", start, end);
            case "i": return Emphasis("*", "i", start, end);
            case "s" or "strike": return Emphasis("~~", "s", start, end);
            case "u": return ("<ins>", "</ins>");
            case "sub" or "sup" or "small" or "mark": return ($"<{tag.Name}>", $"</{tag.Name}>");
            case "highlight": return ("<mark>", "</mark>");
            case "url":
                var address = tag.Value.Contains(':') || tag.Value.StartsWith('/') ? tag.Value : "https://" + tag.Value;
                return _place.Link(address) is { } found ? ("[", $"]({Target(found)})") : ("", "");
            default:
                _place.Tell(tag.Name == "spoiler" ? "spoiler" : $"[{tag.Name}]", LossKind.Changed, $"{_text.AsSpan(start - tag.Length, tag.Length)}[/{tag.Name}]");
                return ("", "");
        }
    }

    // Marks of emphasis work only where they touch a word on the inside and none on the outside.
    private (string Before, string After) Emphasis(string marks, string element, int start, int end)
    {
        var inside = _text.AsSpan(start, end - start);
        var outside = end + element.Length + 3;
        var isPlain = inside.Length > 0 && !LineStart().IsMatch(inside) && !inside.ContainsAny("*~\\")
            && Touches(inside[0], start - element.Length - 2 > 0 ? _text[start - element.Length - 3] : ' ') && Touches(inside[^1], outside < _text.Length ? _text[outside] : ' ');
        var isApart = !(_output.Length > 0 && _output[^1] is '*' or '_' or '~') && !(outside < _text.Length && _text[outside] is '*' or '_' or '~');
        return isPlain && isApart ? (marks, marks) : ($"<{element}>", $"</{element}>");
    }

    // "A delimiter run that touches punctuation on its inside must have white space or punctuation on its outside."
    private static bool Touches(char inner, char outer) => char.IsLetterOrDigit(inner) || (!char.IsWhiteSpace(inner) && (char.IsWhiteSpace(outer) || char.IsPunctuation(outer)));

    [GeneratedRegex(@"\n\s*(?:[-*+>#]|\d+[.)])")]
    private static partial Regex LineStart();
}
