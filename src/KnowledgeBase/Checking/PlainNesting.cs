namespace KnowledgeBase.Checking;

/// <summary>The elements that are open, as long as browsers nest them as they are written.</summary>
/// <remarks>
/// Every end tag must name the element that was opened last, and no start tag may close, move or repeat another element, by
/// "the rules for parsing tokens in HTML content" of the HTML standard. Some that do no harm are refused too, for brevity.
/// </remarks>
internal sealed class PlainNesting
{
    private readonly Stack<PlainElement> _open = new();
    private int _paragraphs, _links, _buttons, _forms, _codes;
    private bool _hadHead, _hadBody, _isOver;

    public bool IsCode => _codes > 0;
    public bool IsHead => _open.TryPeek(out var top) && top.Kind == PlainKind.Head;

    /// <summary>Only white space may stand here.</summary>
    public bool IsBetween => !_open.TryPeek(out var top) || !top.IsFlow;

    /// <summary>The document began, and all is closed again.</summary>
    public bool IsComplete => _hadBody && _open.Count == 0;

    public bool MayHold(PlainElement element)
    {
        if (!_open.TryPeek(out var top)) return element.Kind == PlainKind.Html && !_isOver;
        return top.Kind switch
        {
            PlainKind.Html => element.Kind == PlainKind.Head ? !_hadHead : element.Kind == PlainKind.Body && _hadHead && !_hadBody,
            PlainKind.Head => element.Kind is PlainKind.HeadVoid or PlainKind.Text or PlainKind.Title,
            PlainKind.Table => element.Kind is PlainKind.Caption or PlainKind.Columns or PlainKind.Rows,
            PlainKind.Columns => element.Kind == PlainKind.Column,
            PlainKind.Rows => element.Kind == PlainKind.Row,
            PlainKind.Row => element.Kind == PlainKind.Cell,
            _ => MayFlow(element, top),
        };
    }

    private bool MayFlow(PlainElement element, PlainElement parent)
    {
        if (_paragraphs > 0 && element.IsBlock) return false;
        return element.Kind switch
        {
            PlainKind.Inline or PlainKind.Block or PlainKind.List or PlainKind.Terms or PlainKind.Table => true,
            PlainKind.Void or PlainKind.HeadVoid or PlainKind.Rule or PlainKind.Text => true,
            PlainKind.Link => _links == 0,
            PlainKind.Button => _buttons == 0,
            PlainKind.Form => _forms == 0,
            PlainKind.Heading => parent.Kind != PlainKind.Heading,
            PlainKind.Entry => parent.Kind == PlainKind.List,
            PlainKind.Term => parent.Kind == PlainKind.Terms,
            _ => false,
        };
    }

    public void Open(PlainElement element)
    {
        _open.Push(element);
        _hadHead |= element.Kind == PlainKind.Head;
        _hadBody |= element.Kind == PlainKind.Body;
        Count(element, 1);
    }

    public bool TryClose(ReadOnlySpan<char> name)
    {
        if (!_open.TryPeek(out var top) || !name.SequenceEqual(top.Name)) return false;
        _open.Pop();
        _isOver |= top.Kind == PlainKind.Html;
        Count(top, -1);
        return true;
    }

    private void Count(PlainElement element, int by)
    {
        switch (element.Kind)
        {
            case PlainKind.Block when element.Name == "p":
                _paragraphs += by;
                break;
            case PlainKind.Inline when element.Name == "code":
                _codes += by;
                break;
            case PlainKind.Link:
                _links += by;
                break;
            case PlainKind.Button:
                _buttons += by;
                break;
            case PlainKind.Form:
                _forms += by;
                break;
        }
    }
}
