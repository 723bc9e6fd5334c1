using System.Text.Json;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>A thread as search engines read it (JSON-LD, schema.org), by Google's rules for Q&amp;A pages and forum posts.</summary>
/// <remarks>
/// A Q&amp;A page must let its readers add an answer, so there is one only where the site has a link for that, and it
/// needs an answer. Otherwise the thread is a forum post, if it says who asked and when. Otherwise it is nothing.
/// </remarks>
internal sealed class StructuredThread(ForumThread thread, Site site, ThreadModel model, ThreadBodies bodies)
{
    /// <summary>Answers, and replies, that are told in full: a thread of thousands would weigh twice what it does. The counts are always of all.</summary>
    private const int MostPosts = 100;

    private readonly Dictionary<string, AuthoredNode> _posts = thread.Posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
    private readonly string? _root = site.Config.BaseUrl;
    private int _repliesLeft = MostPosts;

    /// <summary>Null where no type's required properties are all there.</summary>
    public byte[]? ToJson()
    {
        var question = thread.Question;
        var text = bodies.Text(question);
        var answers = model.Answers.Count;
        var isQuestionPage = (site.Config.AnswerUrl ?? site.Config.EditUrl) is not null && answers > 0 && thread.Answers.All(answer => bodies.Text(answer).Length > 0);
        if (!isQuestionPage && (text.Length == 0 || question.Byline is not { Author: not null, On: not null })) return null;
        return JsonOutput.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", isQuestionPage ? "QAPage" : "DiscussionForumPosting");
            if (isQuestionPage) WriteQuestion(json, question, text);
            else WriteForumPost(json, question, text);
            json.WriteEndObject();
        });
    }

    private void WriteQuestion(Utf8JsonWriter json, Question question, string text)
    {
        json.WriteStartObject("mainEntity");
        json.WriteString("@type", "Question");
        json.WriteString("name", thread.Title);
        if (text.Length > 0) json.WriteString("text", text);
        json.WriteNumber("answerCount", model.Answers.Count);
        json.WriteNumber("commentCount", thread.Posts.Length - 1 - model.Answers.Count);
        WriteByline(json, question);
        json.WriteNumber("upvoteCount", question.Score);
        WriteComments(json, model.Question.Replies, isForumPost: false);
        WriteAnswers(json, "acceptedAnswer", model.Answers.Where(answer => answer.IsAccepted));
        WriteAnswers(json, "suggestedAnswer", model.Answers.Where(answer => !answer.IsAccepted));
        json.WriteEndObject();
    }

    private void WriteAnswers(Utf8JsonWriter json, string name, IEnumerable<NodeModel> answers)
    {
        var shown = answers.Take(MostPosts).ToList();
        if (shown.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var answer in shown)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Answer");
            WriteUrl(json, "#" + answer.Id);
            WritePost(json, _posts[answer.Id]);
            json.WriteNumber("upvoteCount", answer.Score);
            if (answer.Replies.Count > 0) json.WriteNumber("commentCount", answer.Replies.Count);
            WriteComments(json, answer.Replies, isForumPost: false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteForumPost(Utf8JsonWriter json, Question question, string text)
    {
        json.WriteString("headline", thread.Title);
        json.WriteString("text", text);
        WriteUrl(json, "");
        WriteByline(json, question);
        if (thread.Posts.Length > 1) json.WriteNumber("commentCount", thread.Posts.Length - 1);
        WriteComments(json, [.. model.Question.Replies, .. model.Answers.Take(MostPosts)], isForumPost: true);
    }

    /// <summary>Comments of a forum post need an author and a date; those of a Q&amp;A page have no address.</summary>
    private void WriteComments(Utf8JsonWriter json, IReadOnlyList<NodeModel> nodes, bool isForumPost)
    {
        var comments = nodes.Where(node => _posts[node.Id] is var post && bodies.Text(post).Length > 0 && (!isForumPost || post.Byline is { Author: not null, On: not null })).Take(_repliesLeft).ToList();
        if (comments.Count == 0) return;
        _repliesLeft -= comments.Count(node => node.Kind == "reply");
        json.WriteStartArray("comment");
        foreach (var node in comments)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Comment");
            if (isForumPost) WriteUrl(json, "#" + node.Id);
            WritePost(json, _posts[node.Id]);
            WriteComments(json, node.Replies, isForumPost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePost(Utf8JsonWriter json, AuthoredNode post)
    {
        json.WriteString("text", bodies.Text(post));
        WriteByline(json, post);
    }

    private void WriteUrl(Utf8JsonWriter json, string fragment) => json.WriteText("url", _root is null ? null : ThreadPage.UrlOf(thread).Under(_root) + fragment);

    private void WriteByline(Utf8JsonWriter json, AuthoredNode post)
    {
        json.WriteText("datePublished", post.Byline.On?.ToString());
        json.WriteText("dateModified", post.Byline.Updated?.ToString());
        if (post.Byline.Author is not { } name) return;
        json.WriteStartObject("author");
        json.WriteString("@type", "Person");
        json.WriteString("name", name);
        json.WriteText("url", _root is not null && site.AuthorByKey.TryGetValue(Author.KeyOf(name), out var author) ? author.Url.Under(_root) : post.Byline.AuthorUrl);
        json.WriteEndObject();
    }
}
