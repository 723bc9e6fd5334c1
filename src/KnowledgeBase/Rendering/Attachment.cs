using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Unicode;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>A file beside a thread, as it is published: its bytes as they are, under a name that no browser or server runs.</summary>
/// <param name="Path">Where the site has it.</param>
/// <param name="Excess">What an SVG file holds beyond a drawing, so that it is published as text; else null.</param>
internal sealed record Attachment(string Path, ImageSize? Size, string? Excess)
{
    private static readonly string[] s_pictures = [".png", ".apng", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic", ".jxl"];

    /// <summary>Kinds of file that are only looked at, listened to, or kept; all others could be a program to somebody.</summary>
    private static readonly FrozenSet<string> s_passive = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. s_pictures,
        ".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".mp4", ".m4v", ".webm", ".ogv", ".mov",
        ".txt", ".md", ".csv", ".tsv", ".log", ".json", ".pdf", ".epub", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp",
        ".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".7z", ".rar", ".bin"]);

    /// <summary>In bytes: enough to know a file by.</summary>
    private const int MaxStem = 60;

    public static bool IsPicture(string name) => System.IO.Path.GetExtension(name).ToLowerInvariant() is var kind && (kind == ".svg" || s_pictures.Contains(kind));

    /// <param name="name">The file's own name, without its folder.</param>
    /// <param name="bring">Takes the file, which may be large and is not held.</param>
    public static Attachment Of(string name, byte[] content, Action<OutputFile> bring)
    {
        var extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        var excess = extension == ".svg" ? SvgPicture.WhatElse(content) : null;
        var isPassive = s_passive.Contains(extension) || (extension == ".svg" && excess is null);
        var file = isPassive
            ? Named(System.IO.Path.GetFileNameWithoutExtension(name), extension, content)
            // The old extension becomes a part of the name: some servers run 'x.php.txt'.
            : Named(name, Utf8.IsValid(content) && !content.Contains((byte)0) ? ".txt" : ".bin", content);
        bring(file);
        return new(file.Path, isPassive ? ImageSize.OfFile(content) : null, excess);
    }

    /// <summary>A name that says what the content is, so that it can be cached for ever.</summary>
    public static OutputFile Named(string stem, string extension, byte[] content)
    {
        // Strangers choose the content: where two files had one name, one would be shown as the other.
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        return new($"assets/{Slug.From(stem, "file", MaxStem)}.{hash}{extension}", content);
    }
}
