using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>The keys of front matter, each with good and bad values.</summary>
public class FrontMatterTests
{
    private const string AllKeys = "the keys are title, tags, source, license, lang, description, aliases, duplicate-of, related, reviewed, review-after, applies-to, draft";

    [Fact]
    public void Read_AllKeys_GivesTheirValues()
    {
        var header = Check(
            "--- \ntitle: \"C #: why?\"\ntags: [C#, .NET, 3.11, 'a, b']\nsource: https://forum.example.org/t/1\nlicense: CC BY-SA 4.0\nlang: de-AT\ndescription: >\n  one\n  two\n"
            + "aliases: [/t/1/, old.html]\nduplicate-of: other\nrelated:\n  - a\n  - über\nreviewed:\n  on: 2024-05-31\n  by: Jo\n  note: \"fine\"\nreview-after: '2025-05-31'\napplies-to: 2.0\ndraft: true\n---\t\nbody");
        Assert.Equal("C #: why?", header.Title);
        Assert.Equal(["C#", ".NET", "3.11", "a, b"], header.Tags);
        Assert.Equal("https://forum.example.org/t/1", header.Source);
        Assert.Equal(("CC BY-SA 4.0", "de-AT", "one two", "2.0"), (header.License, header.Language, header.Description, header.AppliesTo));
        Assert.Equal([new("t/1/", new("x.md", 10, 11)), new("old.html", new("x.md", 10, 18))], header.Aliases);
        Assert.Equal(new("other", new("x.md", 11, 15)), header.DuplicateOf);
        Assert.Equal([new("a", new("x.md", 13, 5)), new("über", new("x.md", 14, 5))], header.Related);
        Assert.Equal(new(new(2024, 5, 31), "Jo", "fine"), header.Reviewed);
        Assert.Equal(new DateOnly(2025, 5, 31), header.ReviewAfter);
        Assert.True(header.IsDraft);
        Assert.Equal(23, header.BodyLine);
    }

    [Theory]
    [InlineData("## Question\n", 1, "x.md:1:1: error KB010: the file does not start with front matter; write '---', 'title: …' and '---' as its first lines")]
    [InlineData("\n---\ntitle: t\n---\n", 1, "x.md:1:1: error KB010: the file does not start with front matter; write '---', 'title: …' and '---' as its first lines")]
    [InlineData("---\ntitle: t\n", 4, "x.md:1:1: error KB011: the front matter that starts here has no end; write a line '---' after its last key")]
    [InlineData("---\ntitle: t\n\n## Question by x\ntext", 4, "x.md:1:1: error KB011: the front matter that starts here has no end; write a line '---' after its last key")]
    [InlineData("---\ntitle: t\n## Question\na\n\n---\n\nb", 3, "x.md:1:1: error KB011: the front matter that starts here has no end; write a line '---' after its last key")]
    [InlineData("---\n---\nx", 3, "x.md:1:1: error KB023: the front matter has no title; add a line 'title: …' that says in one line what this is about")]
    [InlineData("---\nlang: en\n---", 4, "x.md:1:1: error KB023: the front matter has no title; add a line 'title: …' that says in one line what this is about")]
    public void Read_FrameOrTitleMissing_SaysWhatToAdd(string text, int bodyLine, string expected) => Assert.Equal(bodyLine, Check(text, expected).BodyLine);

    [Theory]
    [InlineData("Title: x", "3:1", "there is no key 'Title' and it is ignored; did you mean 'title'?")]
    [InlineData("tag: x", "3:1", "there is no key 'tag' and it is ignored; did you mean 'tags'?")]
    [InlineData("review_after: x", "3:1", "there is no key 'review_after' and it is ignored; did you mean 'review-after'?")]
    [InlineData("weather: {a: [b]}", "3:1", "there is no key 'weather' and it is ignored; " + AllKeys)]
    [InlineData("reviewed: {on: 2024-05-31, notes: x}", "3:28", "there is no key 'notes' and it is ignored; did you mean 'note'?")]
    public void Read_UnknownKey_NamesTheNearest(string line, string place, string message) => CheckLine(line, $"x.md:{place}: warning KB020: {message}");

    [Theory]
    [InlineData("license:", "3:1", "'license' takes text, not nothing; write license: CC BY-SA 4.0")]
    [InlineData("license: ~", "3:10", "'license' takes text, not nothing; write license: \"~\"")]
    [InlineData("license: [MIT]", "3:10", "'license' takes text, not a list; write license: \"[MIT]\"")]
    [InlineData("applies-to: {a: b}", "3:13", "'applies-to' takes text, not keys with values; write applies-to: \"{a: b}\"")]
    [InlineData("tags: git, C#", "3:7", "'tags' takes a list, not text; write tags: [git, C#]")]
    [InlineData("tags:", "3:1", "'tags' takes a list, not nothing; write tags: [git, undo]")]
    [InlineData("tags: [~]", "3:8", "'tags' takes text, not nothing; write \"~\"")]
    [InlineData("tags: [[a]]", "3:8", "'tags' takes text, not a list; write \"[a]\"")]
    [InlineData("source: [x]", "3:9", "'source' takes an address, not a list; write source: https://forum.example.org/t/1")]
    [InlineData("lang: {a: b}", "3:7", "'lang' takes a language, not keys with values; write lang: en")]
    [InlineData("aliases: old/", "3:10", "'aliases' takes a list, not text; write aliases: [old/]")]
    [InlineData("duplicate-of: [a]", "3:15", "'duplicate-of' takes the name of a thread's file, without '.md', not a list; write duplicate-of: undo-a-commit")]
    [InlineData("related: a", "3:10", "'related' takes a list, not text; write related: [a]")]
    [InlineData("reviewed: 2024-05-31", "3:11", "'reviewed' takes 'on' and a date, not text; write reviewed: {on: 2024-05-31}")]
    [InlineData("reviewed: {by: Jo}", "3:11", "'reviewed' takes 'on' and a date, not keys with values; write reviewed: {on: 2024-05-31}")]
    [InlineData("review-after: null", "3:15", "'review-after' takes a date, not nothing; write review-after: 2025-05-31")]
    [InlineData("draft: yes", "3:8", "'draft' takes true or false, not text; write draft: true")]
    [InlineData("draft: \"false\"", "3:8", "'draft' takes true or false, not text; write draft: false")]
    public void Read_WrongType_SaysWhatToWrite(string line, string place, string message) => CheckLine(line, $"x.md:{place}: error KB021: {message}");

    [Theory]
    [InlineData("license: \"\"", "3:10", "'license' cannot be '': it is empty; write license: CC BY-SA 4.0")]
    [InlineData("license: \" \"", "3:10", "'license' cannot be ' ': it is empty; write license: CC BY-SA 4.0")]
    [InlineData("license: \"a\\nb\"", "3:10", "'license' cannot be 'a\\u{a}b': it takes one line only; write license: 'a\\nb'")]
    [InlineData("license: \"a\\0b\"", "3:10", "'license' cannot be 'a\\u{0}b': it holds the character U+0000, which cannot stand in a page; write license: CC BY-SA 4.0")]
    [InlineData("source: /t/1", "3:9", "'source' cannot be '/t/1': it is no absolute http or https address; write source: https://forum.example.org/t/1")]
    [InlineData("source: javascript:x", "3:9", "'source' cannot be 'javascript:x': it is no absolute http or https address; write source: https://forum.example.org/t/1")]
    [InlineData("lang: en_US", "3:7", "'lang' cannot be 'en_US': it is no language tag; write lang: en-US")]
    [InlineData("lang: x", "3:7", "'lang' cannot be 'x': it is no language tag; write lang: en")]
    [InlineData("review-after: 2024-5-3", "3:15", "'review-after' cannot be '2024-5-3': it is no date (year, month and day); write review-after: 2024-05-03")]
    [InlineData("review-after: 2024-02-30", "3:15", "'review-after' cannot be '2024-02-30': it is no date (year, month and day); write review-after: 2025-05-31")]
    [InlineData("reviewed: {on: soon}", "3:16", "'on' cannot be 'soon': it is no date (year, month and day); write on: 2024-05-31")]
    [InlineData("duplicate-of: threads/Other.md", "3:15", "'duplicate-of' cannot be 'threads/Other.md': only small letters, digits and '-' may stand in it, not '/'; write 'other'")]
    [InlineData("related: [A]", "3:11", "'related' cannot be 'A': 'A' is a capital letter; write 'a'")]
    [InlineData("tags: ['!!!']", "3:8", "'tags' cannot be '!!!': it has no letter or digit for an address; write tags: [git, undo]")]
    [InlineData("aliases: [a/../b]", "3:11", "'aliases' cannot be 'a/../b': a name in it ends with '.' or a space; write aliases: [old/address/]")]
    [InlineData("aliases: [a/%2E%2e/b]", "3:11", "'aliases' cannot be 'a/%2E%2e/b': a name in it ends with '.' or a space; write aliases: [old/address/]")]
    [InlineData("aliases: ['https://x.org/']", "3:11", "'aliases' cannot be 'https://x.org/': ':' cannot stand in a path on this site; write aliases: [old/address/]")]
    [InlineData("aliases: [//x]", "3:11", "'aliases' cannot be '//x': a name is missing between two '/'; write aliases: [old/address/]")]
    [InlineData("aliases: [a?b=1]", "3:11", "'aliases' cannot be 'a?b=1': no page of its own can answer to what follows '?'; write aliases: [old/address/]")]
    [InlineData("aliases: [a#b]", "3:11", "'aliases' cannot be 'a#b': no page of its own can answer to what follows '#'; write aliases: [old/address/]")]
    [InlineData("aliases: [/]", "3:11", "'aliases' cannot be '/': it is the site's own start page, which stays where it is; write aliases: [old/address/]")]
    [InlineData("aliases: ['a\\b']", "3:11", "'aliases' cannot be 'a\\b': '\\' cannot stand in a path on this site; write aliases: [old/address/]")]
    public void Read_BadValue_SaysWhatToWrite(string line, string place, string message) => CheckLine(line, $"x.md:{place}: error KB022: {message}");

    [Fact]
    public void Read_TagsOnOneSlug_AreTold() =>
        CheckLine("tags: [C#, git, csharp]", "x.md:3:17: error KB024: the tags 'C#' and 'csharp' are one tag, both at 'tags/csharp/'; keep one of them");

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public void Read_LongTitle_IsCountedInCharacters(int length)
    {
        var title = string.Concat(Enumerable.Repeat("🎉", length));
        var (header, diagnostics) = FrontMatter.Read(new SourceFile("x.md", $"---\ntitle: {title}\n---\n"));
        Assert.Equal(length == 200 ? title : null, header.Title);
        Assert.Equal(length == 200 ? [] : ["KB022"], diagnostics.Select(diagnostic => diagnostic.Rule.Code));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant-TW")]
    [InlineData("de-CH-1996")]
    [InlineData("sl-rozaj-biske")]
    [InlineData("en-u-ca-gregory")]
    [InlineData("x-klingon")]
    public void Read_WellFormedLanguage_IsKept(string language) => Assert.Equal(language, Check($"---\ntitle: t\nlang: {language}\n---\n").Language);

    [Fact]
    public void Read_ErrorInEachKey_TellsAllAndKeepsTheRest()
    {
        var header = Check(
            "---\ntitle: t\nlang: en_US\ndraft: yes\nlicense: MIT\nfoo: x\n---\n",
            "x.md:3:7: error KB022: 'lang' cannot be 'en_US': it is no language tag; write lang: en-US",
            "x.md:4:8: error KB021: 'draft' takes true or false, not text; write draft: true",
            "x.md:6:1: warning KB020: there is no key 'foo' and it is ignored; " + AllKeys);
        Assert.Equal(("t", "MIT"), (header.Title, header.License));
    }

    [Fact]
    public void ReadPage_KeyOfThreads_IsUnknown()
    {
        var (header, diagnostics) = FrontMatter.ReadPage(new SourceFile("x.md", "---\ntitle: About\ndescription: d\ndraft: true\n---\ntext"));
        Assert.Equal(new("About", "d", 6), header);
        Assert.Equal("x.md:4:1: warning KB020: there is no key 'draft' and it is ignored; the keys are title, description", Assert.Single(diagnostics).ToString());
    }

    private static void CheckLine(string line, params string[] expected) => Check($"---\ntitle: t\n{line}\n---\n## Question\n", expected);

    private static ThreadHeader Check(string text, params string[] expected)
    {
        var (header, diagnostics) = FrontMatter.Read(new SourceFile("x.md", text));
        Assert.Equal(expected, diagnostics.Select(diagnostic => diagnostic.ToString()));
        return header;
    }
}
