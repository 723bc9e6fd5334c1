using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>Each key of the format: what it takes, and what is told about anything else.</summary>
public class FrontMatterTests
{
    private const string AllKeys = "title, tags, source, license, lang, description, aliases, duplicate-of, related, reviewed, review-after, applies-to, draft";

    [Fact]
    public void Read_EveryKey_FillsTheHeader()
    {
        var (header, diagnostics) = Read(
            """
            title: "What is C# # not?"
            tags: [C#, .NET, 2024, "c++"]
            source: https://forum.example.org/t/1?page=2#a
            license: CC BY-SA 4.0
            lang: pt-BR
            description: >
              In two
              lines.
            aliases: [/t/1/, old/question.html]
            duplicate-of: other-question
            related:
              - one
              - größe-2
            reviewed: {on: 2024-05-31, by: "mentor", note: still holds}
            review-after: "2025-05-31" # in a year
            applies-to: .NET 8 and later
            draft: true # until checked
            """);
        Assert.Empty(diagnostics);
        Assert.Equal("What is C# # not?", header.Title);
        Assert.Equal(["C#", ".NET", "2024", "c++"], header.Tags);
        Assert.Equal(("https://forum.example.org/t/1?page=2#a", "CC BY-SA 4.0", "pt-BR"), (header.Source, header.License, header.Language));
        Assert.Equal("In two lines.", header.Description);
        Assert.Equal([new Reference("t/1/", new("x.md", 10, 11)), new Reference("old/question.html", new("x.md", 10, 18))], header.Aliases);
        Assert.Equal(new Reference("other-question", new("x.md", 11, 15)), header.DuplicateOf);
        Assert.Equal([new Reference("one", new("x.md", 13, 5)), new Reference("größe-2", new("x.md", 14, 5))], header.Related);
        Assert.Equal(new Review(new(2024, 5, 31), "mentor", "still holds"), header.Reviewed);
        Assert.Equal(new DateOnly(2025, 5, 31), header.ReviewAfter);
        Assert.Equal((".NET 8 and later", true, 20), (header.AppliesTo, header.IsDraft, header.BodyLine));
    }

    [Theory]
    [InlineData("title: [SOLVED]", "2:8: error KB021: 'title' takes text, not a list; write 'title: \"[SOLVED]\"'")]
    [InlineData("title: {a: b}", "2:8: error KB021: 'title' takes text, not a map; write 'title: \"{a: b}\"'")]
    [InlineData("title:\n  a: b", "3:3: error KB021: 'title' takes text, not a map; write 'title: \"a: b\"'")]
    [InlineData("title:\n  - a\n  - b", "3:3: error KB021: 'title' takes text, not a list; write 'title: How do I undo a commit?'")]
    [InlineData("title: null", "2:8: error KB021: 'title' takes text, not 'null', which means nothing in YAML; write 'title: \"null\"'")]
    [InlineData("title: \" \"", "2:8: error KB022: 'title' cannot be ' ': it is empty; write 'title: How do I undo a commit?'")]
    [InlineData("title: |\n  a\n  b", "2:8: error KB022: 'title' cannot be 'a\\u{a}b': it holds a line break; write 'title: \"a b\"'")]
    [InlineData("title: a\tb", "2:8: error KB022: 'title' cannot be 'a\\u{9}b': it holds a tab; write 'title: \"a b\"'")]
    [InlineData("title: \"C:\\new\"", "2:8: error KB022: 'title' cannot be 'C:\\u{a}ew': it holds a line break, since '\\' has a meaning of its own in double quotes; write title: 'C:\\new'")]
    [InlineData("title: \"x\\uFFFE\"", "2:8: error KB022: 'title' cannot be 'x\uFFFD': it holds the character U+FFFE, which cannot stand in a page; write 'title: \"x\"'")]
    [InlineData("title: How do I use C # here", "2:23: error KB014: '# here' is a comment here, so this text would be lost; write the value in quotes: \"How do I use C # here\"")]
    [InlineData("title: #1 in the list", "2:8: error KB014: '#1 in the list' is a comment here, so this text would be lost; write the value in quotes: \"#1 in the list\"")]
    public void Read_BadTitle_IsTold(string yaml, params string[] expected) => Check(yaml, "", expected);

    [Theory]
    [InlineData("yes")]
    [InlineData("1.10")]
    [InlineData("2024-05-31")]
    [InlineData("True")]
    [InlineData("C#/F#:which?#")]
    [InlineData("'null'")]
    [InlineData("\"a\\u2028b\"")]
    [InlineData("👩‍💻 how?")]
    public void Read_TitleThatLooksLikeSomethingElse_IsText(string title) => Check($"title: {title}", "");

    [Fact]
    public void Read_TitleOf200CodePoints_IsTheLongest()
    {
        Check("title: " + string.Concat(Enumerable.Repeat("😀", 200)), "");
        Assert.Contains(": it has 201 characters, more than the 200 allowed; write a shorter one", Read("title: " + string.Concat(Enumerable.Repeat("😀", 201))).Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags: a, b c", "3:7: error KB021: 'tags' takes a list, not text; write 'tags: [a, b c]'")]
    [InlineData("tags:\n  -a\n  -b", "4:3: error KB021: 'tags' takes a list, not text; write 'tags: [a, b]'")]
    [InlineData("tags: {a: b}", "3:7: error KB021: 'tags' takes a list, not a map; write 'tags: [git, c++]'")]
    [InlineData("tags:", "3:1: error KB021: 'tags' takes a list, not nothing; write 'tags: [git, c++]'")]
    [InlineData("tags: [a: b]", "3:8: error KB021: 'tags' takes text in its list, not a map; write \"a: b\"")]
    [InlineData("tags: [[a]]", "3:8: error KB021: 'tags' takes text in its list, not a list; write \"[a]\"")]
    [InlineData("tags: [a, null]", "3:11: error KB021: 'tags' takes text in its list, not 'null', which means nothing in YAML; write \"null\"")]
    [InlineData("tags:\n  -\n  - a", "4:4: error KB021: 'tags' takes text in its list, not nothing; write 'tags: [git, c++]'")]
    [InlineData("tags: [\"\"]", "3:8: error KB022: 'tags' cannot be '': it is empty; write 'tags: [git, c++]'")]
    [InlineData("tags: ['!?']", "3:8: error KB022: 'tags' cannot be '!?': nothing is left of it for an address; write a word with a letter or a digit")]
    [InlineData("tags: [C#, Java, csharp]", "3:18: error KB024: the tags 'C#' and 'csharp' are one tag, both at 'tags/csharp/'; keep one of them")]
    [InlineData("tags:\n  - a # b\n  - \"c\" # fine", "4:7: error KB014: '# b' is a comment here, so this text would be lost; write the value in quotes: \"a # b\"")]
    public void Read_BadTags_AreTold(string yaml, params string[] expected) => Check("title: t\n" + yaml, "t", expected);

    [Fact]
    public void Read_LongTag_IsTold()
    {
        var tag = new string('x', 200);
        Check($"title: t\ntags: [{tag}]", "t");
        Check($"title: t\ntags: [a, {tag}x]", "t", $"3:11: error KB022: 'tags' cannot be '{tag}…': it has 201 characters, more than the 200 allowed; write a shorter one");
    }

    [Theory]
    [InlineData("source: www.x.org/t", "3:9: error KB022: 'source' cannot be 'www.x.org/t': it is no absolute http or https address; write 'source: https://www.x.org/t'")]
    [InlineData("source: \"java\\tscript:alert(1)\"", "3:9: error KB022: 'source' cannot be 'java\\u{9}script:alert(1)': it is no absolute http or https address; write 'source: https://forum.example.org/t/undo-a-commit/1234'")]
    [InlineData("source: //x.org/", "3:9: error KB022: 'source' cannot be '//x.org/': it is no absolute http or https address; write 'source: https://forum.example.org/t/undo-a-commit/1234'")]
    [InlineData("source: [a]", "3:9: error KB021: 'source' takes an address, not a list; write 'source: https://forum.example.org/t/undo-a-commit/1234'")]
    [InlineData("lang: en_US", "3:7: error KB022: 'lang' cannot be 'en_US': it is no language tag; write 'lang: en-US'")]
    [InlineData("lang: english", "3:7: error KB022: 'lang' cannot be 'english': it is no language tag; write 'lang: en'")]
    [InlineData("lang: Deutsch", "3:7: error KB022: 'lang' cannot be 'Deutsch': it is no language tag; write 'lang: de'")]
    [InlineData("lang: english please", "3:7: error KB022: 'lang' cannot be 'english please': it is no language tag; write 'lang: en'")]
    [InlineData("lang: ~", "3:7: error KB021: 'lang' takes a language, not '~', which means nothing in YAML; write 'lang: en'")]
    [InlineData("review-after: 2024-5-3", "3:15: error KB022: 'review-after' cannot be '2024-5-3': it is no date (year, month and day); write 'review-after: 2024-05-03'")]
    [InlineData("review-after: 2023-02-29", "3:15: error KB022: 'review-after' cannot be '2023-02-29': it is no date (year, month and day); write 'review-after: 2025-05-31'")]
    [InlineData("review-after: soon", "3:15: error KB022: 'review-after' cannot be 'soon': it is no date (year, month and day); write 'review-after: 2025-05-31'")]
    [InlineData("draft: no", "3:8: error KB021: 'draft' takes true or false, not text; write 'draft: false'")]
    [InlineData("draft: \"true\"", "3:8: error KB021: 'draft' takes true or false, not text in quotes; write 'draft: true'")]
    [InlineData("draft:", "3:1: error KB021: 'draft' takes true or false, not nothing; write 'draft: true'")]
    [InlineData("license: MIT # or so", "3:14: error KB014: '# or so' is a comment here, so this text would be lost; write the value in quotes: \"MIT # or so\"")]
    public void Read_BadWord_IsTold(string yaml, params string[] expected) => Check("title: t\n" + yaml, "t", expected);

    [Theory]
    [InlineData("related: one", "3:10: error KB021: 'related' takes a list, not text; write 'related: [one]'")]
    [InlineData("related: [Foo.md]", "3:11: error KB022: 'related' cannot be 'Foo.md': 'F' is a capital letter; write 'foo'")]
    [InlineData("related: [../a/bar.md#a1]", "3:11: error KB022: 'related' cannot be '../a/bar.md#a1': only small letters, digits and '-' may stand in it, not '.'; write 'bar'")]
    [InlineData("related: [a, b, a]", "3:17: error KB022: 'related' cannot be 'a': it stands in this list twice; write it once")]
    [InlineData("duplicate-of: [a]", "3:15: error KB021: 'duplicate-of' takes the slug of a thread, not a list; write 'duplicate-of: undo-a-commit'")]
    [InlineData("duplicate-of: page", "3:15: error KB022: 'duplicate-of' cannot be 'page': this name is reserved; write 'duplicate-of: page-1'")]
    public void Read_BadSlug_IsTold(string yaml, params string[] expected) => Check("title: t\n" + yaml, "t", expected);

    [Theory]
    [InlineData("https://x.org/t/1", "it is an address, not a path from the site's root; write 't/1'")]
    [InlineData("/", "it is the home page; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("a?b=1", "a redirect sees nothing of '?' and what follows it; write 'a'")]
    [InlineData("a#b", "a redirect sees nothing of '#' and what follows it; write 'a'")]
    [InlineData("caf%C3%A9/x", "the characters themselves are written here, not their '%' codes; write 'café/x'")]
    [InlineData("a\\b", "folders are parted by '/'; write 'a/b'")]
    [InlineData("a//b", "there is no name between two '/'; write 'a/b'")]
    [InlineData("a/../b", "'..' is no name of a folder here; begin at the site's root; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("a/Con.html", "'Con.html' is a device on Windows; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("a./b", "the name 'a.' begins or ends with a space or ends with '.', which some systems drop; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("Talk:a", "':' cannot stand in the name of a file on every system; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("/.git/x", "'.git' is never ours; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("old/.htaccess", "web hosts take '.htaccess' for an order to them; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("Web.Config/x", "web hosts take 'Web.Config' for an order to them; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("cname", "web hosts take 'cname' for an order to them; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("_redirects/", "web hosts take '_redirects' for an order to them; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    [InlineData("/.KB-site-x/", "the name is the publisher's own; write 'aliases: [t/undo-a-commit/1234, old/undo.html]'")]
    public void Read_BadAlias_IsTold(string alias, string problem) =>
        Check($"title: t\naliases: ['{alias}']", "t", $"3:11: error KB022: 'aliases' cannot be '{alias}': {problem}");

    [Theory]
    [InlineData("reviewed: 2024-05-31", "3:11: error KB021: 'reviewed' takes a map with 'on', 'by' and 'note', not text; write 'reviewed: {on: 2024-05-31}'")]
    [InlineData("reviewed: # soon", "3:1: error KB021: 'reviewed' takes a map with 'on', 'by' and 'note', not nothing; write 'reviewed: {on: 2024-05-31}'")]
    [InlineData("reviewed: {by: x}", "3:1: error KB027: 'reviewed' has no 'on'; add the day of the review, as in 'on: 2024-05-31'")]
    [InlineData("reviewed:\n  on: today\n  By: x", "4:7: error KB022: 'reviewed: on' cannot be 'today': it is no date (year, month and day); write 'on: 2024-05-31'", "5:3: warning KB020: there is no key 'reviewed: By' and it is ignored; did you mean 'by'?")]
    [InlineData("reviewed: {on:2024-05-31}", "3:1: error KB027: 'reviewed' has no 'on'; add the day of the review, as in 'on: 2024-05-31'", "3:12: warning KB020: there is no key 'reviewed: on:2024-05-31' and it is ignored; write a space after the ':', as in 'on: 2024-05-31'")]
    [InlineData("reviewed: # by hand\n  on: 2024-05-31 # all of it\n  by: \"x\" # y")]
    public void Read_Review_IsAMapWithADay(string yaml, params string[] expected) => Check("title: t\n" + yaml, "t", expected);

    [Theory]
    [InlineData("Tags", "did you mean 'tags'?")]
    [InlineData("duplicate_of", "did you mean 'duplicate-of'?")]
    [InlineData("Applies To", "did you mean 'applies-to'?")]
    [InlineData("licence", "did you mean 'license'?")]
    [InlineData("categories", "did you mean 'tags'?")]
    [InlineData("date", "write the date in the heading, as in '## Question on 2024-05-31'")]
    [InlineData("layout", "the keys are " + AllKeys)]
    public void Read_UnknownKey_IsIgnoredWithAHint(string key, string hint) =>
        Check($"title: t\n{key}: x", "t", $"3:1: warning KB020: there is no key '{key}' and it is ignored; {hint}");

    [Fact]
    public void Read_MistakesInSeveralKeys_AreAllToldAndTheOthersRead() => Check(
        "tags: [a, @b]\ntitle: t\nsource: x\ndraft: 1\ntitle: u\nfoo: bar",
        "t",
        "2:11: error KB013: the value cannot be read because it begins with '@'; write it in quotes: \"@b\"",
        "4:9: error KB022: 'source' cannot be 'x': it is no absolute http or https address; write 'source: https://forum.example.org/t/undo-a-commit/1234'",
        "5:8: error KB021: 'draft' takes true or false, not text; write 'draft: true'",
        "6:1: error KB019: the key 'title' stands here a second time (first in line 3); keep one of them",
        $"7:1: warning KB020: there is no key 'foo' and it is ignored; the keys are {AllKeys}");

    private static Diagnosed<ThreadHeader> Read(string yaml) => FrontMatter.Read(new SourceFile("x.md", $"---\n{yaml}\n---\n"));

    private static void Check(string yaml, string title, params string[] expected)
    {
        var (header, diagnostics) = Read(yaml);
        Assert.Equal(expected.Select(text => "x.md:" + text), diagnostics.Select(d => d.ToString()));
        if (title.Length > 0) Assert.Equal(title, header.Title);
    }
}
