using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>The tree that a block becomes, its places in the file, and what is told about its structure.</summary>
public class YamlReaderTests
{
    [Fact]
    public void Read_MapOfEveryKind_GivesTextAndPlaces() => Check(
        """
        title: Plain text # is cut
        quoted: 'it''s' # fine
        empty:
        flow: [a, "b", {c: d}]
        block:
          - e
          - f: g
        lines: |
          one
          two
        """,
        """
        {title@2: Plain text@2:8#2:19, quoted@3: single it's@3:9, empty@4: @4:7, flow@5: [a@5:8, double b@5:11, {c@5: d@5:20}@5:16]@5:7, block@6: [e@7:5, {f@8: g@8:8}@8:5]@7:3, lines@9: block one|two|@9:8}@2:1
        """);

    [Theory]
    [InlineData("", "{}@2:1")]
    [InlineData("# only a comment", "{}@2:1")]
    [InlineData("{a: b}", "{a@2: b@2:5}@2:1")]
    [InlineData("  a: b", "{a@2: b@2:6}@2:3")]
    [InlineData("\"a\": b", "{a@2: b@2:6}@2:1")]
    [InlineData("? a\n: b", "{a@2: b@3:3}@2:1")]
    [InlineData("a: b\r\nc: d\r\n", "{a@2: b@2:4, c@3: d@3:4}@2:1")]
    [InlineData("a: b\rc: 😀 x\rd: e", "{a@2: b@2:4, c@3: 😀 x@3:4, d@4: e@4:4}@2:1")]
    [InlineData("a: one\n  two", "{a@2: one two@2:4}@2:1")]
    [InlineData("a: C:\\dir\\new", "{a@2: C:\\dir\\new@2:4}@2:1")]
    [InlineData("a: [b: c]", "{a@2: [{b@2: c@2:8}@2:5]@2:4}@2:1")]
    [InlineData("a:\n- b\n- c", "{a@2: [b@3:3, c@4:3]@3:1}@2:1")]
    [InlineData("a: [b, # note\n  c]", "{a@2: [b@2:5, c@3:3]@2:4}@2:1")]
    [InlineData("a: # note\n  b: c", "{a@2: {b@3: c@3:6}@3:3}@2:1")]
    [InlineData("a:\tb", "{a@2: b@2:4}@2:1")]
    [InlineData("---\na: b", "{a@3: b@3:4}@3:1")]
    public void Read_WellFormedBlock_GivesItsTree(string yaml, string tree) => Check(yaml, tree);

    [Theory]
    [InlineData("a: b\nc: d\na: e", "x.md:4:1: error KB019: the key 'a' stands here a second time (first in line 2); keep one of them")]
    [InlineData("a: {b: c, b: d}", "x.md:2:11: error KB019: the key 'b' stands here a second time (first in line 2); keep one of them")]
    [InlineData("a: *b", "x.md:2:4: error KB016: '*b' is an alias of YAML, and these are not used here; write the value in quotes: \"*b\"")]
    [InlineData("a: &b c", "x.md:2:4: error KB016: '&b' is an anchor of YAML, and these are not used here; write the value in quotes: \"&b c\"")]
    [InlineData("a: !b", "x.md:2:4: error KB016: '!b' is a tag of YAML, and these are not used here; write the value in quotes: \"!b\"")]
    [InlineData("a: !!str b", "x.md:2:4: error KB016: '!!str' is a tag of YAML, and these are not used here; write the value in quotes: \"!!str b\"")]
    [InlineData("a: &b [c]", "x.md:2:4: error KB016: '&b' is an anchor of YAML, and these are not used here; remove it")]
    [InlineData("a: [b, *c, d]", "x.md:2:8: error KB016: '*c' is an alias of YAML, and these are not used here; write the value in quotes: \"*c\"")]
    [InlineData("\ta: b\n\t\nc: d", "x.md:2:1: error KB015: a tab cannot indent YAML; use spaces (in this block: 1 line)")]
    [InlineData("a:\n\t- b\n\t- c", "x.md:3:1: error KB015: a tab cannot indent YAML; use spaces (in this block: 2 lines)")]
    [InlineData("a: b\n...\nc: d", "x.md:3:1: error KB025: the line '...' ends YAML here, so the keys after it would be lost; remove it")]
    [InlineData("a: b\n---\nc: d", "x.md:3:1: error KB025: the line '---' ends YAML here, so the keys after it would be lost; remove it")]
    [InlineData("--- a: b", "x.md:2:1: error KB025: the line '--- a: b' ends YAML here, so the keys after it would be lost; remove it")]
    [InlineData("%a: b\nc: d", "x.md:2:1: error KB012: not valid YAML: a line that begins with '%' is an order to the YAML reader; begin it with a key, as in 'title: …'")]
    [InlineData("a: b\u2028c\u2028d", "x.md:2:5: error KB026: the character U+2028 cannot be seen and ends a line for YAML; remove it (in this block: 2)")]
    [InlineData("[a]: b\nc: d", "x.md:2:1: error KB012: not valid YAML: '[a]' is no key; write one word, then ': ' and the value")]
    [InlineData("a: b\n: c", "x.md:3:1: error KB012: not valid YAML: there is no key before this ':'; write one word, then ': ' and the value")]
    [InlineData("a: [[[[[[[[x]]]]]]]]", "x.md:2:11: error KB018: nested deeper than any key here needs; if this is text, put the value in quotes: \"[[[[[[[[x]]]]]]]]\"")]
    public void Read_StructureNotUsedHere_IsToldAtItsPlace(string yaml, params string[] expected) => Told(yaml, expected);

    [Fact]
    public void Read_ManyMistakes_TellsAllInOneRun() => Check(
        "a: b: c\nd: [@e, ok, `f`]\nd: second\ng:h\ni: *j\nk: 'l\nm: n",
        "{a@2: ?, d@3: [?, ok@3:9, ?]@3:4, g@5: ?, i@6: ?, k@7: ?, m@8: n@8:4}@2:1",
        "x.md:2:5: error KB013: the value cannot be read because it holds ': '; write it in quotes: \"b: c\"",
        "x.md:3:5: error KB013: the value cannot be read because it begins with '@'; write it in quotes: \"@e\"",
        "x.md:3:13: error KB013: the value cannot be read because it begins with '`'; write it in quotes: \"`f`\"",
        "x.md:4:1: error KB019: the key 'd' stands here a second time (first in line 3); keep one of them",
        "x.md:5:2: error KB028: no space stands between this key and its value; write 'g: ' and then the value",
        "x.md:6:4: error KB016: '*j' is an alias of YAML, and these are not used here; write the value in quotes: \"*j\"",
        "x.md:7:4: error KB013: the value cannot be read because the ' that opens it is never closed; write it in quotes: \"l\"");

    [Theory]
    [InlineData("a: b", true)]
    [InlineData("a: @b", true)]
    [InlineData("", true)]
    [InlineData("a: b\nprose", false)]
    [InlineData("a: b\n  c: d", false)]
    [InlineData("- a", false)]
    [InlineData("a：b", false)]
    [InlineData("? [a]\n: b", false)]
    public void Read_LostLine_MakesTheMapIncomplete(string yaml, bool isComplete) => Assert.Equal(isComplete, Read(yaml).Value.IsComplete);

    private static Diagnosed<YamlMap> Read(string yaml)
    {
        var file = new SourceFile("x.md", $"---\n{yaml}\n---\n");
        return YamlReader.Read(file, 2, file.LineCount - 1);
    }

    private static void Check(string yaml, string tree, params string[] expected)
    {
        var (map, diagnostics) = Read(yaml);
        Assert.Equal(expected, diagnostics.Select(d => d.ToString()));
        Assert.Equal(tree, Print(map));
    }

    private static void Told(string yaml, params string[] expected) => Assert.Equal(expected, Read(yaml).Diagnostics.Select(d => d.ToString()));

    private static string Print(YamlValue value)
    {
        var place = $"@{value.Location.Line}:{value.Location.Column}";
        return value switch
        {
            YamlMap map => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key}@{e.KeyLocation.Line}: {Print(e.Value)}"))}}}{place}",
            YamlList list => $"[{string.Join(", ", list.Items.Select(Print))}]{place}",
            YamlScalar scalar => $"{Style(scalar.Style)}{scalar.Text.Replace('\n', '|')}{place}{(scalar.Comment is { } comment ? $"#{scalar.Location.Line}:{scalar.Location.Column + comment - scalar.Start}" : "")}",
            _ => "?",
        };
    }

    private static string Style(YamlStyle style) => style switch
    {
        YamlStyle.SingleQuoted => "single ",
        YamlStyle.DoubleQuoted => "double ",
        YamlStyle.Block => "block ",
        _ => "",
    };
}
