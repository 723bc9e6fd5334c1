using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>A value of a YAML block, and where it stands.</summary>
/// <param name="Start">Offset in the file's text.</param>
/// <param name="End">Offset after the value's last character.</param>
internal abstract record YamlValue(SourceLocation Location, int Start, int End);

/// <param name="Text">What the source means: quotes gone, escapes decoded, lines folded.</param>
/// <param name="IsPlain">Written without quotes, and not as a block after <c>|</c> or <c>&gt;</c>.</param>
/// <param name="Comment">Offset of a '#' after a plain value in its line: the author may have meant it as text.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, int? Comment, SourceLocation Location, int Start, int End)
    : YamlValue(Location, Start, End)
{
    /// <summary>Nothing was written, or one of YAML's words for nothing.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(ImmutableArray<YamlValue> Values, SourceLocation Location, int Start, int End) : YamlValue(Location, Start, End);

/// <summary>Each key once, in the order of the file.</summary>
internal sealed record YamlMap(ImmutableArray<YamlEntry> Entries, SourceLocation Location, int Start, int End) : YamlValue(Location, Start, End);

/// <summary>A value whose mistake is told already, so nothing more is said about it.</summary>
internal sealed record YamlUnreadable(SourceLocation Location, int Start, int End) : YamlValue(Location, Start, End);

internal sealed record YamlEntry(string Key, SourceLocation KeyLocation, YamlValue Value);
