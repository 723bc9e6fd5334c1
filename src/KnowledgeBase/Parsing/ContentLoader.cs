using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Finds and reads the files of the content folder. Nothing outside that folder is ever read, symbolic links included.</summary>
public static class ContentLoader
{
    /// <summary>A thread of 10,000 long posts fits; a file past this size is a mistake or an attack.</summary>
    public const long MaxBytes = 32 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All ordinary files, sorted by path. What cannot be content (links that lead out, devices) is told.</summary>
    /// <param name="shownAs">The folder as diagnostics name it, such as <c>content</c>.</param>
    public static Diagnosed<ImmutableArray<ContentFile>> List(string folder, string shownAs)
    {
        var files = ImmutableArray.CreateBuilder<ContentFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        Each(folder, shownAs, files.Add, diagnostics.Add);
        files.Sort((a, b) => string.CompareOrdinal(a.Inner, b.Inner));
        return new(files.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>The same one by one, in no order: who needs little of each file need not hold a million.</summary>
    public static void Each(string folder, string shownAs, Action<ContentFile> take, Action<Diagnostic> tell)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        var content = new ContentFolder(shownAs, Path.GetFullPath(folder));
        ListFolder("");

        void ListFolder(string inner)
        {
            try
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Join(content.FullPath, inner)))
                {
                    var name = Path.GetFileName(entry);
                    // Editors and git keep files of their own here; none of them is content.
                    if (!name.StartsWith('.') && !name.EndsWith('~')) Take(inner.Length == 0 ? name : $"{inner}/{name}");
                }
            }
            catch (DirectoryNotFoundException) when (inner.Length > 0)
            {
                // It has just gone, with all that was in it.
            }
            catch (Exception problem) when (MachineProblem.Is(problem))
            {
                tell(Rules.Unreadable.At(new($"{shownAs}/{inner}".TrimEnd('/')), MachineProblem.ReasonOf(problem)));
            }
        }

        void Take(string inner)
        {
            var place = new SourceLocation($"{shownAs}/{inner}");
            FileLook look;
            try
            {
                look = FileLook.At(content.FullPath, inner);
            }
            catch (Exception problem) when (MachineProblem.Is(problem))
            {
                tell(Rules.Unreadable.At(place, MachineProblem.ReasonOf(problem)));
                return;
            }

            switch (look.Standing)
            {
                // Bytes that are no UTF-8 are read as this, and a file of that name is not there.
                case Standing.Nothing when inner.Contains('\uFFFD', StringComparison.Ordinal):
                    tell(Rules.NotAFile.At(place, "the name of this file is not UTF-8, so nothing can be found under it"));
                    break;
                case Standing.Link:
                    tell(Rules.NotAFile.At(place, "this is a symbolic link, and links are not followed"));
                    break;
                case Standing.Folder:
                    if (inner.EndsWith(".md", StringComparison.Ordinal)) tell(Rules.NotAFile.At(place, "this is a folder with the name of a thread file"));
                    ListFolder(inner);
                    break;
                case Standing.File:
                    take(new(content, inner, look.Length, TimesOr0(look, now)));
                    break;
            }
        }
    }

    /// <summary>A file may be written again within one tick of its file system's clock: then its time stays, and says nothing.</summary>
    private static ulong TimesOr0(FileLook look, long now)
    {
        // Coarse clocks (FAT, some network drives) count whole seconds, two at a time.
        var tick = look.Modified % TimeSpan.TicksPerSecond == 0 ? 2 * TimeSpan.TicksPerSecond : 20 * TimeSpan.TicksPerMillisecond;
        return now - look.Modified > tick ? new Digest().Add(look.Modified).Add(look.Changed).Value | 1 : 0;
    }

    /// <summary>Decodes one file strictly; null where that is impossible.</summary>
    public static Diagnosed<SourceFile?> Read(ContentFile file)
    {
        if (file.Length > MaxBytes) return Failed(Rules.FileTooLarge.At(new(file.Path), $"{file.Length}", $"{MaxBytes}"));
        var (bytes, problem) = ReadBytes(file);
        return bytes is null ? Failed(Rules.Unreadable.At(new(file.Path), problem)) : Decode(file.Path, bytes);
    }

    /// <summary>What is in a file; null, and why, if it cannot be read.</summary>
    public static (byte[]? Bytes, string Problem) ReadBytes(ContentFile file)
    {
        try
        {
            // A pipe or a device has no length, and reading one could wait for ever: only what has bytes is opened.
            return (file.Length == 0 ? [] : File.ReadAllBytes(file.FullPath), "");
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return (null, MachineProblem.ReasonOf(problem));
        }
    }

    /// <summary>UTF-8 with or without byte order mark; anything else is refused, never guessed.</summary>
    public static Diagnosed<SourceFile?> Decode(string path, byte[] bytes)
    {
        var start = new SourceLocation(path);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return Failed(Rules.NotUtf8.At(start, "it is UTF-16", "0"));
        ReadOnlySpan<byte> content = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes;
        var nul = content.IndexOf((byte)0);
        if (nul >= 0)
        {
            var isWide = nul <= 1 && content.Length >= 4 && content.Count((byte)0) >= content.Length / 3;
            return Failed(isWide
                ? Rules.NotUtf8.At(start, "it looks like UTF-16 without its mark", $"{nul}")
                : Rules.NulCharacter.At(PlaceOf(path, content, nul), $"{bytes.Length - content.Length + nul}"));
        }

        try
        {
            return TextCleaning.Clean(path, Strict.GetString(content));
        }
        catch (DecoderFallbackException problem)
        {
            var offset = bytes.Length - content.Length + problem.Index;
            var byteText = string.Join(' ', (problem.BytesUnknown ?? []).Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
            return Failed(Rules.NotUtf8.At(PlaceOf(path, content, problem.Index), $"invalid bytes {byteText}", $"{offset}"));
        }
    }

    private static SourceLocation PlaceOf(string path, ReadOnlySpan<byte> content, int offset)
    {
        var before = content[..Math.Clamp(offset, 0, content.Length)];
        var line = before.Count((byte)'\n') + 1;
        return new(path, line, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private static Diagnosed<SourceFile?> Failed(Diagnostic diagnostic) => new(null, [diagnostic]);
}
