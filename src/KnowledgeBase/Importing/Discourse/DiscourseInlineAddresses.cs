using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <content>Pictures, links and bare addresses.</content>
internal sealed partial class DiscourseInline
{
    private bool TakeImage()
    {
        if (Image().Match(_text, _at) is not { Success: true } image || image.Index != _at) return false;
        var (alt, address) = (image.Groups["alt"].Value + image.Groups["size"].Value, image.Groups["address"].Value.Trim('<', '>'));
        AppendImage(alt, address, image.Groups["title"].Value, image.Groups["kind"].Value);
        _line += image.ValueSpan.Count('\n');
        _at += image.Length;
        return true;
    }

    private void AppendImage(string alt, string address, string title, string kind)
    {
        if (alt.Length == 0 || alt[0] == '|') alt = MarkdownPieces.Escape(PictureName.Of(address)) + alt;
        var found = _place.Image(address);
        if (found is null) _output.Append(alt);
        else _output.Append(kind.Length > 0 ? "[" : "![").Append(alt).Append("](").Append(Target(found)).Append(title.Length > 0 ? " " + title : "").Append(')');
    }

    private bool TakeTarget()
    {
        if (LinkTarget().Match(_text, _at) is not { Success: true } target || target.Index != _at) return false;
        var address = target.Groups["address"].Value.Trim('<', '>');
        if (!address.StartsWith("upload:", StringComparison.OrdinalIgnoreCase) && !_place.Links.IsInForum(address) && !_place.Links.IsRelative(address)) return TakeWhole(_at + target.Length);
        var found = _place.Link(address);
        _output.Append(found is null ? "]" : $"]({Target(found)}{target.Groups["title"].Value})");
        _line += target.ValueSpan.Count('\n');
        _at += target.Length;
        return true;
    }

    /// <summary>Takes a whole line that says where a link leads; one that leads nowhere stays as it is written.</summary>
    private bool TakeDefinition()
    {
        if (!_definitions[_line] || Definition().Match(_text, _at) is not { Success: true } definition) return false;
        var written = definition.Groups["address"];
        var address = written.Value.Trim('<', '>');
        var isOurs = address.StartsWith("upload:", StringComparison.OrdinalIgnoreCase) || _place.Links.IsInForum(address);
        if (!isOurs || _place.Link(address) is not { } found) return TakeWhole(_at + definition.Length);
        _output.Append(_text, _at, written.Index - _at).Append(Target(found));
        _at = written.Index + written.Length;
        return TakeWhole(definition.Index + definition.Length);
    }

    private bool TakeAttachment()
    {
        const string mark = "|attachment";
        if (string.CompareOrdinal(_text, _at, mark + "](", 0, mark.Length + 2) != 0) return false;
        _at += mark.Length;
        return true;
    }

    private bool TakeAddress()
    {
        if (_at > 0 && char.IsLetterOrDigit(_text[_at - 1])) return false;
        if (BareAddress().Match(_text, _at) is not { Success: true } match || match.Index != _at) return false;
        var address = WithoutClosing(match.Value);
        var isInLink = string.CompareOrdinal(_text, _at + address.Length, "](", 0, 2) == 0;
        var title = isInLink ? null : _place.Previews.TitleOf(address);
        if (!isInLink && _place.IsTextAlone) _place.Tell("onebox", LossKind.Remote, address);
        var found = !isInLink && _place.Links.IsInForum(address) ? _place.Link(address) ?? address : address;
        if (found != address || title is not null)
        {
            _output.Append('[').Append(title is null ? Shown(address) : MarkdownPieces.Escape(title)).Append("](").Append(Target(found)).Append(')');
            _at += address.Length;
            return true;
        }

        var start = _output.Length;
        Take(address.Length);
        _bareUrl = _at == _text.Length || _text[_at] == '\n' ? start : -1;
        return true;
    }

    private static string WithoutClosing(string address)
    {
        var end = address.Length;
        var surplus = address.AsSpan().Count(')') - address.AsSpan().Count('(');
        while (end > 10 && (address[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '*' or '_' or '~' or '\'' or '"' || (address[end - 1] == ')' && surplus > 0)))
        {
            if (address[--end] == ')') surplus--;
        }

        return address[..end];
    }

    // Not an address of its own inside the link.
    private static string Shown(string address) => address.Replace("://", "\\://", StringComparison.Ordinal);

    private static string Target(string address) => address.AsSpan().ContainsAny(" ()") ? $"<{address}>" : address;

    [GeneratedRegex("""\G!\[(?<alt>[^\[\]\n|]{0,1000})(?:\|(?<kind>video|audio)[^\[\]\n]{0,100}|(?<size>\|\d{1,5}x\d{1,5}(?:, ?\d{1,3}%)?)[^\[\]\n]{0,100}|\|thumbnail)?\]\(\s*(?<address><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\s*(?<title>"[^"\n]*"|'[^'\n]*')?\s*\)""")]
    private static partial Regex Image();

    [GeneratedRegex("""\G\]\(\s*(?<address><[^<>\n]*>|[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?<title>\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)""")]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"\G\[(?:[^\[\]\\\n]|\\.)+\]:[ \t]*(?<address><[^<>\n]*>|\S+)[^\n]*")]
    private static partial Regex Definition();

    [GeneratedRegex("""\Ghttps?://[^\s<>"\[\]`]+""", RegexOptions.IgnoreCase)]
    private static partial Regex BareAddress();
}
