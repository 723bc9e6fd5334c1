using AngleSharp.Html.Parser;
using CsCheck;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>Coloured code is the same code: nothing is lost or changed, whatever stands in it.</summary>
public class CodeColorsTests
{
    private static readonly string[] Languages = [.. CodeLanguage.Names, "html", "diff"];

    private static readonly string[] Fragments =
    [
        "if", "return x", "\"", "'", "`", "\\", "\\\"", "/*", "*/", "//", "#", "--", "<!--", "-->", "<a b=\"c\">", "&lt;", "<", ">", "\"\"\"", "'''", "r#\"", "\"#", "@\"", "$x", "${", "}", "$", "@", ":", "key: ",
        "0x1F", "1.5e-3", "é", "🎉", "שלום", "\u2028", "\uD83C", " ", "  ", "\t", "\n", "\n", "\n+", "\n-", "\n#include", "```", "'a'", "'\\n'", "'a", "(*", "{-", "%", "!", "?", "::", "==",
    ];

    private static readonly Gen<string> CodeGen = Gen.OneOf(Gen.OneOf(Fragments), Gen.String[0, 5]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void Of_AnyCode_GivesPiecesThatAreTheCode() =>
        Gen.Select(CodeGen, Gen.OneOf(Languages)).Sample((code, language) =>
        {
            var pieces = CodeColors.Of(code, language)!;
            Assert.Equal(code.Length, pieces.Sum(piece => piece.Length));
            Assert.All(pieces, piece => Assert.True(piece.Length > 0));
        });

    [Fact]
    public void Page_AnyCode_ShowsItByteForByte() =>
        Gen.Select(CodeGen, Gen.OneOf(Languages)).Sample((text, language) =>
        {
            // What HTML cannot hold, and where the fence or a line would end.
            var code = string.Concat(text.Select(c => c is '\r' or '\0' or '`' || char.IsSurrogate(c) ? '_' : c));
            var body = MarkdownBody.Parse(new Body($"```{language}\n{code}\n```"), "a.md", "q", 2, [], []);
            var html = body.ToHtml("q", TestSite.English, _  => new(null), []).Html;
            Assert.Equal(code + "\n", new HtmlParser().ParseDocument(html).QuerySelector("pre > code")!.TextContent);
        }, iter: 2000);

    [Theory]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("\\\"")]
    [InlineData("\\'\\")]
    [InlineData("/*")]
    [InlineData("<!--")]
    [InlineData("<a \"'")]
    [InlineData("\"\"\"\n")]
    [InlineData("$ ")]
    [InlineData("#    ")]
    [InlineData("a : ")]
    [InlineData("'\\")]
    public void Of_HostileCode_TakesTimeInLine(string part)
    {
        var code = string.Concat(Enumerable.Repeat(part, CodeColors.Longest / part.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var language in (string[])["c", "rust", "python", "sh", "yaml", "sql", "html"]) CodeColors.Of(code, language);
        // Some milliseconds a language; what grows with the square takes minutes.
        Assert.True(watch.Elapsed.TotalSeconds < 20, $"{watch.Elapsed}");
    }

    [Fact]
    public void Of_VeryLongCode_StaysPlain() => Assert.Null(CodeColors.Of(new string('1', CodeColors.Longest + 1), "c"));
}
