using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

public class SiteConfigReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    public void Read_NoSettings_GivesDefaults(string text) => Assert.Equal(new SiteConfig(), Check(text));

    [Fact]
    public void Read_AllSettings_GivesTheirValues() =>
        Assert.Equal(
            new SiteConfig
            {
                Title = "Our forum", BaseUrl = "https://kb.example.org/Kb/", Description = "d", Language = "de", License = "MIT",
                EditUrl = "https://git.example.org/{path}", Accent = "#aabb0c", ShowsRemoteImages = true,
            },
            Check("---\ntitle: Our forum\nbase-url: HTTPS://KB.example.org/Kb\ndescription: d\nlanguage: de\nlicense: MIT\nedit-url: https://git.example.org/{path}\naccent: '#AABB0c'\nremote-images: show\n"));

    [Theory]
    [InlineData("base_url: x", "1:1: warning KB501: there is no setting 'base_url' and it is ignored; did you mean 'base-url'?")]
    [InlineData("weather: x", "1:1: warning KB501: there is no setting 'weather' and it is ignored; the keys are title, base-url, description, language, license, edit-url, accent, remote-images")]
    [InlineData("accent: #aabbcc", "1:9: error KB014: '#aabbcc' is a comment here, so this text would be lost; put the value in quotes: \"#aabbcc\"")]
    [InlineData("accent: red", "1:9: error KB022: 'accent' cannot be 'red': it is no colour; write accent: \"#3b6ea5\"")]
    [InlineData("accent: '#12345g'", "1:9: error KB022: 'accent' cannot be '#12345g': it is no colour; write accent: \"#3b6ea5\"")]
    [InlineData("remote-images: yes", "1:16: error KB022: 'remote-images' cannot be 'yes': images of other hosts are shown or linked; write remote-images: show")]
    [InlineData("edit-url: https://x.org/", "1:11: error KB022: 'edit-url' cannot be 'https://x.org/': it has no '{path}' for the path of the file; write edit-url: \"https://git.example.org/kb/edit/main/{path}\"")]
    [InlineData("base-url: x.org", "1:11: error KB022: 'base-url' cannot be 'x.org': it is no absolute http or https address; write base-url: https://kb.example.org/")]
    [InlineData("base-url: https://x.org/?a", "1:11: error KB022: 'base-url' cannot be 'https://x.org/?a': pages have addresses below it, so it can have no '?' or '#'; write base-url: https://kb.example.org/")]
    [InlineData("language: en_GB", "1:11: error KB022: 'language' cannot be 'en_GB': it is no language tag; write language: en-GB")]
    [InlineData("title:", "1:1: error KB021: 'title' takes text, not nothing; write title: Knowledge base")]
    [InlineData("- a", "1:1: error KB012: not valid YAML: this is a list, and keys with values are needed; write each as 'key: value'")]
    public void Read_Mistake_IsTold(string text, string expected) => Assert.Equal(new SiteConfig(), Check(text, "site.yaml:" + expected));

    private static SiteConfig Check(string text, params string[] expected)
    {
        var (config, diagnostics) = SiteConfigReader.Read(new SourceFile("site.yaml", text));
        Assert.Equal(expected, diagnostics.Select(diagnostic => diagnostic.ToString()));
        return config;
    }
}
