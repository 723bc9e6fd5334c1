using System.Diagnostics;
using KnowledgeBase.Markup;
using Markdig;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>Texts made to cost Markdig much. S6: one can cost a post, never the build.</summary>
public class MarkdownGuardHostileTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>A beginning, and what is repeated after it up to a megabyte. Markdig takes from two seconds to hours for each, or gives hundreds of megabytes.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        // Brackets, links, and searches to the end of the paragraph.
        { "", "[" }, { "", "[[a]" }, { "", "![" }, { "", "![[]()" }, { "", "[a](" }, { "", "[](" }, { "", "[a](b (" }, { "", "[ (](" }, { "", "[a](http://" },
        { "", "[a][b] " }, { "", "[a*b]" }, { "", "[*a " }, { "", "[`a" }, { "", "[a\n" }, { "[a]: b\n\n", "[a][" }, { "", "x <!A " }, { "", "x <?" }, { "", "x <!--" }, { "", "x <![CDATA[" },
        // Emphasis.
        { "", "*a " }, { "", "**a " }, { "", "*a_ " }, { "", "a***" }, { "", "~~a " }, { "", "a**b*c " }, { "", "*a\n" }, { "", "_a __b " }, { "***", "a** b* " },
        // Addresses.
        { "", "http://a.b " }, { "", "www.a.b " }, { "", "http://a.b\n" }, { "", "www.a_b~" }, { "", "mailto:a@b_c~" }, { "<b>", "http://a.b " }, { "*", "http://漢.b " },
        // Tables.
        { "|a|\n", ":|" }, { "a|b\n", ":|a" }, { "a|b\n-|-\n", "|" }, { "|a|b|\n|-|-|\n", "|*c|d*|\n" }, { "|a|b|\n|-|-|\n", "|[c|d|\n" }, { "|a|b|\n|-|-|\n", "|[c|d](e)|\n" }, { "|**a**|\n|-|\n", "|b|\n" },
        { "", "t\n|a|\n|-|\n\n" }, { "", "|a|\n|-|\n\n" }, { "|a|\n|-|\n", "||||||||||\n" }, { "", "`a\n|` " },
        // Lines that Markdig looks at again and again.
        { "", "a\n=\n" }, { "", "a\n-\n" }, { "- a\n", "===\n" }, { "> [a\n", "===\n" }, { "1. [a\n", "--\n" }, { "", "[a]: b\n" }, { "", "[a]: b\n\n" }, { "", "[^a]: b\n\n" }, { "", "> [a]: b\n===\n" }, { "", "> [!NOTE]\n\n" },
        // Nesting.
        { "", ">" }, { "", "+ " }, { "", "1. " }, { "", "> - " }, { "", "* + - 1. " }, { string.Concat(Enumerable.Repeat("- ", 40)) + "a", "\n" }, { "- a\n\n", "  b\n\n" }, { "", "-\n\n  a\n" },
        // Many pieces.
        { "", "-\n" }, { "", "+\n*\n-\n" }, { "", "a\n\n" }, { "", "#\n" }, { "", "- a\n" },
    };

    /// <summary>What comes nearest to the limits, as found by search over some thousand kinds of text.</summary>
    private static readonly (string Start, string Repeated)[] Accepted =
    [
        (Repeat("*a ", 300), "[b](c) "), (Repeat("~~a ", 300), "&amp; "), (Repeat("*a ", 1000), "`b` "), (Repeat("[", 1000), "\na"), (Repeat("a|b\n", 20_000), "[a|b](c) "), (Repeat("[a](b) ", 5_000), "http://a.b "),
        ("", "[a](http://"), ("", "[a](b)"), ("[^a]: b\n\n", "[^a] "), ("", "|a|b|\n"), ("", "a\n    b\n"), ("", "x\n\n- a\n\n"), ("", "\n\n|a|\n|-|\nx"), ("", "> a\n\n"), ("", "<a b='"), ("", "`a``b```c"),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_MegabyteOfIt_IsRefused(string start, string repeated) => Assert.NotNull(MarkdownGuard.Check(Text(start, repeated, Megabyte)));

    [Fact]
    public void Check_NestedBulletsAndBlankLinesOfTenKilobytes_AreRefused() =>
        Assert.Equal(("it nests lists and quotes more than 50 deep", 1), MarkdownGuard.Check(Repeat("* ", 2_500) + Repeat("a\n\n* b\n", 700)));

    [Fact]
    public void Check_LongDefinitionInManyLinks_IsRefusedAtIt() =>
        Assert.Equal(("it has too many links, and a very long definition of one", 3), MarkdownGuard.Check($"a\n\n[a]: /{new string('&', 50_000)}\n\n" + Repeat("[a] ", 10_000)));

    [Fact]
    public void Check_WideTableWithShortRows_IsRefused() =>
        Assert.Equal(("it has more than 100,000 paragraphs, list items and table cells", 1), MarkdownGuard.Check(Repeat("|a", 1_000) + "|\n" + Repeat("|-", 1_000) + "|\n" + Repeat("|b\n", 1_000)));

    /// <summary>A hang shows here. The thread has the stack that a main thread has on Windows.</summary>
    [Fact]
    public void Render_LargestAcceptedTexts_EndsSoon()
    {
        var rendered = 0;
        var thread = new Thread(
            () =>
            {
                foreach (var (start, repeated) in Accepted)
                {
                    Render(LargestAccepted(start, repeated));
                    rendered++;
                }
            },
            maxStackSize: Megabyte) { IsBackground = true };
        thread.Start();
        // Five seconds on an idle machine; a single text that slipped through would take minutes.
        thread.Join(TimeSpan.FromMinutes(4));
        Assert.Equal(Accepted.Length, rendered);
    }

    /// <summary>What comes after each other must not multiply.</summary>
    [Fact]
    public void Parse_TablesAfterManyLines_CostNoMoreThanBeforeThem()
    {
        var (tables, lines) = (Repeat("a|b\n-|-\n1|2\n\n", 5_000), Repeat("\n", 400_000));
        Parse(tables);
        var before = Parse(tables + lines);
        Assert.InRange(Parse(lines + tables), TimeSpan.Zero, 5 * before + TimeSpan.FromSeconds(1));

        static TimeSpan Parse(string text)
        {
            var clock = Stopwatch.StartNew();
            Assert.NotNull(MarkdownDialect.Parse(text, out _, out _));
            return clock.Elapsed;
        }
    }

    private static void Render(string text)
    {
        try
        {
            using var html = new StringWriter();
            Markdown.ToHtml(text, html, MarkdownDialect.Pipeline);
        }
        catch (ArgumentException)
        {
            // Too deep for Markdig; whoever calls it shows the post as plain text.
        }
    }

    private static string LargestAccepted(string start, string repeated)
    {
        for (var size = Megabyte; ; size = size * 4 / 5)
        {
            var text = Text(start, repeated, size);
            if (MarkdownGuard.Check(text) is null) return text;
        }
    }

    private static string Text(string start, string repeated, int size) => (start + Repeat(repeated, size / repeated.Length + 1))[..size];

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
