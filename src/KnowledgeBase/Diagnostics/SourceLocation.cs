namespace KnowledgeBase.Diagnostics;

/// <summary>A place in a file. Line and column count from 1, the column in UTF-16 units; prints as <c>path:line:column</c>.</summary>
public readonly record struct SourceLocation(string Path, int Line = 1, int Column = 1) : IComparable<SourceLocation>
{
    public int CompareTo(SourceLocation other)
    {
        var byPath = string.CompareOrdinal(Path, other.Path);
        if (byPath != 0) return byPath;
        return Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
    }

    /// <summary>The path as a terminal may have it: the names of files may be strangers', too.</summary>
    public string ShownPath => Rule.Shown(Path, int.MaxValue);

    public override string ToString() => $"{ShownPath}:{Line}:{Column}";

    public static bool operator <(SourceLocation left, SourceLocation right) => left.CompareTo(right) < 0;
    public static bool operator >(SourceLocation left, SourceLocation right) => left.CompareTo(right) > 0;
    public static bool operator <=(SourceLocation left, SourceLocation right) => left.CompareTo(right) <= 0;
    public static bool operator >=(SourceLocation left, SourceLocation right) => left.CompareTo(right) >= 0;
}
