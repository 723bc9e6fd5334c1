using System.Text;
using KnowledgeBase.Markup;
using Markdig;
using Markdig.Syntax;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>The guard may see more than Markdig does, never less: compared over random texts, each named by its seed.</summary>
public class MarkdownGuardBoundsTests
{
    private static readonly string[] Parts =
    [
        "a", "b c", " ", "  ", "   ", "    ", "\t", "\n", "\n\n", "\n\n\n", "- ", "* ", "+ ", "-", "1. ", "2. ", "1) ", "12. ", "> ", ">", "# ", "#", "---", "***", "===", "--",
        "```", "```\n", "\n```\n", "\n```", "~~~", "\n~~~\n", "````", "`", "<div>", "</div>", "<!--", "-->", "<?", "?>", "<pre>", "</pre>", "<b>", "<foo>", "<script>", "</script>", "<!X", "<![CDATA[", "]]>",
        "[^a]: ", "[^a]", "[a]: b", "[", "]", "](b)", "|", "|-|", "\n|-|\n", "[ ] ", "[!NOTE]", "\n> ", "\n- ", "\n  - ", "\n   ", "\n    ", "\n      ", "\n  ", "\n\t", "\n\n    ", "\n\n  ", "=", "_", "\\",
        "\u00A0", "\f", "\r", "é", "123456789. ", "-     ", "1.      ", "\n1. ", "\n2. ", "\n> > ", ">\t", "-\t", "\n```a b`c\n", "\n ```\n", "\n   ```\n", "\n    ```\n", "\n> ```\n", "\n- ```\n", "```\u00A0\n", "\n\n[^x]: ",
    ];

    [Fact]
    public void Run_RandomTexts_SeesAllThatMarkdigReads()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var text = RandomText(new Random(seed));
            if (Missed(text) is { } missed) Assert.Fail($"seed {seed}: {missed} in '{text}'");
        }
    }

    /// <summary>Found by such a search, each in its smallest form.</summary>
    [Theory]
    [InlineData("a\n     - b\n       - c\n       - d")]
    [InlineData("[\n2.\n   ```\n```\n|")]
    [InlineData("1)\n\n   ~~~\n~~~\nx")]
    [InlineData("[^]:\n```\n    ```\n\n)")]
    [InlineData("<v>\n>\n>\n~~~\n\ne")]
    [InlineData("<!A\n```>\nv")]
    [InlineData("<!A\n1. >\n   ```\n\n```\n`")]
    [InlineData("- ```\n- - -")]
    [InlineData("- ```\n\n- -\t-")]
    [InlineData("789.\n    9. 9.")]
    [InlineData("459.\n    * * *")]
    [InlineData("  1. a\n\t>\n\t1. 1.")]
    [InlineData("*\n\n   *\n        * *")]
    [InlineData("-\n   -\n    -")]
    [InlineData("-\n    ```\n  ```\n\n  ```\n```\n`")]
    [InlineData("2. ```\n?\n2. `")]
    [InlineData("1. >`\n   >2. -")]
    [InlineData("<pre\n\n2. </pre>\n   ]\n2. a")]
    [InlineData("|\n- -|")]
    [InlineData("b\n>[a]:b\n>---")]
    public void Run_TextThatMarkdigReadsInItsOwnWay_SeesAllOfIt(string text) => Assert.Null(Missed(text));

    private static string? Missed(string text)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, MarkdownDialect.Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var scan = new MarkdownGuardScan(text) { CodeLines = [], Leaves = [] };
        if (scan.Run() is not null) return null;
        var depth = document.Descendants<Block>().Select(Depth).DefaultIfEmpty().Max();
        if (depth > scan.Depth) return $"depth {depth}, not {scan.Depth}";
        foreach (var leaf in document.Descendants<LeafBlock>().Where(leaf => leaf.Inline is not null && leaf is ParagraphBlock or HeadingBlock))
        {
            var (start, end) = (leaf.Span.Start, Math.Min(leaf.Span.End, text.Length - 1));
            if (leaf is HeadingBlock { IsSetext: true }) end = text.AsSpan(0, end).LastIndexOfAny('\n', '\r') - 1;
            if (start < 0 || end < start) continue;
            foreach (var (from, to) in scan.CodeLines)
            {
                if (from <= end && to > start && !string.IsNullOrWhiteSpace(text[Math.Max(from, start)..Math.Min(to, end + 1)])) return $"text in the code {from}-{to}";
            }

            if (!scan.Leaves.Any(stretch => stretch.Start <= start && end <= stretch.End)) return $"the paragraph {start}-{end} in two stretches";
        }

        return null;
    }

    private static int Depth(Block block)
    {
        var depth = 0;
        for (var at = block; at is not null; at = at.Parent) depth += at is QuoteBlock or ListItemBlock ? 1 : 0;
        return depth;
    }

    /// <summary>Few kinds of part, so that they meet often.</summary>
    private static string RandomText(Random random)
    {
        var kinds = Enumerable.Range(0, 2 + random.Next(10)).Select(_ => Parts[random.Next(Parts.Length)]).ToArray();
        var from = random.Next(3) == 0 ? Parts : kinds;
        var text = new StringBuilder();
        for (var left = 3 + random.Next(25); left > 0; left--) text.Append(from[random.Next(from.Length)]);
        return text.ToString();
    }
}
