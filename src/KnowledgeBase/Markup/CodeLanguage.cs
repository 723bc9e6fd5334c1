namespace KnowledgeBase.Markup;

/// <summary>What the code of one language is made of; read from code-languages.txt, which says how.</summary>
internal sealed class CodeLanguage
{
    private static readonly Lazy<Dictionary<string, CodeLanguage>> All = new(ReadAll);

    private readonly List<CodeSpan> _spans = [];
    private readonly Dictionary<string, CodeColor> _words;

    private CodeLanguage(bool isAnyCase) => _words = new(isAnyCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Comments and strings; of two that begin alike, the longer mark first.</summary>
    public IReadOnlyList<CodeSpan> Spans => _spans;

    /// <summary>Signs that begin a name anywhere, and at the start of a line only.</summary>
    public string NameSigns { get; private set; } = "";

    public string LineSigns { get; private set; } = "";

    /// <summary>Signs that a word may hold.</summary>
    public string Letters { get; private set; } = "";

    /// <summary>What stands before this sign is a name; the default is none.</summary>
    public char KeySign { get; private set; }

    public static IEnumerable<string> Names => All.Value.Keys;

    /// <summary>Null if the language is unknown.</summary>
    public static CodeLanguage? Of(string name) => All.Value.GetValueOrDefault(name);

    public CodeColor ColorOf(ReadOnlySpan<char> word) =>
        _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var color) ? color : CodeColor.None;

    private static Dictionary<string, CodeLanguage> ReadAll()
    {
        using var resource = typeof(CodeLanguage).Assembly.GetManifestResourceStream("KnowledgeBase.Markup.code-languages.txt")!;
        using var reader = new StreamReader(resource);
        var languages = new Dictionary<string, CodeLanguage>(StringComparer.Ordinal);
        foreach (var block in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n[").Skip(1))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var language = new CodeLanguage(lines.Contains("any-case"));
            foreach (var line in lines.AsSpan(1)) language.Read(line.Split(' '), languages);
            language._spans.Sort((a, b) => b.Open.Length.CompareTo(a.Open.Length));
            foreach (var name in lines[0].TrimEnd(']').Split(' ')) languages.Add(name, language);
        }

        return languages;
    }

    private void Read(string[] fields, Dictionary<string, CodeLanguage> languages)
    {
        switch (fields[0])
        {
            case "like":
                var other = languages[fields[1]];
                _spans.AddRange(other._spans);
                (NameSigns, LineSigns, Letters, KeySign) = (other.NameSigns, other.LineSigns, other.Letters, other.KeySign);
                break;
            case "comment": _spans.Add(new(CodeColor.Comment, fields[1], fields.ElementAtOrDefault(2))); break;
            case "remark": _spans.Add(new(CodeColor.Comment, fields[1], null, IsAfterSpace: true)); break;
            case "string": _spans.Add(new(CodeColor.String, fields[1], fields[2], Escape(fields), IsOneLine: true)); break;
            case "text": _spans.Add(new(CodeColor.String, fields[1], fields[2], Escape(fields))); break;
            case "char": _spans.Add(new(CodeColor.String, fields[1], fields[1], '\\', IsOneLine: true, IsOneCharacter: true)); break;
            case "name": NameSigns = string.Concat(fields.Skip(1)); break;
            case "directive": LineSigns = fields[1]; break;
            case "letters": Letters = string.Concat(fields.Skip(1)); break;
            case "key": KeySign = fields[1][0]; break;
            case "keywords": AddWords(fields, CodeColor.Keyword); break;
            case "types": AddWords(fields, CodeColor.Type); break;
            case "any-case": break;
            default: throw new InvalidDataException($"code-languages.txt: unknown line '{fields[0]}'");
        }
    }

    private static char Escape(string[] fields) => fields.Length > 3 ? fields[3][0] : '\0';

    private void AddWords(string[] fields, CodeColor color)
    {
        foreach (var word in fields.AsSpan(1)) _words.TryAdd(word, color);
    }
}

/// <summary>A stretch of code between two marks.</summary>
/// <param name="Close">Null: the end of the line.</param>
/// <param name="Escape">Takes the meaning of the character after it; none if it is U+0000.</param>
internal sealed record CodeSpan(
    CodeColor Color, string Open, string? Close, char Escape = '\0', bool IsOneLine = false, bool IsOneCharacter = false, bool IsAfterSpace = false);
