using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>The slips of people who do not know YAML: each is told in plain words, with the text to write.</summary>
public class YamlMistakeTests
{
    [Theory]
    [InlineData("Error: x", 13, "it holds ': '", "\"Error: x\"")]
    [InlineData("Why does this fail:", 26, "it ends with ':'", "\"Why does this fail:\"")]
    [InlineData("Error:\tx", 13, "it holds ': '", "\"Error:\\u0009x\"")]
    [InlineData("@bob", 8, "it begins with '@'", "\"@bob\"")]
    [InlineData("`x` is null", 8, "it begins with '`'", "\"`x` is null\"")]
    [InlineData("%x", 8, "it begins with '%'", "\"%x\"")]
    [InlineData("[SOLVED] x", 17, "text follows the ']'", "\"[SOLVED] x\"")]
    [InlineData("{x} y", 12, "text follows the '}'", "\"{x} y\"")]
    [InlineData("**bold** x", 8, "it begins with '*'", "\"**bold** x\"")]
    [InlineData("- x", 8, "it begins with '- '", "\"- x\"")]
    [InlineData("? x", 8, "it begins with '? '", "\"? x\"")]
    [InlineData("> x", 8, "it begins with '>'", "\"> x\"")]
    [InlineData("| x", 8, "it begins with '|'", "\"| x\"")]
    [InlineData(", x", 8, "it begins with ','", "\", x\"")]
    [InlineData("] x", 8, "it begins with ']'", "\"] x\"")]
    [InlineData("\"a\" b", 12, "text follows the closing quote", "'\"a\" b'")]
    [InlineData("\"a\" or \"b\"", 12, "text follows the closing quote", "'\"a\" or \"b\"'")]
    [InlineData("\"say \"hi\" now\"", 14, "text follows the closing quote", "'say \"hi\" now'")]
    [InlineData("'It's late'", 12, "text follows the closing quote", "\"It's late\"")]
    [InlineData("It's \"x\": y", 16, "it holds ': '", "'It''s \"x\": y'")]
    [InlineData("\"never closed", 8, "the \" that opens it is never closed", "\"never closed\"")]
    [InlineData("'never closed", 8, "the ' that opens it is never closed", "\"never closed\"")]
    [InlineData("\"C:\\dir\"", 8, "'\\' has a meaning of its own in double quotes", "'C:\\dir'")]
    public void Read_TitleThatNeedsQuotes_SaysWhyAndHow(string title, int column, string because, string quoted) => Check(
        $"title: {title}\nlang: en", $"x.md:2:{column}: error KB013: the value cannot be read because {because}; write it in quotes: {quoted}");

    [Theory]
    [InlineData("tags: [a, @b]", "x.md:2:11: error KB013: the value cannot be read because it begins with '@'; write it in quotes: \"@b\"")]
    [InlineData("tags: [a [b], c]", "x.md:2:10: error KB013: the value cannot be read because it holds '['; write it in quotes: \"a [b]\"")]
    [InlineData("tags: [\"a\" b, c]", "x.md:2:12: error KB013: the value cannot be read because text follows the closing quote; write it in quotes: '\"a\" b'")]
    [InlineData("tags: [a: b: c, d]", "x.md:2:13: error KB013: the value cannot be read because it holds ': '; write it in quotes: \"a: b: c\"")]
    [InlineData("tags:\n  - @a\n  - b: c: d", "x.md:3:5: error KB013: the value cannot be read because it begins with '@'; write it in quotes: \"@a\"", "x.md:4:9: error KB013: the value cannot be read because it holds ': '; write it in quotes: \"b: c: d\"")]
    [InlineData("tags: [a,, b]", "x.md:2:10: error KB012: not valid YAML: an item is missing here; take away one ',', or write the item")]
    [InlineData("tags: [a, b\nlang: en", "x.md:2:7: error KB012: not valid YAML: the '[' that opens here is never closed; write ']' after the last item, or put the value in quotes if it is text: \"[a, b\"")]
    [InlineData("tags: [a, b", "x.md:2:7: error KB012: not valid YAML: the '[' that opens here is never closed; write ']' after the last item, or put the value in quotes if it is text: \"[a, b\"")]
    [InlineData("title: {x\nlang: en", "x.md:2:8: error KB012: not valid YAML: the '{' that opens here is never closed; write '}' after the last item, or put the value in quotes if it is text: \"{x\"")]
    [InlineData("tags: [C #, F #]\nlang: en", "x.md:2:10: error KB014: '#, F #]' is a comment here, so this text would be lost; write the value in quotes: \"C #\"")]
    [InlineData("tags: [a, #b]", "x.md:2:11: error KB014: '#b]' is a comment here, so this text would be lost; write the value in quotes: \"#b\"")]
    [InlineData("title: a # b\n  c", "x.md:2:10: error KB014: '# b' is a comment here, so this text would be lost; write the value in quotes: \"a # b c\"")]
    public void Read_BadListOrComment_SaysWhatWasMeant(string yaml, params string[] expected) => Check(yaml, expected);

    [Theory]
    [InlineData("title:x", "x.md:2:6: error KB028: no space stands between this key and its value; write 'title: ' and then the value")]
    [InlineData("title:Some words\nlang: en", "x.md:2:6: error KB028: no space stands between this key and its value; write 'title: ' and then the value")]
    [InlineData("lang: en\ntitle:x\ntags: [a]", "x.md:3:6: error KB028: no space stands between this key and its value; write 'title: ' and then the value")]
    [InlineData("title:\u00A0x", "x.md:2:6: error KB028: a no-break space stands between this key and its value; write 'title: ' and then the value")]
    [InlineData("title：x", "x.md:2:6: error KB028: a wide colon stands between this key and its value; write 'title: ' and then the value")]
    public void Read_KeyWithoutSpace_SaysWhereItBelongs(string yaml, params string[] expected) => Check(yaml, expected);

    [Theory]
    [InlineData("a: b\njust prose\nmore prose", "x.md:3:1: error KB012: not valid YAML: 'just prose' is no key with a value; write a line such as 'title: …', or indent the line by two spaces if it belongs to the value above")]
    [InlineData("[a]", "x.md:2:1: error KB012: not valid YAML: '[a]' is no key with a value; write a line such as 'title: …', or indent the line by two spaces if it belongs to the value above")]
    [InlineData("a: b\n- c", "x.md:3:1: error KB012: not valid YAML: this list item belongs to no key; write its key alone in the line before the list, as in 'tags:'")]
    [InlineData("- a\n- b", "x.md:2:1: error KB012: not valid YAML: this list item belongs to no key; write its key alone in the line before the list, as in 'tags:'")]
    [InlineData("a: b\n  c: d\ne: f", "x.md:3:3: error KB012: not valid YAML: this line does not line up with the lines above; begin every key in column 1, and indent what belongs to it by two spaces")]
    [InlineData("a:\n  - b\n - c", "x.md:4:2: error KB012: not valid YAML: this line does not line up with the lines above; begin every key in column 1, and indent what belongs to it by two spaces")]
    [InlineData(" a: b\nc: d", "x.md:3:1: error KB012: not valid YAML: this line does not line up with the lines above; begin every key in column 1, and indent what belongs to it by two spaces")]
    public void Read_LineThatFitsNowhere_SaysWhereLinesBegin(string yaml, params string[] expected) => Check(yaml, expected);

    [Fact]
    public void Read_QuoteClosedInAnotherKey_PointsAtTheOpeningQuote() => Check(
        "title: 'abc\ntags: [x]\nlicense: don't\nlang: en",
        "x.md:2:8: error KB013: the value cannot be read because the ' that opens it is never closed; write it in quotes: \"abc\"");

    private static void Check(string yaml, params string[] expected)
    {
        var file = new SourceFile("x.md", $"---\n{yaml}\n---\n");
        // KB023 and its like are about what the block says; here only its reading counts.
        var diagnostics = YamlReader.Read(file, 2, file.LineCount - 1).Diagnostics;
        if (diagnostics.IsEmpty) diagnostics = FrontMatter.Read(file).Diagnostics;
        Assert.Equal(expected, diagnostics.Select(d => d.ToString()));
    }
}
