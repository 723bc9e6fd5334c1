namespace KnowledgeBase.Rendering;

// The steps of the HTML standard's tokenizer that templates need; what it calls a parse error is a problem here.
internal readonly partial record struct HtmlPlace
{
    /// <summary>The place after one more character of literal text.</summary>
    public HtmlPlace Read(char c, out string? problem) => State switch
    {
        HtmlState.Text => InText(c, out problem),
        HtmlState.TagOpen or HtmlState.EndTagOpen => InTagOpen(c, out problem),
        HtmlState.Declaration or HtmlState.Comment => InComment(c, out problem),
        HtmlState.BeforeValue => InBeforeValue(c, out problem),
        HtmlState.DoubleQuoted or HtmlState.SingleQuoted => InValue(c, out problem),
        _ => InTag(c, out problem),
    };

    private HtmlPlace InText(char c, out string? problem)
    {
        problem = null;
        if (c == '<') return this with { State = HtmlState.TagOpen };
        return IsOpaque && !IsSpace(c) ? ToldInside(out problem) : this;
    }

    private HtmlPlace InTagOpen(char c, out string? problem)
    {
        problem = null;
        var isEnd = State == HtmlState.EndTagOpen;
        if (c == '/' && !isEnd) return this with { State = HtmlState.EndTagOpen };
        if ((IsOpaque || IsOnlyText) && !isEnd)
        {
            if (IsOpaque) return ToldInside(out problem);
            problem = NoTag;
            return TextIn(Inside);
        }

        if (char.IsAsciiLetter(c)) return this with { State = HtmlState.TagName, Tag = (isEnd ? "/" : "") + char.ToLowerInvariant(c) };
        if (c == '!' && !isEnd) return this with { State = HtmlState.Declaration, Word = "" };
        problem = "a '<' that starts no tag; write '&lt;'";
        return TextIn(Inside);
    }

    /// <summary>From <c>&lt;!</c> to <c>&gt;</c>, or from <c>&lt;!--</c> to one of the ends that browsers take: <c>--&gt;</c>, <c>--!&gt;</c>, or at once <c>&gt;</c>, <c>-&gt;</c>.</summary>
    private HtmlPlace InComment(char c, out string? problem)
    {
        problem = null;
        if (State == HtmlState.Declaration)
        {
            if (Word == "-" && c == '-') return this with { State = HtmlState.Comment, Word = "start" };
            if (Word.Length == 0 && c is not ('-' or 'd' or 'D')) problem = "only '<!-- a comment -->' and '<!DOCTYPE html>' may start with '<!'";
            return c == '>' ? TextIn(Inside) : this with { Word = Word.Length == 0 ? c.ToString() : "declaration" };
        }

        if (c == '>' && Word is "start" or "start-" or "--" or "--!") return TextIn(Inside);
        return this with
        {
            Word = (Word, c) switch
            {
                ("start", '-') => "start-",
                ("start-" or "-" or "--", '-') => "--",
                (_, '-') => "-",
                ("--", '!') => "--!",
                _ => "",
            },
        };
    }

    private HtmlPlace InTag(char c, out string? problem)
    {
        var next = AfterInTag(c, out problem);
        var endsBare = State == HtmlState.AttributeName ? c is '>' or '/' : State == HtmlState.AfterAttributeName && c != '=' && !IsSpace(c);
        if (endsBare && IsForbidden) problem ??= Forbidden;
        return next;
    }

    private HtmlPlace AfterInTag(char c, out string? problem)
    {
        problem = null;
        if (c == '>') return Close(out problem);
        if (c == '/') return this with { State = HtmlState.Tag, Word = "" };
        if (IsSpace(c)) return this with { State = State is HtmlState.AttributeName or HtmlState.AfterAttributeName ? HtmlState.AfterAttributeName : HtmlState.Tag };
        if (c == '=' && State is HtmlState.AttributeName or HtmlState.AfterAttributeName) return BeginValue(out problem);
        if (c is '<' or '"' or '\'' or '=') problem = $"a '{c}' that has no place in a tag; write attributes as name=\"value\" and end the tag with '>'";
        else if (State == HtmlState.AfterValue) problem = "leave a space before the next attribute";
        var lower = char.ToLowerInvariant(c);
        return State switch
        {
            HtmlState.TagName => this with { Tag = Tag + lower },
            HtmlState.AttributeName => this with { Word = Word + lower },
            _ => this with { State = HtmlState.AttributeName, Word = lower.ToString() },
        };
    }

    private HtmlPlace BeginValue(out string? problem)
    {
        problem = IsForbidden ? Forbidden : null;
        var isMetaOrder = Tag == "meta" && Word == "http-equiv";
        if (isMetaOrder && Meta.HasFlag(MetaPart.PrintedContent)) problem = "write 'http-equiv' before 'content', so that it is known what may be printed there";
        return this with { State = HtmlState.BeforeValue, Value = AttributeValue.Empty, Meta = isMetaOrder ? Meta | MetaPart.HttpEquiv : Meta };
    }

    private HtmlPlace InBeforeValue(char c, out string? problem)
    {
        problem = null;
        if (IsSpace(c)) return this;
        if (c == '"') return this with { State = HtmlState.DoubleQuoted };
        problem = "write attribute values in double quotes";
        if (c == '>') return Close(out _);
        return this with { State = c == '\'' ? HtmlState.SingleQuoted : HtmlState.AttributeName };
    }

    private HtmlPlace InValue(char c, out string? problem)
    {
        problem = null;
        if (c == (State == HtmlState.DoubleQuoted ? '"' : '\'')) return this with { State = HtmlState.AfterValue, Word = "", Value = AttributeValue.Empty };
        if (!IsUrl) return this;
        if (Value == AttributeValue.Printed) problem = NotWhole;
        return this with { Value = AttributeValue.Literal };
    }

    private HtmlPlace Close(out string? problem)
    {
        problem = null;
        if (Tag == "/" + Inside) return Start;
        if (Inside.Length > 0)
        {
            if (IsOpaque) return ToldInside(out problem);
            if (IsOnlyText) problem = NoTag;
            else if (OpaqueElements.Contains(Tag) || Tag is "title" or "textarea" or "noscript") problem = $"<{Tag}> cannot stand inside <{Inside}>";
            return TextIn(Inside);
        }

        if (Tag == "style") problem = "<style> is forbidden by the policy of the pages; put the rules into a file under assets/";
        // Browsers with scripts read what a noscript holds as words, so markup must not be printed there either.
        return TextIn(OpaqueElements.Contains(Tag) || Tag is "title" or "textarea" or "noscript" ? Tag : "");
    }

    /// <summary>A script that stands in the page is told once, not at each of its letters.</summary>
    private HtmlPlace ToldInside(out string? problem)
    {
        problem = Value == AttributeValue.Printed ? null : $"nothing may stand inside <{Inside}>; {InsteadOfContent}";
        return TextIn(Inside) with { Value = AttributeValue.Printed };
    }

    /// <summary>The attribute of this name would be a script, a style or a page of its own.</summary>
    private bool IsForbidden => Word.StartsWith("on", StringComparison.Ordinal) || Word is "style" or "srcdoc";

    private string Forbidden => $"the attribute '{Word}' is forbidden by the policy of the pages; use a class, or a script under assets/";

    private string InsteadOfContent => Inside is "script" or "style" ? "put it into a file under assets/, as the policy of the pages asks" : "leave it empty";

    private string NoTag => $"no tag can stand inside <{Inside}>; write '&lt;' for a '<'";

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
