using System.Text;

namespace KnowledgeBase.Tests.Payloads;

/// <summary>A thread that holds one payload wherever a stranger can write; positions that the build refuses are left out.</summary>
internal sealed class PayloadThread(string payload, int number)
{
    public const int Positions = 16;

    private readonly List<(int Line, string Position)> _places = [];

    public string Path => $"threads/p{number:d4}.md";

    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>A file whose name is the payload, as far as file names go.</summary>
    public string Attachment => $"files/{FileName()}.txt";

    /// <summary>The position whose text is in a line of the file.</summary>
    public string PositionAt(int line) => _places.Last(place => place.Line <= line).Position;

    public string Write(bool isHostile = true)
    {
        var (p, line) = isHostile ? (payload, OneLine(payload)) : ("word", "word");
        var address = $"https://example.org/{number}?q={Uri.EscapeDataString(line)}";
        var name = line.Replace("{", "&#123;", StringComparison.Ordinal).Replace("}", "&#125;", StringComparison.Ordinal).Replace("#", "&#35;", StringComparison.Ordinal);
        var text = new StringBuilder();
        _places.Clear();
        text.Append("---\n");
        Add("title", $"title: {Yaml($"T{number} {Cut(line, 150)}")}\n", $"title: T{number}\n");
        Add("tag", $"tags: [{Yaml($"tag{number} {Cut(line, 60)}")}]\n");
        Add("description", $"description: {Yaml(line)}\n");
        Add("source", $"source: {Yaml(address)}\n");
        Add("license", $"license: {Yaml(line)}\n");
        text.Append("---\n\n");
        Add("author", $"## Question by {name} on 2024-01-01\n\n", "## Question by word on 2024-01-01\n\n");
        Add("question", p + "\n\nkbsentinel\n\n");
        Add("heading", $"### {line}\n\n");
        Add("author-url", $"## Answer by a{number} {{author-url=\"{address}\" url=\"{address}&a=1\"}}\n\n", $"## Answer by a{number}\n\n");
        Add("answer", p + "\n\nkbsentinel\n\n");
        Add("link", $"[{line}](https://example.org/ \"{line.Replace("\"", "\\\"", StringComparison.Ordinal)}\")\n\n");
        Add("attachment", $"[file](<../{(isHostile ? Attachment : "files/word.txt").Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>)\n\n");
        text.Append("## Reply by word\n\n");
        Add("reply", p + "\n\nkbsentinel\n\n");
        Add("in list and quote", $"- {Indented(p, "  ")}\n\n> {Indented(p, "> ")}\n\nkbsentinel\n\n");
        text.Append("## Takeaways\n\n- first [a1](#a1)\n");
        Add("takeaway", $"- {Indented(p, "  ")}\n");
        return text.ToString();

        void Add(string position, string part, string otherwise = "")
        {
            _places.Add((text.ToString().AsSpan().Count('\n') + 1, position));
            text.Append(Refused.Contains(position) ? otherwise : part);
        }
    }

    public static string Yaml(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => $"\\{c}",
        < ' ' or '\u2028' or '\u2029' or '\uFEFF' or '\u00AD' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })) + "\"";

    public static string OneLine(string text) => string.Concat(text.Select(c => c is < ' ' or '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private string FileName()
    {
        var name = string.Concat(OneLine(payload).Where(c => c is not ('/' or '\0' or '\t') && !(OperatingSystem.IsWindows() && c is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '\\')));
        return Cut($"f{number} {name}", 80).TrimEnd(' ', '.');
    }

    private static string Indented(string text, string indent) => text.Replace("\n", "\n" + indent, StringComparison.Ordinal);

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
