using System.Text.Json;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>A thread for programs, beside its page: as Markdown and as JSON, made of what the page is made of.</summary>
internal sealed class ThreadTwins(ForumThread thread, Site site, ThreadModel model, ThreadBodies bodies)
{
    public const string MarkdownName = "index.html.md", JsonName = "index.json";

    // Used again and again.
    [ThreadStatic]
    private static Utf8Output? _markdown;

    private readonly Dictionary<string, AuthoredNode> _posts = thread.Posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
    private readonly SiteUrl _page = ThreadPage.UrlOf(thread);
    private readonly string? _root = site.Config.BaseUrl;

    public IEnumerable<OutputFile> Files()
    {
        yield return new(_page + MarkdownName, ToMarkdown());
        yield return new(_page + JsonName, ToJson());
    }

    /// <summary>The thread as its page has it: takeaways first, answers in the page's order, replies under their post.</summary>
    private byte[] ToMarkdown()
    {
        var text = _markdown ??= new();
        text.Clear();
        text.Write($"# {MarkdownText.Escape(thread.Title)}\n\n");
        AddFact("Page", _root is null ? "[the thread's page](./)" : $"<{_page.Under(_root)}>");
        AddFact("Tags", thread.Tags.IsEmpty ? null : MarkdownText.Escape(string.Join(", ", thread.Tags)));
        AddFact("Source", thread.Source is { } source ? $"<{source}>" : null);
        AddFact("Licence", Escaped(thread.License ?? site.Config.License));
        AddFact("Applies to", Escaped(thread.AppliesTo));
        AddFact("Reviewed", thread.Reviewed is { } review ? Moment.Of(review.On) + (review.By is { } by ? " by " + MarkdownText.Escape(by) : "") : null);
        AddFact("Answered at", model.DuplicateOf is { } original ? $"[{MarkdownText.Escape(original.Text)}]({original.Url.Url})" : null);
        if (thread.Takeaways.Length > 0) text.Write("\n## Takeaways\n\n");
        foreach (var takeaway in thread.Takeaways) text.Write($"- {bodies.Markdown(takeaway).Replace("\n", "\n  ", StringComparison.Ordinal)}\n");

        AddPost("##", model.Question);
        foreach (var answer in model.Answers) AddPost("##", answer);
        return text.ToArray();

        static string? Escaped(string? value) => value is null ? null : MarkdownText.Escape(value);

        void AddFact(string name, string? value)
        {
            if (value is not null) text.Write($"- {name}: {value}\n");
        }

        void AddPost(string marks, NodeModel node)
        {
            text.Write($"\n{marks} {node.Label}");
            if (node.To is { } parent) text.Write($" to {MarkdownText.Escape(parent.Text)}");
            if (node.Byline.Author is { } author) text.Write($" by {MarkdownText.Escape(author)}");
            if (node.Byline.DateIso is { } date) text.Write($" on {date}");
            if (node.Score is { } score) text.Write($" (score {score})");
            text.Write("\n");
            var body = bodies.Markdown(_posts[node.Id]);
            if (body.Length > 0)
            {
                text.Write("\n");
                text.Write(body);
                text.Write("\n");
            }

            foreach (var reply in node.Replies) AddPost("###", reply);
        }
    }

    private byte[] ToJson() => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("slug", thread.Slug.Value);
        json.WriteText("url", _root is null ? null : _page.Under(_root));
        json.WriteString("title", thread.Title);
        json.WriteString("language", model.Language);
        WriteList("tags", thread.Tags);
        json.WriteText("description", thread.Description);
        json.WriteText("source", thread.Source);
        json.WriteText("license", thread.License ?? site.Config.License);
        json.WriteText("appliesTo", thread.AppliesTo);
        json.WriteText("asked", thread.Question.Byline.On?.ToString());
        json.WriteText("active", thread.LastPosted?.ToString());
        json.WriteBoolean("solved", model.IsSolved);
        json.WriteText("reviewed", thread.Reviewed is { } review ? Moment.Of(review.On).ToString() : null);
        json.WriteText("reviewAfter", thread.ReviewAfter is { } after ? Moment.Of(after).ToString() : null);
        json.WriteText("duplicateOf", thread.DuplicateOf?.Value);
        WriteList("related", thread.Related.Select(related => related.Value));
        json.WriteStartArray("nodes");
        foreach (var node in thread.Nodes) WriteNode(node);
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteList(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        void WriteNode(Node node)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("kind", ThreadModels.KindOf(node));
            if (!node.FormerIds.IsEmpty) WriteList("formerIds", node.FormerIds);
            if (node is AuthoredNode post) WritePost(post);
            if (node is Takeaway takeaway) WriteList("sources", bodies.SourcesOf(takeaway));
            json.WriteString("html", bodies.Html(node).Utf8.Span);
            json.WriteString("text", bodies.Text(node));
            json.WriteEndObject();
        }

        void WritePost(AuthoredNode post)
        {
            json.WriteText("parent", post switch { Answer => thread.Question.Id, Reply reply => reply.ParentId, _ => null });
            json.WriteText("author", post.Byline.Author);
            json.WriteText("authorUrl", post.Byline.AuthorUrl);
            json.WriteText("date", post.Byline.On?.ToString());
            json.WriteText("updated", post.Byline.Updated?.ToString());
            json.WriteNumber("score", post.Score);
            if (post is Answer answer) json.WriteBoolean("accepted", answer.IsAccepted);
            json.WriteText("source", post.Url);
            json.WriteText("license", post.License);
        }
    });
}
