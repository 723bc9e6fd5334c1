using System.Text.Json;
using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>The table of emoji is complete: every name and alias of the forum software it is made from.</summary>
public class EmojiTests
{
    private static readonly string Folder = Path.Combine(TestSite.Repository, "..", "shared", "data", "discourse-emoji");

    [Fact]
    public void Table_HasEveryNameWithItsCodePoints()
    {
        using var names = JsonDocument.Parse(Source("emojis.json"));
        foreach (var emoji in names.RootElement.EnumerateArray())
        {
            var shown = Emoji.Of(emoji.GetProperty("name").GetString());
            var code = string.Concat(emoji.GetProperty("code").GetString()!.Split('-').Select(point => char.ConvertFromUtf32(Convert.ToInt32(point, 16))));
            // What has both a black-and-white and a coloured form asks for the latter.
            Assert.Contains(shown, (string[])[code, code + "\uFE0F"]);
        }
    }

    [Fact]
    public void Table_HasEveryAlias()
    {
        using var aliases = JsonDocument.Parse(Source("aliases.json"));
        foreach (var name in aliases.RootElement.EnumerateObject())
        {
            Assert.NotNull(Emoji.Of(name.Name));
            Assert.All(name.Value.EnumerateArray(), alias => Assert.NotNull(Emoji.Of(alias.GetString())));
        }
    }

    [Fact]
    public void Table_HasNoNameThatAPostCannotWrite()
    {
        Assert.True(Emoji.Names.Count() > 2600);
        Assert.All(Emoji.Names, name => Assert.InRange(name.Length, 1, Emoji.LongestName - 1));
        Assert.All(Emoji.Names, name => Assert.DoesNotContain(name, c => char.IsUpper(c) || char.IsWhiteSpace(c) || c == ':'));
    }

    [Theory]
    [InlineData("wave", 2, "👋🏻")]
    [InlineData("wave", 6, "👋🏿")]
    [InlineData("detective", 4, "🕵🏽")]
    [InlineData("man_red_hair", 3, "👨🏼‍🦰")]
    [InlineData("people_holding_hands", 3, "🧑🏼‍🤝‍🧑🏼")]
    [InlineData("family_man_woman_boy", 3, null)]
    [InlineData("smile", 3, null)]
    public void Tone_ColoursPeopleAndHands(string name, int tone, string? expected) => Assert.Equal(expected, Emoji.Of(name, tone));

    private static string Source(string file)
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path)) Assert.Skip("the names that the table was made from are not here");
        return File.ReadAllText(path);
    }
}
