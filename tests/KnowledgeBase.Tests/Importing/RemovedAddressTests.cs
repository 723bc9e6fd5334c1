using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Each address that people copy names its post, whatever the forum calls the topic by now; null is another forum's.</summary>
public sealed class RemovedAddressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-test-").FullName;

    [Theory]
    [InlineData("https://forum.example.org/t/a-slug/10/2", "10#p2")]
    [InlineData("https://forum.example.org/t/name-of-last-year/10/2", "10#p2")]
    [InlineData("http://forum.example.org/t/10/2?u=me", "10#p2")]
    [InlineData("https://forum.example.org/t/a-slug/10/1", "10#q")]
    [InlineData("https://forum.example.org/t/a-slug/10", "10#q")]
    [InlineData("https://forum.example.org/t/gone/99/4", "99#p4")]
    [InlineData("https://forum.example.org/u/ada", "")]
    [InlineData("https://other.example.org/t/a-slug/10/2", null)]
    public void Discourse(string address, string? expected)
    {
        File.WriteAllText(Path.Combine(_folder, "10.json"), """{"id":10,"title":"t","post_stream":{"posts":[{"post_number":1,"username":"ada","cooked":"a"},{"post_number":2,"username":"bob","cooked":"b"}]}}""");
        Check(new DiscourseImporter(_folder, "https://forum.example.org/"), address, expected);
    }

    [Theory]
    [InlineData("https://site.example/q/1", "1#q #p1")]
    [InlineData("https://site.example/questions/1/some-title", "1#q #p1")]
    [InlineData("https://site.example/questions/1/some-title/2#2", "2#q #p2")]
    [InlineData("https://www.site.example/a/2", null)]
    [InlineData("http://site.example/a/2/7", "2#q #p2")]
    [InlineData("https://site.example/questions/1/some-title#comment11_1", "#c11")]
    [InlineData("https://site.example/posts/comments/11", "#c11")]
    [InlineData("https://site.example/users/7", "")]
    public void StackExchange(string address, string? expected) => Check(new StackExchangeImporter(_folder, "https://site.example/", _folder, null), address, expected);

    [Theory]
    [InlineData("https://github.com/octo/tool/discussions/7#discussioncomment-12", "octo/tool#7#p12")]
    [InlineData("https://github.com/octo/tool/discussions/7?sort=new#discussioncomment-12", "octo/tool#7#p12")]
    [InlineData("https://github.com/octo/tool/discussions/7", "octo/tool#7#q")]
    [InlineData("https://github.com/octo/other/discussions/7", null)]
    public void GitHub(string address, string? expected)
    {
        File.WriteAllText(Path.Combine(_folder, "7.json"), """{"number":7,"title":"T","url":"https://github.com/octo/tool/discussions/7","body":"x","author":{"login":"a"}}""");
        Check(new GitHubImporter(_folder, null), address, expected);
    }

    private static void Check(IThreadImporter importer, string address, string? expected) => Assert.Equal(expected, importer.Named(address) is { } nodes ? string.Join(' ', nodes) : null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
