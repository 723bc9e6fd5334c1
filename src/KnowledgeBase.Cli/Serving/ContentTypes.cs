namespace KnowledgeBase.Cli.Serving;

/// <summary>What a file is, from its name: browsers are told not to guess.</summary>
internal static class ContentTypes
{
    public const string Html = "text/html; charset=utf-8";
    public const string Text = "text/plain; charset=utf-8";
    public const string Script = "text/javascript; charset=utf-8";
    public const string Style = "text/css; charset=utf-8";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = Html, [".htm"] = Html, [".txt"] = Text, [".tsv"] = Text, [".js"] = Script, [".mjs"] = Script, [".css"] = Style,
        [".md"] = "text/markdown; charset=utf-8", [".csv"] = "text/csv; charset=utf-8", [".vtt"] = "text/vtt; charset=utf-8",
        [".json"] = "application/json; charset=utf-8", [".map"] = "application/json; charset=utf-8", [".webmanifest"] = "application/manifest+json; charset=utf-8",
        [".xml"] = "application/xml; charset=utf-8", [".xsl"] = "application/xml; charset=utf-8", [".svg"] = "image/svg+xml; charset=utf-8",
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp", [".avif"] = "image/avif", [".ico"] = "image/x-icon",
        [".woff"] = "font/woff", [".woff2"] = "font/woff2", [".ttf"] = "font/ttf", [".otf"] = "font/otf",
        [".mp3"] = "audio/mpeg", [".ogg"] = "audio/ogg", [".mp4"] = "video/mp4", [".webm"] = "video/webm", [".pdf"] = "application/pdf", [".zip"] = "application/zip",
    };

    public static string Of(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
}
