using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;
using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What holds for every post's HTML: no word is lost or added, code stays as it is, and nothing takes long.</summary>
public class HtmlPropertyTests
{
    private static readonly string[] Words =
    [
        "word", "two words", "a", "1", "x_y", "snake_case_name", "_", "__init__", "*", "**", "2 * 3", "a*b*c", "~", "~~", "~~x~~", "`", "``", "\\", "\\\\", "\\*", "C:\\dir\\", "#", "# x", "###### y", "#tag",
        "C#", "-", "- x", "+ x", "--", "---", "- - -", "***", "___", "=", "===", "1.", "1. x", "12) y", "1986. A", "&gt;", "&gt; q", "&lt;b&gt;", "&lt;", "&lt;!--", "List&lt;T&gt;", "a &lt; b", "&amp;", "&amp;amp;", "&amp;copy;",
        "&amp;#35;", "AT&amp;T", "[x]", "[ ] task", "[", "]", "[a](b)", "[a][b]", "[a]: b", "[^1]", "[^1]: n", "![i](j)", "!", "(", ")", "](", ":", ":smile:", ":+1:", "12:30:45", "a::b::c", "@name", "$", "$x$", "$5 and $6", "|", "a | b", "|---|", ":-:",
        "-|-", "http://x.example/a_b", "https://x.example.", "www.x.example", "mailto:a@b.example", "a@b.example", "{#id}", "## Answer", "## Answer by x", "“q”", "«", "。", "é", "日本語", "שלום", "🎉", "\u00A0", "&nbsp;x&nbsp;", "\u200B", "^", "=", "==x==", "\"", "'", "...", "—", "%", "/", "&lt;/details&gt;", "```", "~~~", "    x", "\t", "\n", " \n ", " ", "",
    ];

    private static readonly string[] Inlines = ["em", "i", "strong", "b", "del", "s", "kbd", "sub", "sup", "mark", "ins", "u", "small", "q", "abbr", "span", "font", "ruby", "rt", "cite", "label", "bdo"];
    private const string PictureText = "a [b] |c* \\";

    private static readonly string[] Blocks = ["p", "div", "blockquote", "h1", "h2", "h3", "h6", "section", "center", "figure", "details", "summary", "dl", "dt", "dd", "td", "address"];

    private static readonly Gen<string> Word = Gen.OneOf(Gen.OneOf(Words), Gen.OneOf(Words), Gen.OneOf(Words), Gen.OneOf("abc *_`~[]()<>#!&\\|:$-=+.1\n".ToCharArray()).Array[0, 6].Select(letters => new string(letters).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)));

    private static readonly Gen<string> Text = Gen.Select(Word.Array[1, 3], Gen.OneOf("", " ", "\n"), (words, between) => string.Join(between, words));

    private static readonly Gen<string> Code = Gen.OneOf("x", "a\tb", "\tif\n\t\tx;", "  two\n\n    four\n", "```\ncode\n```", "## Answer", "<b>&amp;", "\n\nlate", "x\n   \ny", "| a |", "`", " a ", "a`b``c", "~~~", "</details>", "1\r\n2", "a|b\\|c", "(a|b)", "f(x) || g(1)", "\\(x^2\\)|")
        .Select(code => code.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));

    private static Gen<string> Inline(int depth) => depth == 0 ? Text : Gen.Frequency(
        (4, Text),
        (4, Gen.Select(Gen.OneOf(Inlines), InlineRun(depth - 1), (tag, inner) => $"<{tag}>{inner}</{tag}>")),
        (1, Gen.Select(InlineRun(depth - 1), Gen.OneOf("http://x.example/", "http://x.example/a(b)?c=d&amp;e f|g", "mailto:a@b.example", "#frag", "javascript:x", "/t/1", ""), (inner, href) => $"<a href=\"{href}\">{inner}</a>")),
        (1, Gen.OneOf("http://x.example/a", "https://y.example/?q=1&amp;r=2", "https://x.example/a_b*c").Select(url => $"<a href=\"{url}\">{url}</a>")),
        (2, Code.Select(code => $"<code>{code}</code>")),
        (1, Gen.Const("<br>")),
        (1, Gen.Const($"<img src=\"http://x.example/i.png\" alt=\"{PictureText}\">")));

    private static Gen<string> InlineRun(int depth) => Inline(depth).Array[1, 3].Select(string.Concat);

    private static Gen<string> Block(int depth) => depth == 0 ? InlineRun(2).Select(text => $"<p>{text}</p>") : Gen.Frequency(
        (3, InlineRun(3).Select(text => $"<p>{text}</p>")),
        (2, InlineRun(3)),
        (3, Gen.Select(Gen.OneOf(Blocks), BlockRun(depth - 1), (tag, inner) => $"<{tag}>{inner}</{tag}>")),
        (2, Gen.Select(Code, Gen.OneOf("", " class=\"lang-cs\""), (code, language) => $"<pre{language}><code>\n{code}</code></pre>")),
        (1, Gen.Const("<hr>")),
        (4, Gen.Select(Gen.OneOf("ul", "ol", "ol start=\"7\""), Gen.OneOf(BlockRun(depth - 1), InlineRun(2)).Array[1, 3], (tag, items) => $"<{tag}>{string.Concat(items.Select(item => $"<li>{item}</li>"))}</{tag.Split(' ')[0]}>")),
        (2, Gen.Select(Gen.OneOf("td", "th"), Gen.OneOf(InlineRun(2), InlineRun(2), BlockRun(0)).Array[1, 3].Array[1, 3], (first, rows) => Table(first, rows))),
        (1, Gen.Select(Gen.OneOf("em", "strong", "a href=\"http://x.example/\"", "font", "kbd"), BlockRun(depth - 1), (tag, inner) => $"<{tag}>{inner}</{tag.Split(' ')[0]}>")));

    private static Gen<string> BlockRun(int depth) => Block(depth).Array[1, 3].Select(string.Concat);

    private static string Table(string first, string[][] rows) =>
        $"<table>{string.Concat(rows.Select((row, i) => $"<tr>{string.Concat(row.Select(cell => i == 0 ? $"<{first}>{cell}</{first}>" : $"<td>{cell}</td>"))}</tr>"))}</table>";

    [Fact]
    public void Convert_AnyPost_KeepsItsWordsAndCode() =>
        BlockRun(3).Sample(html =>
        {
            var post = new ImportedPost(html);
            // In the label of details a picture is its text.
            var (source, page) = (WithoutPicture(ImportedPost.Letters(post.Source)), WithoutPicture(ImportedPost.Letters(post.Page)));
            if (source != page) throw new InvalidOperationException($"WORDS\n{html}\nMARKDOWN\n{post.Markdown}\nHTML\n{post.Html}\nAT {After(source, page)}\nIS {After(page, source)}");
            var code = ImportedPost.CodeBlocks(post.Source);
            if (!code.SequenceEqual(ImportedPost.CodeBlocks(post.Page))) throw new InvalidOperationException($"CODE\n{html}\nMARKDOWN\n{post.Markdown}\nHTML\n{post.Html}");
        }, iter: 3000);

    private static string WithoutPicture(string letters) => letters.Replace(PictureText.Replace(" ", "", StringComparison.Ordinal), "", StringComparison.Ordinal);

    private static ReadOnlySpan<char> After(string text, string other)
    {
        var from = text.AsSpan(Math.Max(0, text.AsSpan().CommonPrefixLength(other) - 20));
        return from[..Math.Min(60, from.Length)];
    }

    [Fact]
    public void Convert_AnyTags_NeverThrows() =>
        Gen.OneOf(Gen.OneOf("<table>", "<tr>", "<td>", "<caption>", "</table>", "<svg>", "<math>", "<select>", "<template>", "<textarea>", "<script>", "</script>", "<li>", "<ul>", "</ul>", "<dl>", "<a href=x>", "<b>", "</b>", "<p>", "<pre>", "</pre>", "<h1>", "<!--", "-->", "<img>", "<input type=checkbox>", "<iframe src=http://x.example/>", "<video src=//x/>", "<details>", "<summary>", "<body text-only=x>", "<frameset>", "\0", "\uD800", "<code>"), Text)
            .Array[0, 30].Select(string.Concat).Sample(html => _ = new ImportedPost(html).Markdown, iter: 3000);

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public void Convert_TextBeforeTheItemsOfAList_StandsOnce(int depth)
    {
        var html = string.Concat(Enumerable.Repeat("<ul><li>", depth)) + "<ul>Stray<li>x";
        Assert.Single(Regex.Matches(new ImportedPost(html).Markdown, "Stray"));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b a='{0}'><p>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>x")]
    [InlineData("<svg><foreignObject><textarea></svg></textarea>")]
    [InlineData("<table><td>")]
    [InlineData("</p>")]
    [InlineData("<a href=x>")]
    [InlineData("<br>")]
    [InlineData("x <em>")]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("<i>a</i>")]
    [InlineData("<td>")]
    [InlineData("<")]
    [InlineData("<code>x</code>")]
    [InlineData("<p>x")]
    [InlineData("<p>     ", "<pre>")]
    [InlineData("<b a='{0}'>", "<ul>")]
    [InlineData("<div>", "<ul>")]
    [InlineData("<i><ul>", "<ul>")]
    public void Convert_AMegabyteOfOneThing_IsQuick(string piece, string start = "")
    {
        var html = start + string.Concat(Enumerable.Range(0, (1 << 20) / piece.Length).Select(i => piece.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        var clock = Stopwatch.StartNew();
        _ = HtmlToMarkdown.Convert(html, new("p1", address => address, []));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"{clock.Elapsed}");
    }
}
