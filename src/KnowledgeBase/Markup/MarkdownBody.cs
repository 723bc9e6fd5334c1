using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>A node's body, parsed once: its ids, its words and, when its links are resolved, its HTML.</summary>
public sealed class MarkdownBody
{
    /// <summary>Level of a heading without words: it is shown as a paragraph.</summary>
    internal const int NoHeading = 0;

    /// <summary>Characters of a link's text that tell what it is.</summary>
    private const int EnoughOfALink = 60;

    private readonly Body _body;
    private readonly string _text;
    private readonly string _path;
    private readonly MarkdownDocument? _document;
    private SourceFile? _lines;
    private readonly Dictionary<string, MarkdownObject> _blockById = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _numbers;
    private readonly Dictionary<string, string> _idByRawId = new(StringComparer.Ordinal);
    private readonly Dictionary<Inline, ResolvedLink> _links = [];
    private bool _isPlain;

    /// <summary>Headings or raw HTML, which the Markdown beside the page may need to write in another way.</summary>
    private bool _hasParts;


    private MarkdownBody(Body body, string text, string path, MarkdownDocument? document) => (_body, _text, _path, _document) = (body, text, path, document);

    /// <summary>Ids of steps and headings, in the order of the text.</summary>
    public IReadOnlyCollection<string> Ids => _blockById.Keys;

    public bool Has(string id) => _blockById.ContainsKey(id);

    public bool IsStep(string id) => _blockById.GetValueOrDefault(id) is ListItemBlock;

    /// <param name="path">File of the body, for diagnostics.</param>
    /// <param name="id">The node's id, which begins all ids in its body.</param>
    /// <param name="taken">Ids of the page so far; those of this body are added.</param>
    /// <param name="headingLevel">Level of the node's own heading; those of the body follow it without gaps.</param>
    /// <param name="authors">Whom the body may mention.</param>
    public static MarkdownBody Parse(Body body, string path, string id, int headingLevel, HashSet<string> taken, List<Diagnostic> diagnostics, AuthorNames? authors = null)
    {
        var text = body.Text;
        var document = MarkdownDialect.Parse(text, out var problem, out var line, authors);
        var parsed = new MarkdownBody(body, text, path, document);
        if (document is null)
        {
            diagnostics.Add(Rules.PlainFallback.At(new(path, body.Line + line - 1, 1), problem));
            return parsed;
        }

        LostWords.Tell(document, text, parsed.At, diagnostics);
        if (text.Contains("[^", StringComparison.Ordinal)) parsed.TellUnusedFootnotes(document, diagnostics);
        parsed.GiveIds(document, id, headingLevel, taken);
        return parsed;
    }

    private void TellUnusedFootnotes(MarkdownDocument document, List<Diagnostic> diagnostics)
    {
        var unused = UnusedFootnotes.TakeOut(document).ToList();
        var used = document.Descendants<FootnoteLinkReferenceDefinition>().Select(definition => definition.Footnote).Except(unused).Select(note => note?.Label).ToHashSet();
        foreach (var note in unused)
        {
            var advice = used.Contains(note.Label) ? "another has this label, so give it one of its own" : $"write '[{note.Label}]' where it belongs, or remove it";
            diagnostics.Add(Rules.UnusedFootnote.At(At(note.LabelSpan.Start), note.Label ?? "", advice));
        }
    }

    /// <summary>The body's own id that <c>#fragment</c> means in it: as it stands, or as the end of a heading's id.</summary>
    public string? OwnId(string nodeId, string fragment)
    {
        if (_blockById.ContainsKey(fragment)) return fragment;
        if (_idByRawId.TryGetValue(fragment, out var raw)) return raw;
        var own = $"{nodeId}-{fragment}";
        return _blockById.ContainsKey(own) ? own : null;
    }

    /// <summary>Headings of a level, as the page shows them: after <see cref="ToHtml"/>.</summary>
    public IEnumerable<(string Id, string Text)> HeadingsOf(int level) => _document is null || _isPlain ? [] : _document.OfType<HeadingBlock>()
        .Where(heading => heading.Level == level)
        .Select(heading => ((string)heading.GetData(BodyHtml.IdKey)!, PlainText.Of(heading)));

    /// <summary>The words as a reader sees them: of the whole body, or of one of its steps; null if it has no such id.</summary>
    public string? TextOf(string? stepId = null, int enough = int.MaxValue)
    {
        if (stepId is not null) return _blockById.TryGetValue(stepId, out var block) ? PlainText.Of(block, enough) : null;
        return _document is null ? _text : PlainText.Of(_document, enough);
    }

    /// <summary>The words of a takeaway: what it says, and in quotation marks its evidence. What names the source behind a sentence is none of them.</summary>
    public string StatementAndEvidence() => Said(_ => true);

    /// <summary>What a takeaway says, without its evidence.</summary>
    public string Statement() => Said(block => block is not QuoteBlock);

    /// <summary>What a takeaway quotes, in quotation marks.</summary>
    public string Evidence() => Said(block => block is QuoteBlock);

    private string Said(Func<Block, bool> isAsked) => _document is null ? _text : string.Join(' ', _document.Where(isAsked).Select(block => block switch
    {
        QuoteBlock => $"“{PlainText.Of(block)}”",
        ParagraphBlock { Inline: { } inlines } => WithoutSources(inlines),
        _ => PlainText.Of(block),
    }).Where(text => text.Length > 0));

    private static string WithoutSources(ContainerInline sentence)
    {
        var text = PlainText.Of(sentence);
        var last = sentence.LastChild;
        while (last is LineBreakInline or LinkInline { IsImage: false } || last is LiteralInline between && between.Content.AsSpan().Trim(" ,;").Length == 0)
        {
            var label = last is LinkInline link ? PlainText.Of(link) : last is LiteralInline { Content: var sign } ? sign.AsSpan().Trim().ToString() : "";
            if (!text.EndsWith(label, StringComparison.Ordinal)) break;
            text = text[..^label.Length].TrimEnd();
            last = last.PreviousSibling;
        }

        // A link that ends a sentence is a part of it.
        return text.Length > 0 && ".!?…。！？؟".Contains(text[^1], StringComparison.Ordinal) ? text : PlainText.Of(sentence);
    }

    /// <summary>Links outside block quotes: those that name what a takeaway is drawn from.</summary>
    public IEnumerable<AuthorLink> SourceLinks() => _document is null ? [] : _document.Descendants<LinkInline>()
        .Where(link => !link.IsImage && !IsQuoted(link))
        .Select(link => ToAuthorLink(link, link.Url ?? ""));

    public bool HasLinkInQuote => _document?.Descendants<LinkInline>().Any(link => !link.IsImage && IsQuoted(link)) == true;

    /// <summary>Block quotes at any depth: the evidence of a takeaway.</summary>
    public IEnumerable<(string Text, SourceLocation Location)> Quotes() => _document is null ? [] : _document.Descendants<QuoteBlock>()
        .Where(quote => quote.Parent is not QuoteBlock)
        .Select(quote => (PlainText.Of(quote), At(quote)));

    /// <summary>What would look like evidence in a takeaway, but cannot be compared word for word: what it is, and what to do instead.</summary>
    public IEnumerable<(string What, string Advice, SourceLocation Location)> UncheckableQuotes()
    {
        foreach (var part in _document?.Descendants() ?? [])
        {
            if (part is FootnoteLink { IsBackLink: false } && IsQuoted(part)) yield return ("a footnote in a quote", "write its words into the quote", At(part));
            if (part is LinkInline { IsImage: true } && IsQuoted(part)) yield return ("an image in a quote", "move it out of the quote", At(part));
            foreach (var piece in RawHtml.PiecesOf(part) ?? [])
            {
                if (piece.Start is { Name: "blockquote" } quote) yield return ("'<blockquote>'", "begin the line with '> ' in its place", At(quote.Offset));
                if (piece.Start is { Name: "img" } image && IsQuoted(part)) yield return ("an image in a quote", "move it out of the quote", At(image.Offset));
            }
        }
    }

    /// <summary>Renders the body. Links are asked for one by one; can be called once.</summary>
    /// <param name="words">For what is said beside the author's text.</param>
    /// <param name="linksHeadings">Each heading has a link to itself.</param>
    public SafeHtml ToHtml(string nodeId, Words words, Func<AuthorLink, ResolvedLink> resolve, List<Diagnostic> diagnostics, bool linksHeadings = false)
    {
        if (_document is null) return PlainHtml();
        if (RawHtml.FindingsOf(_document) is { } findings) diagnostics.AddRange(findings.Tell(At));
        var rawHtml = new RawHtmlWriting(tag => resolve(ToAuthorLink(tag)), tag => tag["id"] is { } id ? _idByRawId.GetValueOrDefault(id) : null, words);

        try
        {
            return BodyHtml.Render(_document, _text.Length, nodeId, link => _links[link] = resolve(ToAuthorLink(link, AddressOf(link))), rawHtml, words, linksHeadings);
        }
        catch (OutputTooLargeException)
        {
            return Fallback("its page would be many times longer than its text");
        }
        catch (ArgumentException)
        {
            // Markdig counts the depth of inlines when it renders, too.
            return Fallback(MarkdownDialect.TooDeep);
        }

        SafeHtml Fallback(string problem)
        {
            diagnostics.Add(Rules.PlainFallback.At(new(_path, _body.Line, 1), problem));
            _isPlain = true;
            return PlainHtml();
        }
    }

    /// <summary>The body as Markdown that means beside the page what the page shows. After <see cref="ToHtml"/>, which resolves its links.</summary>
    public string ToMarkdown() => _document is null || _isPlain ? MarkdownText.AsCode(_text)
        : _hasParts || _links.Count > 0 ? new BodyMarkdown(_text, _links).Of(_document)
        : _text;

    private SafeHtml PlainHtml() => new($"<pre class=\"plain\">{System.Net.WebUtility.HtmlEncode(_text)}</pre>\n");

    private void GiveIds(MarkdownDocument document, string id, int headingLevel, HashSet<string> taken)
    {
        var lists = 0;
        foreach (var list in document.OfType<ListBlock>().Where(list => list.IsOrdered))
        {
            lists++;
            var step = 0;
            foreach (var item in list) SetId(item, lists == 1 ? $"{id}-s{++step}" : $"{id}-l{lists}-s{++step}", taken);
        }

        var levels = new Stack<int>();
        foreach (var part in document.Descendants())
        {
            if (part is HeadingBlock heading)
            {
                _hasParts = true;
                var words = PlainText.Of(heading, 200);
                heading.Level = words.Length == 0 ? NoHeading : LevelIn(levels, heading.Level, headingLevel);
                SetId(heading, $"{id}-{Slug.From(words, "heading")}", taken);
            }
            else if (RawHtml.PiecesOf(part) is { } pieces)
            {
                _hasParts = true;
                GiveIds(part, pieces, id, taken);
                RawHtml.SetLevels(pieces, level => LevelIn(levels, level, headingLevel));
            }
        }
    }

    private static int LevelIn(Stack<int> levels, int level, int headingLevel)
    {
        while (levels.Count > 0 && levels.Peek() >= level) levels.Pop();
        levels.Push(level);
        return Math.Min(6, headingLevel + levels.Count);
    }

    private void GiveIds(MarkdownObject part, List<RawPiece> pieces, string id, HashSet<string> taken)
    {
        foreach (var piece in pieces)
        {
            // Ids with '_' are the page's own.
            if (piece.Start?["id"] is { } raw && !_idByRawId.ContainsKey(raw)) _idByRawId.Add(raw, SetId(part, $"{id}-{Slug.From(raw, "part")}", taken));
        }
    }

    private string SetId(MarkdownObject block, string id, HashSet<string> taken)
    {
        var unique = id;
        if (!taken.Add(unique))
        {
            // Where the last one of that name stopped: thousands may have it.
            var number = (_numbers ??= new(StringComparer.Ordinal)).GetValueOrDefault(id, 2);
            do unique = $"{id}-{number++}";
            while (!taken.Add(unique));
            _numbers[id] = number;
        }

        block.SetData(BodyHtml.IdKey, unique);
        _blockById.Add(unique, block);
        return unique;
    }

    private static string AddressOf(Inline link) => link switch
    {
        LinkInline { GetDynamicUrl: { } dynamic } inline => dynamic() ?? inline.Url ?? "",
        LinkInline inline => inline.Url ?? "",
        AutolinkInline { IsEmail: true } mail => "mailto:" + mail.Url,
        AutolinkInline autolink => autolink.Url,
        MentionInline mention => mention.Author,
        _ => "",
    };

    private AuthorLink ToAuthorLink(Inline link, string address) =>
        new(address, link is LinkInline { IsImage: true }, link is LinkInline inline ? PlainText.Of(inline, EnoughOfALink) : address, At(link), link is MentionInline);

    private AuthorLink ToAuthorLink(RawTag tag) =>
        tag.Name == "img" ? new(tag["src"]!, true, tag["alt"]?.Trim() ?? "", At(tag.Offset)) : new(tag["href"]!, false, tag["href"]!, At(tag.Offset));

    /// <summary>From the offset, for Markdig's own columns count a tab as up to four.</summary>
    private SourceLocation At(MarkdownObject block) => At(block.Span.Start);

    private SourceLocation At(int offset)
    {
        _lines ??= new(_path, _text);
        var place = _lines.AtOffset(offset);
        return place with { Line = _body.Line + place.Line - 1, Column = _body.Indent + place.Column };
    }

    private static bool IsQuoted(MarkdownObject part)
    {
        var container = (part as Inline)?.Parent;
        while (container?.Parent is not null) container = container.Parent;
        for (var block = container?.ParentBlock ?? part as Block; block is not null; block = block.Parent)
        {
            if (block is QuoteBlock) return true;
        }

        return false;
    }
}
