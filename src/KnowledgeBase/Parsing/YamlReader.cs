using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>
/// Reads some lines of a file as a YAML map. Never throws; every mistake is told at its place in the file, with what
/// to write instead, and as many of them as possible in one run.
/// </summary>
internal static class YamlReader
{
    public const int MaxLength = 64 * 1024;

    /// <summary>Each mended mistake costs one more reading of the block, so there is an end to it.</summary>
    private const int MaxReadings = 20;

    /// <param name="endLine">The first line after the block.</param>
    public static Diagnosed<YamlMap> Read(SourceFile file, int firstLine, int endLine)
    {
        var block = new YamlBlock(file, firstLine, endLine);
        if (block.End - block.Start > MaxLength)
            return new(Nothing(block, isComplete: false), [Rules.YamlTooLarge.At(file.At(firstLine), $"{block.End - block.Start}", $"{MaxLength}")]);

        var diagnostics = new List<Diagnostic>();
        block.Clean(diagnostics);
        for (var reading = 1; ; reading++)
        {
            var tree = YamlTree.Read(block);
            var failure = tree.Failure ?? NotAMap(tree, block);
            if (failure is not null && reading < MaxReadings && YamlMistake.Mend(block, failure, diagnostics)) continue;

            diagnostics.AddRange(tree.Diagnostics);
            var map = tree.Root as YamlMap ?? Nothing(block, isComplete: tree.Root is null && failure is null && !block.HasLostLines);
            return new(map with { IsComplete = map.IsComplete && failure is null }, [.. diagnostics.Order()]);
        }
    }

    /// <summary>A block that is one text or list is the mistake of whoever wrote its first line.</summary>
    private static YamlFailure? NotAMap(YamlTree tree, YamlBlock block) =>
        tree.Root is null or YamlMap ? null : new(tree.Root.Start, block.Start, -1, -1, -1, "");

    private static YamlMap Nothing(YamlBlock block, bool isComplete) =>
        new([], isComplete, block.At(block.Start), block.Start, block.Start);
}
