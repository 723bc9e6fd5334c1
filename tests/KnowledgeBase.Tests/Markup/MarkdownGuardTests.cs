using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>What people write passes; what goes over a limit is refused at its line.</summary>
public class MarkdownGuardTests
{
    private const string TooDeep = "it nests lists and quotes more than 50 deep";
    private const string TooManyMarks = "it has too many brackets, stars, addresses or cells without a blank line between";

    /// <summary>Large, ugly, and meant well.</summary>
    private static readonly (string Name, Func<string> Text)[] Harmless =
    [
        ("nothing", () => ""),
        ("blank lines", () => "a" + new string('\n', 10_000) + "b"),
        ("generics", () => "Use List<string> instead of Dictionary<string, List<int>> here, and <!-- is not closed."),
        ("unmatched brackets, that Markdig itself refuses", () => new string('[', 133)),
        ("prose of a megabyte", () => Lines(20_000, i => $"Lorem *ipsum* `dolor` [sit](http://x.y/{i}) amet\nand **so** on & on.\n\n")[..(1 << 20)]),
        ("one paragraph of 200 kB", () => Lines(4_000, i => "Plain words go on for a while, as [people](http://x.y) write. ")[..200_000]),
        ("one line of a megabyte", () => new string('x', 1 << 20)),
        ("log in a fence", () => "See:\n```\n" + Lines(8_000, LogLine) + "```\n"),
        ("log in a fence after steps with fences", () => "1. do\n   ```\n   x [[[\n   ```\n2. see\n\nThen:\n\n```\n" + Lines(8_000, LogLine) + "```\n"),
        ("log in a fence in details", () => "<details>\n<summary>log</summary>\n\n~~~text\n" + Lines(8_000, LogLine) + "~~~\n\n</details>\n"),
        ("log without a fence", () => Lines(600, LogLine)),
        ("quotes and lists as code", () => "```\n" + new string('>', 5_000) + " x\n" + string.Concat(Enumerable.Repeat("- ", 5_000)) + "x\n```\n"),
        ("JSON without a fence", () => "[" + Lines(1_000, i => $"  {{ \"id\": {i}, \"a_b\": [1, 2, {{ \"x\": \"<b>\" }}] }},\n") + "]"),
        ("C without a fence", () => Lines(1_500, i => $"static int *f_{i}(char **argv, int &v) {{\n    *p++ = a[i][j] * b[i] | x; // http://x.y\n}}\n" + (i % 5 == 0 ? "\n" : ""))),
        ("stack trace", () => Lines(1_000, i => $"   at Foo.Bar`1.<Baz>b__0(String s) in C:\\x\\y.cs:line {i}\n")),
        ("patch", () => Lines(4_000, i => " a\n+ b[0]\n- c\n@@ -1,2 +3,4 @@\n")),
        ("table", () => "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + Lines(3_000, i => "|one|two|three|four|five|6|7|8|\n")),
        ("table with emphasis and links", () => "|**a**|b|c|\n|-|-|-|\n" + Lines(600, i => $"|**one**|`two`|[three](http://x.y/{i})|\n")),
        ("table drawn with dashes", () => Lines(1_500, i => "+----+----+\n| a  | b  |\n")),
        ("list of links", () => Lines(5_000, i => $"- [a{i}](http://x.y/{i}) - *some* text\n")),
        ("numbered list of links, with lists in it", () => Lines(5_000, i => $"{i + 1}. [a{i}](http://x.y/{i})\n   - sub `x` *y*\n")),
        ("list eight deep", () => Lines(5_000, i => new string(' ', 2 * (i % 8)) + $"- item {i}\n")),
        ("loose list", () => Lines(3_000, i => $"- item {i}\n\n  more\n\n")),
        ("task list", () => Lines(3_000, i => "- [ ] do `x`\n- [x] done\n")),
        ("addresses, line by line", () => Lines(2_000, i => $"http://example.org/path/{i}\n")),
        ("link definitions", () => Lines(1_000, i => $"see [a{i}][{i}]" + (i % 10 == 0 ? "\n\n" : " ")) + "\n\n" + Lines(1_000, i => $"[{i}]: http://x.y/{i} 'title'\n")),
        ("footnotes", () => Lines(500, i => $"text[^{i}].\n\n") + Lines(500, i => $"[^{i}]: note\n")),
        ("headings", () => Lines(3_000, i => $"## h{i}\n\ntext\n\nh\n=====\n\n")),
        ("alerts", () => Lines(500, i => "> [!NOTE]\n> text\n\n")),
        ("mail quoted twenty times", () => Lines(20, i => string.Concat(Enumerable.Repeat("> ", 20 - i)) + "text\n")),
        ("rules", () => Lines(200, i => string.Concat(Enumerable.Repeat("* ", 60)) + "\n\n" + new string('-', 200) + "\n")),
        ("picture in the text", () => "![x](data:image/png;base64," + Lines(20_000, i => "iVBORw0KGgo") + ")\n"),
        ("HTML", () => "<div>\n" + Lines(3_000, i => "<p class=\"x\">text <b>b</b></p>\n") + "</div>\n"),
    ];

    public static TheoryData<string> HarmlessTexts => [.. Harmless.Select(text => text.Name)];

    [Theory]
    [MemberData(nameof(HarmlessTexts))]
    public void Check_HarmlessText_IsAccepted(string name) =>
        Assert.Null(MarkdownGuard.Check(Harmless.Single(text => text.Name == name).Text()));

    [Theory]
    [InlineData(50)]
    [InlineData(10_000)]
    public void Check_QuotesInALine_AreRefusedOverFifty(int depth)
    {
        var text = "a\n\n" + string.Concat(Enumerable.Repeat("> ", depth)) + "b\n\nc";
        Check(text, depth > 50 ? (TooDeep, 3) : null);
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("> - ")]
    [InlineData("* + ")]
    public void Check_TenThousandInALine_AreRefusedThere(string marks) =>
        Check("a\n\nb\n" + string.Concat(Enumerable.Repeat(marks, 10_000)) + "c\n", (TooDeep, 4));

    [Fact]
    public void Check_ListThatGrowsByIndent_IsRefusedAtItsFiftyFirstLevel() =>
        Check("text\n\n" + Lines(10_000, i => new string(' ', 2 * Math.Min(i, 500)) + "- a\n"), (TooDeep, 53));

    [Fact]
    public void Check_QuoteThatGrowsByLines_IsRefusedAtItsFiftyFirstLevel() =>
        Check(Lines(1_000, i => new string('>', i + 1) + " a\n"), (TooDeep, 51));

    [Fact]
    public void Check_TooLong_IsRefusedWhereItGoesOver() =>
        Check(Lines(11_000, i => new string('x', 99) + "\n"), ("it is longer than 1,048,576 characters", 10_486));

    [Fact]
    public void Check_CarriageReturns_CountAsLines() =>
        Check("a\r\nb\rc\r\n\r\n" + new string('>', 60), (TooDeep, 5));

    [Fact]
    public void Check_ParagraphOfMarks_IsRefusedAtItsFirstLine() =>
        Check("fine\n\nalso\nfine\n\n" + Lines(20_000, i => "*a\n"), (TooManyMarks, 6));

    /// <summary>A fence protects nothing where Markdig does not see one.</summary>
    [Theory]
    [InlineData("```\n{0}```\n", true)]
    [InlineData("```\n{0}", true)]
    [InlineData("~~~ a`b\n{0}~~~\n", true)]
    [InlineData("- a\n\n```\n{0}```\n", true)]
    [InlineData("> a\n```\n{0}```\n", true)]
    [InlineData("<!-- a -->\n\n```\n{0}```\n", true)]
    [InlineData("``` a`b\n{0}```\n", false)]
    [InlineData("    ```\n{0}", false)]
    [InlineData("<!--\n```\n-->\n\n{0}", false)]
    [InlineData("<pre>\n\n```\n</PRE>\n\n{0}", false)]
    [InlineData("<div>\n```\n\n{0}", false)]
    [InlineData("[^a]: b\n```\n    ```\n\n{0}", false)]
    [InlineData("- a\n\n  ```\n```\n```\n\n{0}", false)]
    [InlineData("```\n```\u00A0\n{0}", false)]
    public void Check_MarksAfterFence_AreExemptIfCode(string frame, bool isCode)
    {
        var refusal = MarkdownGuard.Check(frame.Replace("{0}", Lines(20_000, i => "*a\n"), StringComparison.Ordinal));
        Assert.Equal(isCode ? null : TooManyMarks, refusal?.Reason);
    }

    private static void Check(string markdown, (string Reason, int Line)? expected) => Assert.Equal(expected, MarkdownGuard.Check(markdown));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    private static string LogLine(int i) => $"[2026-01-01 12:00:{i % 60:00}] INFO [main] com.foo.Bar_Baz - value={i} <none> a_b *x* C:\\x http://h/{i}\n";
}
