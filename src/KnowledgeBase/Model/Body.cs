namespace KnowledgeBase.Model;

/// <summary>A node's Markdown source, a document of its own: LF line ends, no blank lines around it, fences closed, no literal node heading outside a fence.</summary>
public sealed record Body
{
    // The text itself, or the thread's texts that hold it.
    private object _text;
    private int _start, _length;

    /// <param name="text">Canonical text; see <c>CanonicalBody</c> for how any text is made so.</param>
    /// <param name="line">Line of the file at which the text begins; its lines follow each other as in the file.</param>
    /// <param name="indent">Columns that were cut off each line (a takeaway's list indent).</param>
    public Body(string text, int line = 1, int indent = 0) => (_text, Line, Indent) = (text, line, indent);

    /// <summary>A body whose text is among those of a thread.</summary>
    /// <param name="start">Where it begins there, in bytes.</param>
    public Body(BodyTexts texts, int start, int length, int line, int indent) =>
        (_text, _start, _length, Line, Indent) = (texts, start, length, line, indent);

    /// <summary>Decoded each time it is asked for, if it is kept with its thread's.</summary>
    public string Text
    {
        get => _text as string ?? ((BodyTexts)_text).Read(_start, _length);
        init => _text = value;
    }

    public int Line { get; init; }

    public int Indent { get; init; }

    /// <summary>Where its text is among those of its thread, in bytes; of no meaning if it is not kept there.</summary>
    public (int Start, int Length) Place => (_start, _length);

    /// <summary>Its thread's texts, if it is kept there.</summary>
    internal BodyTexts? KeptIn => _text as BodyTexts;

    /// <summary>From now on the text is kept with the thread's others; what it says stays the same.</summary>
    public void KeepIn(BodyTexts texts, int start, int length)
    {
        // In this order: whoever reads meanwhile finds one or the other.
        (_start, _length) = (start, length);
        Volatile.Write(ref _text, texts);
    }

    public bool Equals(Body? other) => other is not null && Line == other.Line && Indent == other.Indent && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Line, Indent);
}
