using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Posts of real forums keep their words and their code. They are no part of the project, so where they are not there, this is skipped.</summary>
public class HtmlRealPostsTests
{
    [Fact]
    public void Convert_DiscoursePosts_KeepsWordsAndCode() => Check(
        "discourse-topics/json",
        folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("post_stream").GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("cooked").GetString()!)));

    [Fact]
    public void Convert_StackExchangePosts_KeepsWordsAndCode() => Check(
        "stack-exchange",
        folder => Directory.EnumerateFiles(folder, "Posts.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file => XDocument.Load(file).Root!.Elements().Select(row => (string?)row.Attribute("Body") ?? "")));

    [Fact]
    public void Convert_GitHubPosts_KeepsWordsAndCode() => Check(
        "github-discussions",
        folder => Directory.EnumerateFiles(folder, "discussions-*.json").Order(StringComparer.Ordinal).SelectMany(file => Bodies(JsonDocument.Parse(File.ReadAllText(file)).RootElement)));

    private static IEnumerable<string> Bodies(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Bodies),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.Name == "body" && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : Bodies(member.Value)),
        _ => [],
    };

    private static void Check(string folder, Func<string, IEnumerable<string>> posts)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var html in posts(SharedArchives.Folder(folder)))
        {
            count++;
            var post = new ImportedPost(html);
            var (source, page) = (ImportedPost.Letters(post.Source), ImportedPost.Letters(post.Page));
            // Code whose lines are items or rows.
            var hasLines = post.Source.QuerySelector("pre li, td.blob-code") is not null;
            var sameCode = hasLines || ImportedPost.CodeBlocks(post.Source).SequenceEqual(ImportedPost.CodeBlocks(post.Page));
            if (!IsWithin(source, page) || !sameCode) failures.Add($"{(sameCode ? "words" : "code")}:\n{html}\n--- became\n{post.Markdown}\n");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} posts");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} posts:\n{string.Join("\n=====\n", failures.Take(10))}");
    }

    /// <summary>All letters in their order; between them the page may say more, such as a video's address.</summary>
    private static bool IsWithin(string letters, string page)
    {
        var at = 0;
        foreach (var c in page)
        {
            if (at < letters.Length && letters[at] == c) at++;
        }

        return at == letters.Length;
    }
}
