using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

public class SiteConfigReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing set yet\n")]
    [InlineData("---\n")]
    public void Read_EmptyFile_GivesTheDefaults(string yaml) => Check(yaml, new SiteConfig());

    [Fact]
    public void Read_EverySetting_IsTaken() => Check(
        """
        ---
        title: Git questions
        base-url: HTTPS://Example.org/kb # of the project page
        description: What we know.
        language: de
        license: CC BY-SA 4.0
        edit-url: https://git.example.org/edit/main/{path}
        accent: "#336699"
        remote-images: show
        """,
        new SiteConfig
        {
            Title = "Git questions",
            BaseUrl = "https://example.org/kb/",
            Description = "What we know.",
            Language = "de",
            License = "CC BY-SA 4.0",
            EditUrl = "https://git.example.org/edit/main/{path}",
            Accent = "#336699",
            ShowsRemoteImages = true,
        });

    [Theory]
    [InlineData("base-url: example.org", "1:11: error KB022: 'base-url' cannot be 'example.org': it is no absolute http or https address; write 'base-url: https://example.org'")]
    [InlineData("base-url: https://example.org/?a", "1:11: error KB022: 'base-url' cannot be 'https://example.org/?a': paths are put after it, so it can have no '?'; write 'base-url: https://example.org/'")]
    [InlineData("base-url: https://example.org/#a", "1:11: error KB022: 'base-url' cannot be 'https://example.org/#a': paths are put after it, so it can have no '#'; write 'base-url: https://example.org/'")]
    [InlineData("edit-url: https://x.org/", "1:11: error KB022: 'edit-url' cannot be 'https://x.org/': it does not say with '{path}' where the file's path goes; write 'edit-url: https://git.example.org/kb/edit/main/{path}'")]
    [InlineData("edit-url: \"javascript:{path}\"", "1:11: error KB022: 'edit-url' cannot be 'javascript:{path}': it is no absolute http or https address; write 'edit-url: https://git.example.org/kb/edit/main/{path}'")]
    [InlineData("accent: #336699", "1:9: error KB014: '#336699' is a comment here, so this text would be lost; write the value in quotes: \"#336699\"")]
    [InlineData("accent: 336699", "1:9: error KB022: 'accent' cannot be '336699': it is no colour of six hexadecimal digits; write 'accent: \"#336699\"'")]
    [InlineData("accent: '#abc'", "1:9: error KB022: 'accent' cannot be '#abc': it is no colour of six hexadecimal digits; write 'accent: \"#aabbcc\"'")]
    [InlineData("accent: red", "1:9: error KB022: 'accent' cannot be 'red': it is no colour of six hexadecimal digits; write 'accent: \"#336699\"'")]
    [InlineData("remote-images: yes", "1:16: error KB022: 'remote-images' cannot be 'yes': it is neither 'show' nor 'link'; write 'remote-images: show'")]
    [InlineData("remote-images: [show]", "1:16: error KB021: 'remote-images' takes 'show' or 'link', not a list; write 'remote-images: show'")]
    [InlineData("language: en_GB", "1:11: error KB022: 'language' cannot be 'en_GB': it is no language tag; write 'language: en-GB'")]
    [InlineData("title:", "1:1: error KB021: 'title' takes text, not nothing; write 'title: Questions about Git'")]
    [InlineData("title: Git: questions", "1:11: error KB013: the value cannot be read because it holds ': '; write it in quotes: \"Git: questions\"")]
    [InlineData("\n# a comment\nbaseurl: x", "3:1: warning KB501: there is no setting 'baseurl' and it is ignored; did you mean 'base-url'?")]
    [InlineData("colour: red", "1:1: warning KB501: there is no setting 'colour' and it is ignored; did you mean 'accent'?")]
    [InlineData("theme: dark", "1:1: warning KB501: there is no setting 'theme' and it is ignored; the keys are title, base-url, description, language, license, edit-url, accent, remote-images")]
    [InlineData("title", "1:1: error KB012: not valid YAML: 'title' is no key with a value; write a line such as 'title: …', or indent the line by two spaces if it belongs to the value above")]
    public void Read_BadSetting_IsToldAndKeepsItsDefault(string yaml, params string[] expected) => Check(yaml, new SiteConfig(), expected);

    private static void Check(string yaml, SiteConfig config, params string[] expected)
    {
        var (read, diagnostics) = SiteConfigReader.Read(new SourceFile("content/site.yaml", yaml));
        Assert.Equal(expected.Select(text => "content/site.yaml:" + text), diagnostics.Select(d => d.ToString()));
        Assert.Equal(config, read);
    }
}
