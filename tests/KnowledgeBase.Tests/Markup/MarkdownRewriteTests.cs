using CsCheck;
using KnowledgeBase.Markup;
using Markdig;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>Markdown from elsewhere keeps all it says when its line ends and addresses change.</summary>
public class MarkdownRewriteTests
{
    [Theory]
    [InlineData("a\nb", "a\\\nb")]
    [InlineData("a  \nb\\\nc", "a  \nb\\\nc")]
    [InlineData("a\r\nb", "a\\\nb")]
    [InlineData("- a\n  b\n- c", "- a\\\n  b\n- c")]
    [InlineData("> a\n> b", "> a\\\n> b")]
    [InlineData("# a\nb\n\n```\nc\nd\n```", "# a\nb\n\n```\nc\nd\n```")]
    [InlineData("| a |\n|---|\n| b |", "| a |\n|---|\n| b |")]
    [InlineData("see https://x.example/y_z\nb", "see [https://x.example/y\\_z](NEWhttps://x.example/y_z)  \nb")]
    [InlineData("see <https://x.example>\nb", "see [https://x.example](NEWhttps://x.example)  \nb")]
    [InlineData("a<br>\nb", "a<br>\nb")]
    [InlineData("**a\nb**", "**a\\\nb**")]
    [InlineData("[a](/b) ![c](d(e).png \"t\") `[a](/b)`", "[a](NEW/b) ![c](<NEWd(e).png> \"t\") `[a](/b)`")]
    [InlineData("[a]\n\n[a]: /b 'x'", "[a]\n\n[a]: NEW/b 'x'")]
    [InlineData("<img alt='x' src='/i.png'> <a href=\"/b\">b</a>", "<img alt='x' src='NEW/i.png'> <a href=\"NEW/b\">b</a>")]
    public void Of_Text_ChangesWhatItShould(string text, string expected) =>
        Assert.Equal(expected, MarkdownReading.Of(text)!.With(address => "NEW" + address, hardensLines: true));

    [Fact]
    public void Of_Pictures_AreNamed()
    {
        var images = MarkdownReading.Of("![a](b) ![c][d] <img src=\"e\">\n\n<p><img src=\"f\"></p>\n\n`![x](y)`\n\n[d]: g")!.Images;
        Assert.Equal(["b", "e", "f", "g"], images.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_AnyText_KeepsItsWords() =>
        Gen.OneOf("a", "b c", "**x", "x**", "*", "_", "`", "```", "> ", "- ", "  ", "1. ", "\n", "\n", "\n", "\n\n", "\\", "https://x.example/y", "www.x.example", "<br>", "<b>", "\n\n| a |\n|---|\n| b |\n\n", "[a](b)", "![a](b)", "[c]", "[c]: d", "#", "---", "~~", "&amp;", "[^1]", "[^1]: n", "<https://x.example>", "$", "==")
            .Array[1, 14].Select(string.Concat).Sample(text =>
            {
                var rewritten = MarkdownReading.Of(text)!.With(_ => null, hardensLines: true);
                var (before, after) = (Letters(text), Letters(rewritten));
                if (before != after) throw new InvalidOperationException($"{text}\n--- became\n{rewritten}\n--- {before}\n--- {after}");
            }, iter: 20000);

    private static string Letters(string markdown) => string.Concat(MarkdownDialect.Parse(markdown, out _, out _)!.ToHtml(MarkdownDialect.Pipeline).Replace("<br />", "", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c)));
}
