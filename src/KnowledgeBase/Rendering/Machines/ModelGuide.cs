using System.Globalization;
using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>What a language model should know of the site, and where it finds it (<c>llms.txt</c>, llmstxt.org).</summary>
internal static class ModelGuide
{
    private const int MostThreads = 100, MostTags = 50;

    private static readonly SiteUrl Url = new("llms.txt");

    public static OutputFile ToFile(Site site, bool withIndex)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Escape(site.Config.Title)}\n");
        if (site.Config.Description.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\n> {MarkdownText.Escape(site.Config.Description)}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{Count(site.Threads.Length, "thread")}, each one question with its answers, and takeaways: what to remember, with the words it is drawn from.\n");
        text.Append(CultureInfo.InvariantCulture, $"Beside the page of each thread, in its folder, are `{ThreadTwins.MarkdownName}`, the thread as Markdown, and `{ThreadTwins.JsonName}`, its posts as JSON.\n");
        if (site.Config.License is { } license) text.Append(CultureInfo.InvariantCulture, $"Licence of the posts, where a thread says no other: {MarkdownText.Escape(license)}.\n");

        AddSection(text, "Threads", site.Threads.Reverse().Where(thread => thread.DuplicateOf is null).Take(MostThreads).Select(thread =>
            (thread.Title, To(new($"{ThreadPage.UrlOf(thread)}{ThreadTwins.MarkdownName}")), NotesOn(thread))));
        AddSection(text, "Tags", site.Tags.OrderByDescending(tag => tag.Threads.Length).ThenBy(tag => tag.Slug.Value, StringComparer.Ordinal).Take(MostTags)
            .Select(tag => (tag.Name, To(tag.Url), Count(tag.Threads.Length, "thread"))));
        AddSection(text, "About this site", site.ContentPages.Select(page => (page.Title, To(page.Url), page.Description ?? "")));
        AddSection(text, "Optional",
        [
            ("All threads", To(new("threads/")), "newest first, in pages"),
            ("All tags", To(new("tags/")), ""),
            ("All takeaways", To(new("takeaways/")), "by tag"),
        ]);
        return new(Url.OutputPath, Encoding.UTF8.GetBytes(text.ToString()));

        string To(SiteUrl target) => site.Config.BaseUrl is { } root ? target.Under(root) : target.From(Url, withIndex: withIndex);
    }

    private static string NotesOn(ForumThread thread) => string.Join(", ", ((string?[])
    [
        Count(thread.Answers.Count(), "answer") + (thread.IsSolved ? ", one accepted" : ""),
        thread.Takeaways.IsEmpty ? null : Count(thread.Takeaways.Length, "takeaway"),
        thread.Question.Byline.On is { } on ? "asked " + Moment.Of(on.Day) : null,
    ]).OfType<string>());

    private static void AddSection(StringBuilder text, string title, IEnumerable<(string Name, string Address, string Notes)> links)
    {
        var isFirst = true;
        foreach (var (name, address, notes) in links)
        {
            if (isFirst) text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            isFirst = false;
            text.Append(CultureInfo.InvariantCulture, $"- [{MarkdownText.Escape(name)}]({address})");
            if (notes.Length > 0) text.Append(": ").Append(MarkdownText.Escape(notes));
            text.Append('\n');
        }
    }

    private static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {word}{(count == 1 ? "" : "s")}");
}
