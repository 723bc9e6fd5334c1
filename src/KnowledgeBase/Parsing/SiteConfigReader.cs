using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Reads <c>content/site.yaml</c>. What is not said there keeps its default.</summary>
public static partial class SiteConfigReader
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["name"] = "did you mean 'title'?",
        ["url"] = "did you mean 'base-url'?",
        ["lang"] = "did you mean 'language'?",
        ["color"] = "did you mean 'accent'?",
        ["colour"] = "did you mean 'accent'?",
        ["theme-color"] = "did you mean 'accent'?",
        ["repository"] = "did you mean 'edit-url'?",
        ["images"] = "did you mean 'remote-images'?",
    };

    // One line for each setting: its name, an example, what it takes, and where that goes.
    private static readonly YamlKeys<SiteConfig> Keys = new(Rules.UnknownSetting, OtherNames)
    {
        { "title", "Questions about Git", YamlTypes.Title, (config, title) => config with { Title = title } },
        { "base-url", "https://kb.example.org/", BaseUrl, (config, url) => config with { BaseUrl = url } },
        { "description", "What our forum knows about Git.", YamlTypes.Paragraph, (config, text) => config with { Description = text } },
        { "language", "en", YamlTypes.Language, (config, tag) => config with { Language = tag } },
        { "license", "CC BY-SA 4.0", YamlTypes.Text, (config, name) => config with { License = name } },
        { "edit-url", "https://git.example.org/kb/edit/main/{path}", EditUrl, (config, url) => config with { EditUrl = url } },
        { "answer-url", "https://git.example.org/kb/edit/main/{path}", EditUrl, (config, url) => config with { AnswerUrl = url } },
        { "accent", "\"#336699\"", Accent, (config, colour) => config with { Accent = colour } },
        { "remote-images", "show", RemoteImages, (config, areShown) => config with { ShowsRemoteImages = areShown } },
        { "social-cards", "true", YamlTypes.Flag, (config, areMade) => config with { HasSocialCards = areMade } },
    };

    public static Diagnosed<SiteConfig> Read(SourceFile file)
    {
        var (map, found) = YamlReader.Read(file, 1, file.LineCount + 1);
        var diagnostics = new List<Diagnostic>(found);
        var config = Keys.Read(map, new SiteConfig(), file, diagnostics);
        return new(config, [.. diagnostics.Order()]);
    }

    /// <summary>The address of a site's root as browsers write it, and with a '/' at the end, so that paths can be put after it. Null, and why, if it is none.</summary>
    public static string? RootOf(string url, out string problem)
    {
        var mark = url.AsSpan().IndexOfAny("?#");
        // Browsers take no port beyond 65535.
        problem = !WebAddress.IsAbsolute(url) || !Uri.TryCreate(url, UriKind.Absolute, out _) ? "it is no absolute http or https address" : mark >= 0 ? $"paths are put after it, so it can have no '{url[mark]}'" : "";
        return problem.Length == 0 ? WebAddress.Read(url).Address.TrimEnd('/') + "/" : null;
    }

    private static string? BaseUrl(YamlField field)
    {
        if (YamlTypes.Url(field) is not { } url) return null;
        if (RootOf(url, out var problem) is { } root) return root;
        field.TellBad(url, problem, url[..url.AsSpan().IndexOfAny("?#")].TrimEnd('/') + "/");
        return null;
    }

    private static string? EditUrl(YamlField field)
    {
        if (YamlTypes.Word(field, "an address") is not { } url) return null;
        var hasPath = url.Contains("{path}", StringComparison.Ordinal);
        if (hasPath && WebAddress.IsAbsolute(url.Replace("{path}", "content/a.md", StringComparison.Ordinal))) return url;
        field.TellBad(url, hasPath ? "it is no absolute http or https address" : "it does not say with '{path}' where the file's path goes");
        return null;
    }

    private static string? Accent(YamlField field)
    {
        if (YamlTypes.Text(field) is not { } text) return null;
        if (Colour().IsMatch(text)) return text;
        var guess = text.Length == 4 ? $"#{text[1]}{text[1]}{text[2]}{text[2]}{text[3]}{text[3]}" : "#" + text.TrimStart('#');
        field.TellBad(text, "it is no colour of six hexadecimal digits", Colour().IsMatch(guess) ? YamlQuoting.Quote(guess) : null);
        return null;
    }

    private static bool? RemoteImages(YamlField field)
    {
        if (YamlTypes.Word(field, "'show' or 'link'") is not { } word) return null;
        if (word is "show" or "link") return word == "show";
        field.TellBad(word, "it is neither 'show' nor 'link'", word is "true" or "yes" or "on" ? "show" : "link");
        return null;
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
