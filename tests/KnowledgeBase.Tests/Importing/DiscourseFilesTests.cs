using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What stands in an export's folder beside its topics.</summary>
public sealed class DiscourseFilesTests : IDisposable
{
    private readonly DiscourseSample _forum = new();

    public void Dispose() => _forum.Dispose();

    [Fact]
    public void Files_ThatAreNoText_AreLeftOut_ButTextInAnotherCodeIsAnError()
    {
        byte[] bytes = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        foreach (var name in (string[])["12", "cat.png", "data.JSON", "notes.md"]) _forum.Add(name, bytes);
        Assert.Equal(
            [
                "12:1:1: error KB001: this is not UTF-8 text: 0x89 at byte offset 0; save the file as UTF-8",
                "cat.png:1:1: info KB411: this is no Discourse topic, so it is left out",
                "data.JSON:1:1: error KB001: this is not UTF-8 text: 0x89 at byte offset 0; save the file as UTF-8",
                "notes.md:1:1: error KB001: this is not UTF-8 text: 0x89 at byte offset 0; save the file as UTF-8",
            ],
            _forum.Told());
    }
}
