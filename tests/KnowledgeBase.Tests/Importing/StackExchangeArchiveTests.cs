using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Whole dumps of real sites, each compared with a reading of its files that shares nothing with ours.</summary>
public partial class StackExchangeArchiveTests
{
    [Fact]
    public void Posts_OfEveryDump_AreAllThere() => ForEveryDump((row, question, post) =>
    {
        Assert.Equal((int?)row.Attribute("Score"), post.Score);
        Assert.Equal((string?)question.Attribute("AcceptedAnswerId") == (string?)row.Attribute("Id"), post.IsAccepted);
        Assert.Equal(DateTime.Parse((string)row.Attribute("CreationDate")!, null), post.Byline.On?.Time.DateTime);
        Assert.Equal((string?)row.Attribute("LastEditDate") is { } edited ? DateTime.Parse(edited, null) : null, post.Byline.Updated?.Time.DateTime);
    });

    [Fact]
    public void Authors_OfEveryDump_AreNamed()
    {
        Dictionary<string, string>? names = null;
        ForEveryDump(
            (row, _, post) =>
            {
                var user = (string?)row.Attribute("OwnerUserId");
                var known = user is not null && names!.TryGetValue(user, out var name) ? name : (string?)row.Attribute("OwnerDisplayName");
                Assert.Equal((known ?? (user switch { null => null, "-1" => "Community", _ => $"user{user}" }))?.Trim(), post.Byline.Author);
            },
            folder => names = Rows(folder, "Users.xml").ToDictionary(row => (string)row.Attribute("Id")!, row => (string)row.Attribute("DisplayName")!));
    }

    [Fact]
    public void Code_OfEveryDump_IsTheSameByteForByte() => ForEveryDump((row, _, post) =>
        Assert.Equal(CodeIn(Html((string)row.Attribute("Body")!)), CodeIn(Rendered(post))));

    [Fact]
    public void Words_OfEveryDump_AreAllShown()
    {
        var (words, lost) = (0, new List<string>());
        ForEveryDump((row, _, post) =>
        {
            var expected = WordsIn(Html((string)row.Attribute("Body")!));
            var missing = NotIn(WordsIn(Rendered(post)), expected);
            words += expected.Count;
            if (missing.Count > 0) lost.Add($"{post.NodeId}: {string.Join(' ', missing.Take(20))}");
        });
        Assert.True(lost.Count == 0, $"{lost.Count} posts lack words, of {words} in all:\n{string.Join('\n', lost.Take(40))}");
    }

    private static void ForEveryDump(Action<XElement, XElement, ForeignPost> check, Action<string>? start = null)
    {
        var archive = SharedArchives.Folder("stack-exchange");
        foreach (var folder in Directory.EnumerateDirectories(archive).Order(StringComparer.Ordinal))
        {
            start?.Invoke(folder);
            using var dump = new StackExchangeDump { Source = folder };
            var threads = dump.Threads(TestContext.Current.CancellationToken).ToDictionary(thread => thread.Id);
            var rows = Rows(folder, "Posts.xml").ToDictionary(row => (string)row.Attribute("Id")!);
            var posts = 0;
            foreach (var row in rows.Values.Where(row => (string?)row.Attribute("PostTypeId") is "1" or "2"))
            {
                var question = (string?)row.Attribute("ParentId") is { } parent ? rows[parent] : row;
                var node = question == row ? "q" : $"p{(string)row.Attribute("Id")!}";
                check(row, question, threads[(string)question.Attribute("Id")!].Posts.Single(post => post.NodeId == node));
                posts++;
            }

            Assert.Equal(posts, threads.Values.Sum(thread => thread.Posts.Count(post => post.Kind != PostKind.Reply)));
            Assert.Equal(posts, dump.Findings(TestContext.Current.CancellationToken).Count + posts);
        }
    }

    private static IEnumerable<XElement> Rows(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? XDocument.Load(Path.Combine(folder, name)).Root!.Elements("row") : [];

    private static IElement Html(string html) => new HtmlParser().ParseDocument(html).Body!;

    private static IElement Rendered(ForeignPost post)
    {
        var body = MarkdownBody.Parse(new Body(CanonicalBody.Of(post.Markdown)), "x.md", post.NodeId, 2, [], []);
        return Html(body.ToHtml(post.NodeId, TestSite.English, link => new(link.Address, IsExternal: true), []).Html);
    }

    private static IEnumerable<string> CodeIn(IElement html) => html.QuerySelectorAll("pre").Select(block => block.TextContent.TrimEnd('\n'));

    private static List<string> WordsIn(IElement html)
    {
        foreach (var line in html.QuerySelectorAll("br")) line.TextContent = " ";
        return [.. Word().Matches(KeptTag().Replace(html.TextContent, "")).Select(word => word.Value)];
    }

    /// <summary>Words of the text that do not occur in the other, in the same order.</summary>
    private static List<string> NotIn(List<string> text, List<string> words)
    {
        var (missing, at) = (new List<string>(), 0);
        foreach (var word in words)
        {
            var found = text.IndexOf(word, at);
            if (found < 0) missing.Add(word);
            else at = found + 1;
        }

        return missing;
    }

    /// <summary>A tag that our dialect keeps; shown as text, it would cut a word.</summary>
    [GeneratedRegex("</?(?:sub|sup|kbd|b|i|s|del|em|strong)>")]
    private static partial Regex KeptTag();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
