using KnowledgeBase.Diagnostics;
using YamlDotNet.Core;

namespace KnowledgeBase.Parsing;

/// <summary>
/// Reads a small block of YAML as a tree with places. Bounded in size and depth, without anchors, aliases and tags, and
/// from YamlDotNet's events only: its object models recurse, follow aliases and keep the last of two equal keys.
/// </summary>
internal static class YamlReader
{
    public const int MaxLength = 64 * 1024;

    /// <summary>Null if the block cannot be read; then exactly one diagnostic says why.</summary>
    /// <param name="endLine">The first line after the block.</param>
    public static YamlMap? Read(SourceFile file, int firstLine, int endLine, List<Diagnostic> diagnostics)
    {
        var block = new YamlBlock(file, firstLine, endLine);
        var tree = new YamlTree(block);
        if ((Refusal(block) ?? ReadEvents(block, tree)) is { } problem)
        {
            diagnostics.Add(problem);
            return null;
        }

        diagnostics.AddRange(tree.Diagnostics);
        for (var line = firstLine; line < endLine; line++)
        {
            if (tree.IsInsideScalar(line) || block.IndentingTab(line) is not { } tab) continue;
            diagnostics.Add(Rules.YamlTab.At(block.At(tab)));
            break;
        }

        return tree.Root as YamlMap ?? new YamlMap([], file.At(firstLine), block.Start, block.Start);
    }

    private static Diagnostic? ReadEvents(YamlBlock block, YamlTree tree)
    {
        try
        {
            var parser = new Parser(new StringReader(block.Text));
            while (parser.MoveNext())
            {
                if (tree.Take(parser.Current!) is { } problem) return problem;
            }

            return null;
        }
        catch (YamlException problem)
        {
            return YamlMistake.Explain(block, tree.LastKey, (int)problem.Start.Index + block.Start, problem.Message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner falls over its own state at a list that is never closed.
            return YamlMistake.Explain(block, tree.LastKey, tree.LastStart, "a list or map is never closed");
        }
    }

    private static Diagnostic? Refusal(YamlBlock block)
    {
        var length = block.End - block.Start;
        if (length > MaxLength) return Rules.YamlTooLarge.At(block.At(block.Start), $"{length}", $"{MaxLength}");

        // YAML 1.1 ends a line, or the whole block, at characters that no editor shows as an end.
        var hidden = block.File.Text.AsSpan(block.Start, length).IndexOfAny("\0\u0085\u2028\u2029");
        if (hidden < 0) return null;
        var offset = block.Start + hidden;
        return Rules.YamlSyntax.At(block.At(offset), $"the character U+{(int)block[offset]:X4} cannot be seen and ends a line for YAML; remove it");
    }
}
