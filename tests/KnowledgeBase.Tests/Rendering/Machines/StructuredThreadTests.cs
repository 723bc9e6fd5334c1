using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.Tests.Rendering.Machines;

/// <summary>JSON-LD in thread pages, held against Google's lists of required and recommended properties.</summary>
public partial class StructuredThreadTests
{
    private const string Editable = "base-url: https://example.org/kb/\nedit-url: https://example.org/edit/{path}\n";

    /// <summary>For each type: what it must have, and what else it may have.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Recommended)> Lists = new(StringComparer.Ordinal)
    {
        ["QAPage"] = (["mainEntity"], []),
        ["Question"] = (["answerCount", "name"], ["acceptedAnswer", "suggestedAnswer", "author", "comment", "commentCount", "dateModified", "datePublished", "text", "upvoteCount"]),
        ["Answer"] = (["text"], ["author", "comment", "commentCount", "dateModified", "datePublished", "upvoteCount", "url"]),
        ["Comment"] = (["text"], ["author", "comment", "commentCount", "dateModified", "datePublished", "url"]),
        ["DiscussionForumPosting"] = (["author", "datePublished", "text"], ["headline", "url", "comment", "commentCount", "dateModified"]),
        ["Person"] = (["name"], ["url"]),
    };

    [Fact]
    public void Thread_WithAnswersAndEditLink_IsAQuestionPage()
    {
        var page = Structured(Editable, "## Question by Jo on 2024-01-01 {score=-2}\n\nWhy *not*?\n\n## Reply by Al\n\nWhat?\n\n## Answer by Al on 2024-01-02 {.accepted score=4 updated=2024-01-03}\n\nThus.\n\n## Reply by Jo\n\nThanks.\n\n## Answer\n\nOr so.\n");
        Assert.Equal("QAPage", Type(page));
        var question = page!.Value.GetProperty("mainEntity");
        Assert.Equal("T", question.GetProperty("name").GetString());
        Assert.Equal("Why not?", question.GetProperty("text").GetString());
        Assert.Equal((2, 2, -2), (Int(question, "answerCount"), Int(question, "commentCount"), Int(question, "upvoteCount")));
        Assert.Equal("2024-01-01", question.GetProperty("datePublished").GetString());
        Assert.Equal("https://example.org/kb/authors/jo/", question.GetProperty("author").GetProperty("url").GetString());
        Assert.Equal("What?", Assert.Single(question.GetProperty("comment").EnumerateArray()).GetProperty("text").GetString());
        var accepted = Assert.Single(question.GetProperty("acceptedAnswer").EnumerateArray());
        Assert.Equal("https://example.org/kb/threads/a/#a1", accepted.GetProperty("url").GetString());
        Assert.Equal("2024-01-03", accepted.GetProperty("dateModified").GetString());
        Assert.Equal("Thanks.", Assert.Single(accepted.GetProperty("comment").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal("Or so.", Assert.Single(question.GetProperty("suggestedAnswer").EnumerateArray()).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(Editable, "## Question\n\nx\n\n## Answer\n\ny\n", "QAPage")]
    [InlineData("edit-url: https://example.org/edit/{path}\n", "## Question\n\nx\n\n## Answer\n\ny\n", "QAPage")]
    [InlineData("answer-url: https://example.org/answer/{path}\n", "## Question by Jo on 2024-01-01\n\nx\n\n## Answer\n\ny\n", "QAPage")]
    [InlineData("", "## Question by Jo on 2024-01-01\n\nx\n\n## Answer by Al on 2024-01-01\n\ny\n\n## Reply\n\nz\n", "DiscussionForumPosting")]
    [InlineData(Editable, "## Question by Jo on 2024-01-01\n\nx\n\n## Reply by Al\n\ny\n", "DiscussionForumPosting")]
    [InlineData(Editable, "## Question by Jo on 2024-01-01\n\nx\n\n## Answer\n", "DiscussionForumPosting")]
    [InlineData("", "## Question\n\nx\n\n## Answer\n\ny\n", null)]
    [InlineData("", "## Question by Jo\n\nx\n\n## Answer\n\ny\n", null)]
    [InlineData("", "## Question on 2024-01-01\n\nx\n", null)]
    [InlineData(Editable, "## Question by Jo on 2024-01-01\n", null)]
    public void Thread_IsOnlyWhatItsPropertiesAllow(string settings, string thread, string? type) => Assert.Equal(type, Type(Structured(settings, thread)));

    [Fact]
    public void Thread_OfThousands_IsToldInPartAndCountedWhole()
    {
        var posts = string.Concat(Enumerable.Repeat("## Answer\n\na\n\n## Reply\n\nr\n\n", 300));
        var question = Structured(Editable, "## Question\n\nq\n\n" + posts)!.Value.GetProperty("mainEntity");
        Assert.Equal((300, 300), (Int(question, "answerCount"), Int(question, "commentCount")));
        Assert.Equal(100, question.GetProperty("suggestedAnswer").GetArrayLength());
    }

    [Fact]
    public void HostileText_StaysInsideTheScriptAndIsNamedByThePolicy()
    {
        const string hostile = "</script><script>alert(1)</script><!--<script>\u2028 \\ \" ]]>";
        var html = PageOf(Editable, $"## Question\n\n`{hostile}`\n\n## Answer\n\n`{hostile}`\n");
        var script = Script().Match(html).Groups["json"].Value;
        Assert.DoesNotContain("</", script, StringComparison.Ordinal);
        Assert.DoesNotContain("<!", script, StringComparison.Ordinal);
        Assert.Contains("<\\/script>", script, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(script);
        Assert.Equal(hostile.Replace('\u2028', ' ').Replace("  ", " ", StringComparison.Ordinal), json.RootElement.GetProperty("mainEntity").GetProperty("text").GetString());
        Assert.Contains($"script-src 'self' &#39;sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}&#39;;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherPages_HaveNone()
    {
        using var site = TestSite.Of(("site.yaml", Editable), ("threads/a.md", "---\ntitle: T\ntags: [x]\n---\n## Question by Jo on 2024-01-01\n\nx\n\n## Answer\n\ny\n"));
        site.Build();
        var pages = Directory.EnumerateFiles(site.Output, "*.html", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("ld+json", StringComparison.Ordinal));
        Assert.EndsWith("a/index.html", Assert.Single(pages).Replace('\\', '/'), StringComparison.Ordinal);
    }

    private static string PageOf(string settings, string thread)
    {
        using var site = TestSite.Of(("site.yaml", settings), ("threads/a.md", "---\ntitle: T\n---\n" + thread));
        Assert.True(site.Build().IsPublished);
        return site.Read("threads/a/index.html");
    }

    /// <summary>What the page says, if anything; it keeps to the lists.</summary>
    private static JsonElement? Structured(string settings, string thread)
    {
        var script = Script().Match(PageOf(settings, thread));
        if (!script.Success) return null;
        using var json = JsonDocument.Parse(script.Groups["json"].Value);
        Assert.Equal("https://schema.org", json.RootElement.GetProperty("@context").GetString());
        CheckLists(json.RootElement, isForum: Type(json.RootElement) == "DiscussionForumPosting");
        return json.RootElement.Clone();
    }

    private static void CheckLists(JsonElement part, bool isForum)
    {
        var type = Type(part)!;
        var (required, recommended) = Lists[type];
        if (isForum && type == "Comment") required = [.. required, "author", "datePublished"];
        var names = part.EnumerateObject().Select(property => property.Name).Where(name => name[0] != '@').ToList();
        Assert.Empty(required.Except(names));
        Assert.Empty(names.Except(required).Except(recommended));
        if (type == "Question") Assert.True(names.Contains("acceptedAnswer") || names.Contains("suggestedAnswer"));
        foreach (var property in part.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String) Assert.NotEqual("", property.Value.GetString());
            if (property.Name.StartsWith("date", StringComparison.Ordinal)) Assert.Matches(@"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$", property.Value.GetString());
            if (property.Value.ValueKind == JsonValueKind.Object) CheckLists(property.Value, isForum);
            if (property.Value.ValueKind != JsonValueKind.Array) continue;
            foreach (var entry in property.Value.EnumerateArray()) CheckLists(entry, isForum);
        }
    }

    private static string? Type(JsonElement? part) => part?.GetProperty("@type").GetString();

    private static int Int(JsonElement part, string name) => part.GetProperty(name).GetInt32();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
