using System.Globalization;
using System.Text;
using System.Xml;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// Makes a Stack Exchange dump of any size, the same for the same seed: posts with users, comments, links and history, as
/// rows in the five files that an import reads.
/// </summary>
internal sealed class Dump(int posts, int seed)
{
    private static readonly DateTime Start = new(2010, 1, 1);

    private readonly Random _random = new(seed);
    private readonly Vocabulary _words = new(seed);
    private long _comment;
    private long _history;
    private long _link;

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        using var users = Open(folder, "Users");
        using var posting = Open(folder, "Posts");
        using var comments = Open(folder, "Comments");
        using var links = Open(folder, "PostLinks");
        using var history = Open(folder, "PostHistory");
        for (var user = 1; user <= posts / 8 + 1; user++) Row(users, ("Id", user), ("Reputation", 1), ("DisplayName", $"{_words.Next()} {_words.Next()}"), ("AboutMe", _words.Sentence(8)));
        var questions = new List<int>();
        for (var id = 1; id <= posts; id++)
        {
            // Two answers a question, most of them soon after it, some years later.
            var isQuestion = questions.Count == 0 || _random.NextDouble() < 0.34;
            var parent = isQuestion ? 0 : questions[^Math.Min(questions.Count, 1 + _words.Skewed(Math.Min(questions.Count, 200_000)))];
            if (isQuestion) questions.Add(id);
            WritePost(posting, history, id, parent);
            for (var n = _words.Skewed(6); n > 0; n--)
                Row(comments, ("Id", ++_comment), ("PostId", id), ("Score", _words.Skewed(9)), ("Text", $"@{_words.Next()} {_words.Sentence(14)} `{_words.Next()}`"), ("CreationDate", Time(id, 3)), ("UserId", User()));
            if (_random.NextDouble() < 0.05)
                Row(links, ("Id", ++_link), ("CreationDate", Time(id, 4)), ("PostId", id), ("RelatedPostId", questions[_random.Next(questions.Count)]), ("LinkTypeId", isQuestion && _random.NextDouble() < 0.2 ? 3 : 1));
        }

        foreach (var file in (XmlWriter[])[users, posting, comments, links, history]) file.WriteEndDocument();
    }

    private void WritePost(XmlWriter file, XmlWriter history, int id, int parent)
    {
        var (markdown, html) = Text(id);
        var edits = _random.NextDouble() < 0.4 ? 1 + _words.Skewed(4) : 0;
        var user = User();
        List<(string, object?)> row = [("Id", id), ("PostTypeId", parent == 0 ? 1 : 2), ("CreationDate", Time(id, 0)), ("Score", _words.Skewed(60) - 2), ("Body", html), ("OwnerUserId", user), ("CommentCount", 0), ("ContentLicense", "CC BY-SA 4.0")];
        if (edits > 0) row.Add(("LastEditDate", Time(id, edits)));
        if (parent == 0) row.AddRange([("Title", _words.Sentence(8).TrimEnd('.') + "?"), ("Tags", $"<{_words.Next()}><{_words.Next()}>"), ("ViewCount", 10)]);
        else row.Add(("ParentId", parent));
        Row(file, [.. row]);
        Row(history, ("Id", ++_history), ("PostHistoryTypeId", 2), ("PostId", id), ("CreationDate", Time(id, 0)), ("UserId", user), ("Text", edits == 0 ? markdown : _words.Sentence(60)));
        for (var edit = 1; edit <= edits; edit++)
            Row(history, ("Id", ++_history), ("PostHistoryTypeId", 5), ("PostId", id), ("CreationDate", Time(id, edit)), ("UserId", user), ("Text", edit == edits ? markdown : _words.Sentence(60)));
    }

    /// <summary>The same text twice. One in ten has Markdown that is not ours, and one in twelve links to an earlier post.</summary>
    private (string Markdown, string Html) Text(int id)
    {
        var (markdown, html) = (new StringBuilder(), new StringBuilder());
        for (var blocks = 1 + _words.Skewed(9); blocks > 0; blocks--)
        {
            var sentence = _words.Sentence(12 + _random.Next(40));
            var kind = _random.NextDouble();
            if (kind < 0.2)
            {
                var code = $"var {_words.Next()} = 1;\n    call({_words.Next()}) && x < 2;";
                markdown.Append("    ").Append(code.Replace("\n", "\n    ", StringComparison.Ordinal)).Append("\n\n");
                html.Append("<pre><code>").Append(System.Net.WebUtility.HtmlEncode(code)).Append("\n</code></pre>\n\n");
            }
            else if (kind < 0.3)
            {
                markdown.Append("- ").Append(sentence).Append("\n- **").Append(_words.Next()).Append("**\n\n");
                html.Append("<ul>\n<li>").Append(sentence).Append("</li>\n<li><strong>").Append(_words.NextAgain).Append("</strong></li>\n</ul>\n\n");
            }
            else
            {
                markdown.Append(sentence).Append("\n\n");
                html.Append("<p>").Append(sentence).Append("</p>\n\n");
            }
        }

        if (_random.NextDouble() < 0.08)
        {
            var target = 1 + _random.Next(id);
            markdown.Append("See [").Append(_words.Next()).Append("](/a/").Append(target).Append(").\n");
            html.Append("<p>See <a href=\"/a/").Append(target).Append("\">").Append(_words.NextAgain).Append("</a>.</p>\n");
        }

        if (_random.NextDouble() < 0.1) markdown.Append("\nA\\\\B\n");
        return (markdown.ToString(), html.ToString());
    }

    private int User() => 1 + _words.Skewed(posts / 8 + 1);

    private static string Time(int id, int hours) => Start.AddMinutes(id * 0.1).AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static XmlWriter Open(string folder, string name)
    {
        var file = XmlWriter.Create(Path.Combine(folder, name + ".xml"), new() { Indent = true, NewLineChars = "\r\n", NewLineHandling = NewLineHandling.Entitize, Encoding = new UTF8Encoding(true), CloseOutput = true });
        file.WriteStartElement(name.ToLowerInvariant());
        return file;
    }

    private static void Row(XmlWriter file, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        file.WriteStartElement("row");
        foreach (var (name, value) in attributes) file.WriteAttributeString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        file.WriteEndElement();
    }
}
