using CsCheck;
using KnowledgeBase.Markup;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>The first words of posts are read without a parser where they can be: the words are those that the parser finds.</summary>
public sealed class MarkdownStartTests
{
    private static readonly string[] Words =
    [
        "word", "Two", "naïve", "日本語", "שלום", "It's", "\"quoted\"", "(aside)", "e.g.", "www.example.org", "https://example.org/a_b", "a@example.org", "@jo", ":)", ":smile:", "note:", "wow!", "![x]",
        "1.", "1)", "-", "--", "---", "===", "#", "# x", ">", "*", "**b**", "_x_", "a_b_c", "`code`", "~~~", "```", "<b>", "&amp;", "&", "a|b", "|", "$x$", "50%", "3/4", "[a](b)", "[^1]", "\\", "…", "—", "http:", "ftp://x",
        "\u00A0", "\u2028", "\t", "  ", "+", "=", "x^2^", "H~2~O", "==m==", "\"\"", "''", "c++", "C#", "{#id}", "- [ ]", ": def", "Term", "*[HTML]: x",
    ];

    /// <summary>Of longer ones only the beginning is looked at, which may have fewer words than an excerpt.</summary>
    private const int Looked = 1500;

    [Fact]
    public void TextOf_AnyPost_IsWhatTheParserFinds() =>
        Gen.Select(Gen.Select(Gen.OneOf(Words), Gen.OneOf(" ", " ", " ", "", "\n", "\n\n"), (word, end) => word + end).Array[1, 12], Gen.Int[1, 20], (parts, times) => string.Concat(Enumerable.Repeat(string.Concat(parts), times))).Sample(text =>
        {
            var post = CanonicalBody.Of(text);
            if (post.Length > Looked) return;
            Assert.Equal(Excerpt.Of(Parsed(post)), Excerpt.Of(MarkdownStart.TextOf(post)));
        }, iter: 20_000);

    private static string Parsed(string post) => MarkdownDialect.Parse(post, out _, out _) is { } document ? PlainText.Of(document) : post;
}
