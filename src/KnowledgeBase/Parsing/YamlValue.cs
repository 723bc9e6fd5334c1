using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>A value of a YAML block: text, a list or a map, and where it stands.</summary>
/// <param name="Start">Offset in the file's text.</param>
/// <param name="End">Offset after the value's last character.</param>
internal abstract record YamlValue(SourceLocation Location, int Start, int End);

/// <summary>How the text of a scalar is written.</summary>
internal enum YamlStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,

    /// <summary>Lines of text after <c>|</c> or <c>&gt;</c>.</summary>
    Block,
}

/// <param name="Text">What the source means: escapes decoded, lines folded.</param>
/// <param name="Comment">Offset of a '#' after a plain value in the same line: the author may have meant it as text.</param>
internal sealed record YamlScalar(string Text, YamlStyle Style, SourceLocation Location, int Start, int End, int? Comment)
    : YamlValue(Location, Start, End)
{
    /// <summary>Nothing was written, or one of YAML's words for nothing.</summary>
    public bool IsNull => Style == YamlStyle.Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(ImmutableArray<YamlValue> Items, SourceLocation Location, int Start, int End)
    : YamlValue(Location, Start, End);

/// <param name="IsComplete">No line of the block was lost to a mistake, so a key that is not here was not written.</param>
internal sealed record YamlMap(ImmutableArray<YamlEntry> Entries, bool IsComplete, SourceLocation Location, int Start, int End)
    : YamlValue(Location, Start, End);

/// <summary>A value that could not be read. Its mistake is told, so nothing more is said about it.</summary>
internal sealed record YamlUnreadable(SourceLocation Location, int Start, int End) : YamlValue(Location, Start, End);

/// <summary>A key of a map, and its value.</summary>
internal sealed record YamlEntry(string Key, SourceLocation KeyLocation, YamlValue Value);
