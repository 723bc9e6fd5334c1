namespace KnowledgeBase.Rendering;

/// <summary>Where the literal text of a template stands in HTML, character by character. A value: equal places are interchangeable.</summary>
/// <param name="Name">Of the tag, as far as it was read.</param>
/// <param name="Attribute">Of the attribute, as far as it was read.</param>
/// <param name="Value">Of the attribute: nothing yet, literal text, or a printed value.</param>
internal readonly record struct HtmlPlace(HtmlState State, string Name, string Attribute, AttributeValue Value)
{
    public static readonly HtmlPlace Start = new(HtmlState.Text, "", "", AttributeValue.Empty);

    private static readonly HashSet<string> UrlAttributes = ["href", "src", "action", "formaction", "poster", "srcset", "cite", "data", "ping", "background", "manifest"];

    /// <summary>A statement ends the name of a tag or attribute: what follows cannot go on with it.</summary>
    public HtmlPlace BeforeStatement() => State is HtmlState.TagName ? this with { State = HtmlState.AfterValue } : this;

    /// <summary>What a value printed here must be, and the place after it.</summary>
    public OutputPlace Output(bool isInclude, out HtmlPlace next, out string? problem)
    {
        next = this;
        problem = null;
        if (State == HtmlState.Text)
        {
            if (Name is "script" or "style") problem = $"nothing may be printed inside <{Name}>; put it into a file under assets/";
            return OutputPlace.Text;
        }

        if (State != HtmlState.DoubleQuoted || isInclude)
        {
            problem = isInclude
                ? "a partial cannot be included inside a tag or a comment; include it between tags"
                : "a value inside a tag stands in a double-quoted attribute value, as in title=\"{{ page.title }}\"";
            return OutputPlace.Text;
        }

        if (!UrlAttributes.Contains(Attribute)) return OutputPlace.Attribute;
        if (Value != AttributeValue.Empty) problem = $"the address must be the whole value of '{Attribute}'; make it in the model";
        next = this with { Value = AttributeValue.Printed };
        return OutputPlace.Url;
    }

    public HtmlPlace Read(char c, out string? problem)
    {
        problem = null;
        var isSpace = c is ' ' or '\t' or '\n' or '\r' or '\f';
        switch (State)
        {
            case HtmlState.Text when c == '<':
                return this with { State = HtmlState.TagOpen };
            case HtmlState.Text:
                if (!isSpace && Name is "script" or "style" && !isSpace) problem = $"nothing may stand inside <{Name}>; put it into a file under assets/ (the policy of the pages forbids it here)";
                return this;
            case HtmlState.TagOpen when c == '!':
                return this with { State = HtmlState.Declaration, Name = "" };
            case HtmlState.TagOpen when c == '/' || char.IsAsciiLetter(c):
                return this with { State = HtmlState.TagName, Name = c == '/' ? "/" : char.ToLowerInvariant(c).ToString() };
            case HtmlState.TagOpen:
                problem = "a '<' that starts no tag; write '&lt;'";
                return this with { State = HtmlState.Text };
            case HtmlState.Declaration:
                if (Name == "-" && c == '-') return this with { State = HtmlState.Comment, Name = "" };
                return c == '>' ? Start : this with { Name = Name.Length == 0 && c == '-' ? "-" : "!" };
            case HtmlState.Comment:
                if (c == '>' && Name == "--") return Start;
                return this with { Name = c == '-' ? (Name.Length > 0 ? "--" : "-") : "" };
            case HtmlState.TagName when !isSpace && c is not ('>' or '/'):
                return this with { Name = Name + char.ToLowerInvariant(c) };
            case HtmlState.AttributeName when !isSpace && c is not ('>' or '/' or '='):
                return this with { Attribute = Attribute + char.ToLowerInvariant(c) };
            case HtmlState.AttributeName when c == '=':
                problem = Forbidden(Attribute);
                return this with { State = HtmlState.BeforeValue, Value = AttributeValue.Empty };
            case HtmlState.BeforeValue when c == '"':
                return this with { State = HtmlState.DoubleQuoted };
            case HtmlState.BeforeValue when !isSpace:
                problem = "write attribute values in double quotes";
                return this with { State = c == '\'' ? HtmlState.SingleQuoted : HtmlState.Tag };
            case HtmlState.BeforeValue:
                return this;
            case HtmlState.DoubleQuoted when c == '"':
                return this with { State = HtmlState.AfterValue, Attribute = "", Value = AttributeValue.Empty };
            case HtmlState.DoubleQuoted:
                if (Value == AttributeValue.Printed) problem = $"the address must be the whole value of '{Attribute}'; make it in the model";
                return this with { Value = UrlAttributes.Contains(Attribute) ? AttributeValue.Literal : AttributeValue.Empty };
            case HtmlState.SingleQuoted:
                return c == '\'' ? this with { State = HtmlState.AfterValue, Attribute = "" } : this;
            default:
                return ReadInTag(c, isSpace, out problem);
        }
    }

    /// <summary>Between the parts of a tag.</summary>
    private HtmlPlace ReadInTag(char c, bool isSpace, out string? problem)
    {
        problem = null;
        if (c == '>')
        {
            if (Name == "style") problem = "<style> is forbidden by the policy of the pages; put the rules into a file under assets/";
            // What a script or style holds is no markup, so its name stays known until it is closed.
            return Start with { Name = Name is "script" or "style" ? Name : "" };
        }

        if (isSpace || c == '/') return this with { State = HtmlState.Tag, Attribute = "" };
        if (State == HtmlState.AfterValue) problem = "leave a space before the next attribute";
        return this with { State = HtmlState.AttributeName, Attribute = char.ToLowerInvariant(c).ToString() };
    }

    private static string? Forbidden(string attribute) =>
        attribute.StartsWith("on", StringComparison.Ordinal) || attribute is "style" or "srcdoc"
            ? $"the attribute '{attribute}' is forbidden by the policy of the pages; use a class, or a script under assets/"
            : null;
}

internal enum HtmlState
{
    Text,
    TagOpen,
    TagName,
    Tag,
    AttributeName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    AfterValue,
    Declaration,
    Comment,
}

internal enum AttributeValue
{
    Empty,
    Literal,
    Printed,
}
