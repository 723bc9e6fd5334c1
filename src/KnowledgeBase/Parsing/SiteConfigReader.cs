using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Reads <c>content/site.yaml</c>. Every setting may be left out.</summary>
internal static class SiteConfigReader
{
    // One line for each setting: name, example, type, and where the value goes.
    private static readonly YamlKeys<SiteConfig> Keys = new(Rules.UnknownSetting)
    {
        { "title", "Knowledge base", YamlTypes.Title, (config, title) => config with { Title = title } },
        { "base-url", "https://kb.example.org/", BaseUrl, (config, url) => config with { BaseUrl = url } },
        { "description", "What our forum has found out.", YamlTypes.Paragraph, (config, text) => config with { Description = text } },
        { "language", "en", YamlTypes.Language, (config, language) => config with { Language = language } },
        { "license", "CC BY-SA 4.0", YamlTypes.Text, (config, license) => config with { License = license } },
        { "edit-url", "\"https://git.example.org/kb/edit/main/{path}\"", EditUrl, (config, url) => config with { EditUrl = url } },
        { "accent", "\"#3b6ea5\"", Accent, (config, colour) => config with { Accent = colour } },
        { "remote-images", "link", RemoteImages, (config, isShown) => config with { ShowsRemoteImages = isShown == true } },
    };

    public static Diagnosed<SiteConfig> Read(SourceFile file)
    {
        var diagnostics = new List<Diagnostic>();
        var config = new SiteConfig();
        if (YamlReader.Read(file, 1, file.LineCount + 1, diagnostics) is { } map) config = Keys.Read(map, config, file, diagnostics);
        return new(config, [.. diagnostics.Order()]);
    }

    private static string? BaseUrl(YamlField field)
    {
        if (YamlTypes.Url(field) is not { } text) return null;
        if (text.AsSpan().ContainsAny('?', '#'))
        {
            field.TellBad(text, "pages have addresses below it, so it can have no '?' or '#'");
            return null;
        }

        // As browsers write it: 'HTTPS:/Kb.Example.org' is an address too.
        var address = WebAddress.Read(text).Address;
        return address.EndsWith('/') ? address : address + "/";
    }

    private static string? EditUrl(YamlField field)
    {
        if (YamlTypes.Url(field) is not { } text) return null;
        if (text.Contains("{path}", StringComparison.Ordinal)) return text;
        field.TellBad(text, "it has no '{path}' for the path of the file");
        return null;
    }

    private static string? Accent(YamlField field)
    {
        if (YamlTypes.Text(field) is not { } text) return null;
        if (text is ['#', ..] && text.Length == 7 && text.AsSpan(1).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0) return text.ToLowerInvariant();
        field.TellBad(text, "it is no colour");
        return null;
    }

    private static bool? RemoteImages(YamlField field)
    {
        if (YamlTypes.Word(field, "'show' or 'link'") is not { } text) return null;
        if (text is "show" or "link") return text == "show";
        field.TellBad(text, "images of other hosts are shown or linked", "remote-images: show");
        return null;
    }
}
