using System.Text.RegularExpressions;
using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>What holds for every front matter and every settings file, whatever is typed there.</summary>
public partial class YamlPropertyTests
{
    private static readonly string[] Tokens =
    [
        "title", "tags", "reviewed", "on", "aliases", "source", "draft", "base-url", "accent", "x", "Error", "2024-05-31", "true", "null", "~", "https://x.example/", "a b", "é", "😀",
        ": ", ":", " #", "#", "- ", "-", "? ", "[", "]", "{", "}", ", ", ",", "'", "\"", "''", "\\", "\\n", "\\u", "&a", "*a", "!t", "!!str ", "|", ">", "%", "@", "`", "---", "...", " ", "  ", "\t", "\u00A0", "\u2028", "\uFEFF", "\uD800", "=", "<<", "\0", "．", "：",
    ];

    private static readonly Gen<string> LineGen = Gen.OneOf(Gen.OneOf(Tokens).Array[0, 8].Select(string.Concat), Gen.Select(Gen.OneOf("title: ", "tags: ", "tags: [", "  - ", "reviewed: {", "- "), Gen.OneOf(Tokens).Array[0, 5], (start, rest) => start + string.Concat(rest)));
    private static readonly Gen<string> TextGen = Gen.Select(LineGen.Array[0, 7], Gen.OneOf("\n", "\r\n", "\r"), (lines, end) => string.Join(end, lines));

    [Fact]
    public void Read_AnyText_NeverThrowsAndStaysInTheFile() =>
        TextGen.Sample(text =>
        {
            Inside(new SourceFile("x.md", $"---\n{text}\n---\n## Question\n"), file => FrontMatter.Read(file).Diagnostics);
            Inside(new SourceFile("x.md", text), file => FrontMatter.Read(file).Diagnostics);
            Inside(new SourceFile("x.md", "---\n" + text), file => FrontMatter.Read(file).Diagnostics);
            Inside(new SourceFile("x.md", $"---\n{text}\n---"), file => FrontMatter.ReadPage(file).Diagnostics);
            Inside(new SourceFile("site.yaml", text), file => SiteConfigReader.Read(file).Diagnostics);
        }, iter: 10_000);

    [Fact]
    public void Read_ValueInAnyForm_IsReadOrTold() =>
        Gen.OneOf(Tokens).Array[1, 7].Select(string.Concat).Sample(value =>
        {
            var (header, diagnostics) = Read($"title: {value}");
            if (header.Title is null) Assert.Contains(diagnostics, d => d.Severity == Severity.Error);
            // Nothing is lost on the way: a plain title is the text that stands there.
            var shown = value.Trim(' ', '\t');
            if (diagnostics.IsEmpty && shown[0] is not ('"' or '\'' or '|' or '>')) Assert.Equal(shown, header.Title);
        }, iter: 10_000);

    [Fact]
    public void Read_SuggestedQuotes_AreAccepted() =>
        Gen.OneOf(Tokens).Array[1, 7].Select(string.Concat).Sample(value =>
        {
            foreach (var told in Read($"title: {value}").Diagnostics)
            {
                var match = Suggestion().Match(told.Message);
                if (!match.Success || told.Message.Contains("\\u{", StringComparison.Ordinal)) continue;
                var (header, diagnostics) = Read($"title: {match.Groups[1].Value}");
                Assert.True(header.Title is not null || diagnostics.Any(d => d.Rule == Rules.BadValue), $"{told}\n{string.Join('\n', diagnostics)}");
            }
        }, iter: 10_000);

    [Fact]
    public void Quote_AnyText_IsReadBack() =>
        Gen.OneOf(Gen.OneOf(Tokens).Array[1, 7].Select(string.Concat), Gen.String[1, 20]).Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
        {
            var file = new SourceFile("x", $"a: {YamlQuoting.Quote(text)}\nb: [{YamlQuoting.Write(text)}]");
            var (map, diagnostics) = YamlReader.Read(file, 1, file.LineCount + 1);
            Assert.Empty(diagnostics);
            Assert.Equal(text, ((YamlScalar)map.Entries[0].Value).Text);
            Assert.Equal(text, ((YamlScalar)((YamlList)map.Entries[1].Value).Items[0]).Text);
        }, iter: 10_000);

    private static Diagnosed<ThreadHeader> Read(string line) => FrontMatter.Read(new SourceFile("x.md", $"---\n{line}\n---\n"));

    private static void Inside(SourceFile file, Func<SourceFile, IEnumerable<Diagnostic>> read)
    {
        foreach (var diagnostic in read(file))
        {
            Assert.InRange(diagnostic.Location.Line, 1, file.LineCount);
            Assert.InRange(diagnostic.Location.Column, 1, file.Line(diagnostic.Location.Line).Length + 1);
        }
    }

    [GeneratedRegex("in quotes: (.+)\\z")]
    private static partial Regex Suggestion();
}
