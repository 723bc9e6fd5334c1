using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>What a text can stand in.</summary>
internal enum TextPart
{
    Heading = '#',
    List = '*',
    NumberedList = '1',
    ListEntry = '-',
    Quote = '>',
    Code = '`',
    Row = '=',
    Cell = '|',
}

/// <summary>How many letters each block of a text has, and in which quotes, lists and tables it stands: two spellings of one text have the same.</summary>
internal sealed class TextOutline
{
    private readonly StringBuilder _outline = new();
    private int _letters;

    public void Open(TextPart part)
    {
        EndBlock();
        _outline.Append((char)part).Append('(');
    }

    /// <summary>Ends what was opened last. What holds no letter leaves no trace.</summary>
    public void Close()
    {
        EndBlock();
        if (_outline[^1] == '(') _outline.Length -= 2;
        else _outline.Append(')');
    }

    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) _letters++;
        }
    }

    /// <summary>What follows is another block.</summary>
    public void EndBlock()
    {
        if (_letters > 0) _outline.Append(_letters).Append(' ');
        _letters = 0;
    }

    public override string ToString() => _outline.ToString();
}
