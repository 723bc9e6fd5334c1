using System.Globalization;
using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Names a thread as a source: who asked, when, where it is, under which licence.</summary>
internal static class Citations
{
    public static CitationModel Of(ForumThread thread, SiteConfig config, PageFrame frame)
    {
        var author = thread.Question.Byline.Author;
        var on = thread.Question.Byline.On;
        var license = thread.Question.License ?? thread.License ?? config.License;
        var address = config.BaseUrl is { } root ? ThreadPage.UrlOf(thread).Under(root) : thread.Source;
        var who = author ?? frame.Words["anonymous"];
        var rest = string.Concat(on is { } day ? $", {frame.Words.Date(day)}" : "", $", {config.Title}", license is null ? "" : $" ({license})");
        var key = Key(thread.Slug.Value);
        return new(
            key,
            (address is null ? MarkdownText.Escape(thread.Title) : $"[{MarkdownText.Escape(thread.Title)}](<{address}>)") + $", {MarkdownText.Escape(who)}{MarkdownText.Escape(rest)}",
            $"{who}: “{thread.Title}”{rest}{(address is null ? "" : $", {address}")}",
            Bibtex(key, thread, author, on, license, address, config.Title));
    }

    private static string Bibtex(string key, ForumThread thread, string? author, Moment? on, string? license, string? address, string site)
    {
        var text = new StringBuilder("@misc{").Append(key);
        Add("title", thread.Title);
        Add("author", author);
        Add("howpublished", site);
        Add("year", on?.Day.Year.ToString(CultureInfo.InvariantCulture));
        Add("date", on?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("url", address);
        Add("note", license);
        return text.Append("\n}").ToString();

        void Add(string name, string? value)
        {
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $",\n  {name} = {{{Value(name, value)}}}");
        }
    }

    /// <summary>A forum's name is one word for BibTeX, whatever is in it; an address stays as it is.</summary>
    private static string Value(string name, string value) => name switch
    {
        "url" => value.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal),
        "author" => $"{{{BibtexEscaped(value)}}}",
        _ => BibtexEscaped(value),
    };

    private static string Key(string slug) => slug.Any(char.IsAsciiLetterOrDigit) ? string.Concat(slug.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')) : "thread";

    private static string BibtexEscaped(string text)
    {
        if (!text.AsSpan().ContainsAny("\\{}$&#%_^~")) return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\textbackslash{}"),
                '^' => escaped.Append("\\^{}"),
                '~' => escaped.Append("\\~{}"),
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
