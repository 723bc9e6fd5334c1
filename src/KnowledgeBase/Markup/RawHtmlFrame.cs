using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Markup;

/// <summary>The raw tags that are open in one Markdown container, and what becomes of the next: each ends where its container ends.</summary>
/// <param name="isSentence">Only parts of a sentence may stand here.</param>
/// <param name="isInLink">The sentence is a link's, and links hold no links.</param>
internal sealed class RawHtmlFrame(RawHtmlFindings findings, int outerDepth, bool isSentence = false, bool isInLink = false)
{
    /// <summary>Browsers and the parser of the sanitiser slow down with depth.</summary>
    private const int MaxDepth = 40;

    private const int MaxKept = 20_000;

    private readonly List<(string Name, RawTag? Tag)> _open = [];
    private readonly Dictionary<string, int> _endedEarly = new(StringComparer.Ordinal);

    public int Depth => outerDepth + _open.Count;

    public bool IsOpen => _open.Count > 0;

    public bool IsInLink => isInLink || _open.Exists(open => open.Name == "a");

    /// <summary>The tag is kept here.</summary>
    public bool Takes(RawTag tag) => tag.IsEnd ? Accepts(tag) : IsPossible(tag);

    private bool Accepts(RawTag tag)
    {
        if (tag.IsEnd) return _open.Exists(open => open.Name == tag.Name && open.Tag is not null);
        if (AllowedHtml.ParentsOf(tag.Name) is not { } parents) return true;
        var ended = AllowedHtml.EndedBy(tag.Name);
        var at = _open.Count - 1;
        while (at >= 0 && (HoldsSentence(_open[at].Name) || ended.Contains(_open[at].Name))) at--;
        return at >= 0 && parents.Contains(_open[at].Name);
    }

    /// <summary>Text between tags; its entities are read already.</summary>
    public void AddText(string text, List<RawPiece> pieces)
    {
        if (!string.IsNullOrWhiteSpace(text)) OpenSentence(pieces, isSource: false);
        pieces.Add(new(text));
    }

    /// <summary>What is no tag, or none that may be kept.</summary>
    public void AddSource(string source, string name, int offset, List<RawPiece> pieces)
    {
        var lineEnd = source.AsSpan().IndexOfAny('\r', '\n');
        findings.Add(Rules.RawHtml, name, offset, lineEnd < 0 ? source : source[..lineEnd]);
        OpenSentence(pieces, isSource: true);
        pieces.Add(new(source));
    }

    public void Add(RawTag tag, List<RawPiece> pieces)
    {
        var kind = AllowedHtml.KindOf(tag.Name);
        var isPhrase = kind is TagKind.Phrase or TagKind.PhraseVoid;
        if (kind == TagKind.None || (isSentence && !isPhrase)) AddSource(tag.Source, tag.Name, tag.Offset, pieces);
        else if (tag.IsEnd) AddEnd(tag, pieces);
        else if (!IsPossible(tag)) AddSource(tag.Source, tag.Name, tag.Offset, pieces);
        else AddStart(tag, kind, pieces);
    }

    /// <summary>Ends what cannot go on after this block, or before one of Markdown.</summary>
    public void EndSentence(List<RawPiece> pieces) => EndWhile(HoldsSentence, pieces);

    /// <summary>Ends lists and tables in whose midst no block can stand.</summary>
    public void MakeRoom(List<RawPiece> pieces) => EndWhile(name => HoldsSentence(name) || AllowedHtml.KindOf(name) == TagKind.Structure, pieces);

    public void EndAll(List<RawPiece> pieces) => EndWhile(_ => true, pieces);

    private bool IsPossible(RawTag tag) =>
        Accepts(tag) && Depth < MaxDepth && findings.Kept < MaxKept
        && !(tag.Name == "a" && (isInLink || tag["href"] is null && tag["id"] is null))
        && !(tag.Name == "input" && !"checkbox".Equals(tag["type"], StringComparison.OrdinalIgnoreCase))
        && !(tag.Name == "img" && string.IsNullOrWhiteSpace(tag["src"]));

    private void AddStart(RawTag tag, TagKind kind, List<RawPiece> pieces)
    {
        if (kind is TagKind.Phrase or TagKind.PhraseVoid)
        {
            while (tag.Name == "a" && IsInLink) End(pieces);
            OpenSentence(pieces, isSource: false);
        }
        else
        {
            EndSentence(pieces);
            var ended = AllowedHtml.EndedBy(tag.Name);
            EndWhile(ended.Contains, pieces);
            if (AllowedHtml.ParentsOf(tag.Name) is null) MakeRoom(pieces);
        }

        findings.Kept++;
        pieces.Add(new(tag.Name, Kept(tag)));
        if (kind is not (TagKind.PhraseVoid or TagKind.BlockVoid)) _open.Add((tag.Name, tag));
    }

    private void AddEnd(RawTag tag, List<RawPiece> pieces)
    {
        if (Accepts(tag))
        {
            while (_open[^1] is var top && (top.Name != tag.Name || top.Tag is null)) End(pieces);
            _open.RemoveAt(_open.Count - 1);
            pieces.Add(new(tag.Name, IsEnd: true));
        }
        else if (_endedEarly.GetValueOrDefault(tag.Name) is > 0 and var count)
        {
            _endedEarly[tag.Name] = count - 1;
        }
        else
        {
            AddSource(tag.Source, tag.Name, tag.Offset, pieces);
        }
    }

    private RawTag Kept(RawTag tag)
    {
        if (tag.Attributes.IsEmpty || tag.Name == "input") return tag;
        var kept = tag.Attributes.ToBuilder();
        kept.Clear();
        foreach (var (name, value) in tag.Attributes)
        {
            if (AllowedHtml.Keep(tag.Name, name, value) is { } attribute) kept.Add(attribute);
            else findings.Add(Rules.RawAttribute, name, tag.Offset, name, $"<{tag.Name}>");
        }

        return tag with { Attributes = kept.ToImmutable() };
    }

    /// <summary>Words stand in no list or table but in its parts, and in a paragraph where nothing else holds them.</summary>
    private void OpenSentence(List<RawPiece> pieces, bool isSource)
    {
        if (isSentence) return;
        while (_open.Count > 0 && AllowedHtml.KindOf(_open[^1].Name) == TagKind.Structure) End(pieces, isBeforeWords: true);
        if (_open.Count > 0) return;
        _open.Add(("p", null));
        pieces.Add(new("p", isSource ? SourceParagraph : Paragraph));
    }

    private void EndWhile(Func<string, bool> ends, List<RawPiece> pieces)
    {
        while (_open.Count > 0 && ends(_open[^1].Name)) End(pieces);
    }

    /// <summary>Ends the innermost tag, though its author did not.</summary>
    private void End(List<RawPiece> pieces, bool isBeforeWords = false)
    {
        var (name, tag) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (tag is not null)
        {
            _endedEarly[name] = _endedEarly.GetValueOrDefault(name) + 1;
            if (isBeforeWords && AllowedHtml.PartOf(name) is { } part) findings.Add(Rules.StrayWords, name, tag.Offset, $"<{name}>", part);
            else if (!AllowedHtml.MayStayOpen(name)) findings.Add(Rules.UnclosedTag, name, tag.Offset, $"<{name}>", $"</{name}>");
        }

        // What ends before it begins would leave a gap.
        if (pieces is [.., { Start: { } start }] && start.Name == name) pieces.RemoveAt(pieces.Count - 1);
        else pieces.Add(new(name, IsEnd: true));
    }

    private static bool HoldsSentence(string name) => AllowedHtml.KindOf(name) is TagKind.Phrase or TagKind.Leaf;

    private static readonly RawTag Paragraph = new("p", false, [], "", 0);
    private static readonly RawTag SourceParagraph = new("p", false, [("class", "html")], "", 0);
}
