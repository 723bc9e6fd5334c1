using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>Begins a paragraph at the first line below a table that has no '|': Markdig would take both for one paragraph, with all its pipes.</summary>
internal sealed class TableEndParser : BlockParser
{
    private static readonly SearchValues<char> s_dashes = SearchValues.Create("-:| \t\r");

    public override BlockState TryOpen(BlockProcessor processor)
    {
        // Lines with a '|' are passed over, so that none is looked at again for each that follows.
        if (processor.Line.AsSpan().Contains('|') || processor.CurrentBlock is not ParagraphBlock { Lines: var above } || !EndsWithTable(above)) return BlockState.None;
        return processor.Parsers.FindExact<ParagraphBlockParser>()!.TryOpen(processor);
    }

    private static bool EndsWithTable(StringLineGroup lines)
    {
        for (var i = lines.Count - 1; i > 0; i--)
        {
            var line = lines.Lines[i].Slice.AsSpan();
            if (!line.Contains('|')) return false;
            if (line.Contains('-') && !line.ContainsAnyExcept(s_dashes)) return lines.Lines[i - 1].Slice.AsSpan().Contains('|');
        }

        return false;
    }
}
