using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using KnowledgeBase.Planning;

namespace KnowledgeBase;

/// <summary>Reads and parses the files that were found in the content folder, in parallel.</summary>
internal static class ContentReader
{
    public static Diagnosed<SiteContent> Read(BuildOptions options, InputFiles input, ThreadMemory memory, CancellationToken cancelled)
    {
        var shownAs = BuildOptions.Shown(options.ContentFolder);
        if (!input.HasThreads)
        {
            // In a folder that may not be read there may well be one.
            var unreadable = input.Content.Diagnostics.Where(diagnostic => diagnostic.Rule == Rules.Unreadable).ToImmutableArray();
            return new(new(new SiteConfig(), [], [], [], [], new Dictionary<string, string>(), 0), unreadable.IsEmpty ? [Rules.MissingContent.At(new(shownAs), shownAs)] : unreadable);
        }

        var (files, listDiagnostics) = input.Content;
        var settings = new Digest();
        var (config, configDiagnostics) = ReadConfig(files, options, settings);
        var (pages, pageDiagnostics) = ReadPages(files, settings);
        var tagPlaces = new List<(string Tag, string Slug, SourceLocation Location)>();
        var (tags, tagDiagnostics) = ReadTags(files, tagPlaces, settings);

        var threadFiles = input.Threads;
        var parsed = new ReadThread[threadFiles.Length];
        Parallel.For(0, threadFiles.Length, new ParallelOptions { CancellationToken = cancelled }, i => parsed[i] = memory.Of(threadFiles[i], ReadThread, ThreadIn));

        var content = new SiteContent(
            config,
            [.. parsed.Select(p => p.Thread).OfType<ForumThread>()],
            pages,
            [.. parsed.Select(p => p.Unreadable).OfType<string>()],
            [.. files.Where(file => !OwnFiles.Has(file.Inner))],
            tags,
            settings.Value);
        return new(content, [.. listDiagnostics, .. OtherNames(files), .. configDiagnostics, .. pageDiagnostics, .. tagDiagnostics, .. UnknownTags(tagPlaces, parsed), .. parsed.SelectMany(p => p.Diagnostics)]);
    }

    private static IEnumerable<Diagnostic> OtherNames(ImmutableArray<ContentFile> files) =>
        from file in files
        let meant = MeantName(file.Inner)
        where meant is not null
        let isTaken = files.Any(other => other.Inner == meant)
        select Rules.OtherName.At(new(file.Path), isTaken ? $"'{Path.GetFileName(meant)}' is beside it, so move there what it says" : $"name it '{Path.GetFileName(meant)}'");

    /// <summary>For a file that somebody meant to be read: the path it must have.</summary>
    private static string? MeantName(string inner)
    {
        if (inner.EndsWith(".md", StringComparison.Ordinal)) return null;
        // Editors add an ending of their own, and systems hide it.
        var path = inner.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? inner[..^4] : inner;
        var ending = Path.GetExtension(path).ToLowerInvariant();
        var isText = inner.StartsWith("threads/", StringComparison.Ordinal) || inner.StartsWith("pages/", StringComparison.Ordinal);
        if (isText) return ending is ".md" or ".markdown" or ".mdown" ? Path.ChangeExtension(path, ".md") : null;
        if (ending is not (".yaml" or ".yml") || OwnFiles.Written.Contains(inner)) return null;
        return OwnFiles.Written.FirstOrDefault(name => Spelling.IsWithin(Path.ChangeExtension(path, ".yaml").ToLowerInvariant(), name, 1));
    }

    /// <summary>Where a thread cannot be read, its tags are not known.</summary>
    private static IEnumerable<Diagnostic> UnknownTags(List<(string Tag, string Slug, SourceLocation Location)> places, ReadThread[] threads)
    {
        if (places.Count == 0 || threads.Any(read => read.Thread is null)) return [];
        var tags = threads.SelectMany(read => read.Thread!.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var slugs = tags.Select(tag => Slug.FromTag(tag).Value).ToHashSet(StringComparer.Ordinal);
        var hints = 0;
        return places.Where(place => !slugs.Contains(place.Slug)).Select(place =>
        {
            var nearest = tags.Count <= Spelling.MostNames && hints++ < Spelling.MostHints ? Spelling.Nearest(place.Tag, tags) : null;
            return Rules.UnknownTag.At(place.Location, place.Tag, nearest is null ? "remove it, or write it as threads do" : $"did you mean '{nearest}'?");
        });
    }

    /// <summary>A name for a thread that no file beside it has.</summary>
    private static string FreeName(ContentFile file, string slug)
    {
        var folder = Path.GetDirectoryName(file.FullPath);
        var free = slug;
        for (var number = 2; File.Exists(Path.Join(folder, free + ".md")); number++) free = $"{slug}-{number}";
        return free + ".md";
    }

    /// <summary>Reads and parses the file of a thread.</summary>
    public static ReadThread ReadThread(ContentFile file) => ReadThread(file, withClues: true);

    /// <summary>The same for its texts alone.</summary>
    private static ForumThread? ThreadIn(ContentFile file) => ReadThread(file, withClues: false).Thread;

    private static ReadThread ReadThread(ContentFile file, bool withClues)
    {
        var name = Path.GetFileNameWithoutExtension(file.Inner);
        if (Slug.Read(name, out var problem) is not { } slug)
            return new(null, name, [Rules.BadFileName.At(new(file.Path), name, problem, FreeName(file, Slug.From(name, "thread").Value))]);

        var (source, readDiagnostics) = ContentLoader.Read(file);
        if (source is null) return new(null, name, readDiagnostics);
        if (source.Text.AsSpan().IsWhiteSpace()) return new(null, name, [Rules.EmptyFile.At(source.At(1))]);
        var (thread, diagnostics) = ThreadParser.Parse(source, file.Inner, slug);
        thread = thread with { ContentDigest = new Digest().Add(file.Inner).Add(source.Text).Value | 1, Clues = withClues ? SitePlanner.CluesOf(thread) : null };
        BodyTexts.Keep(thread, file, ThreadIn);
        return new(thread, null, readDiagnostics.IsEmpty ? diagnostics : [.. readDiagnostics, .. diagnostics]);
    }

    /// <summary>Whatever the file says, every page may show.</summary>
    private static Diagnosed<SourceFile?> ReadNoted(ContentFile file, Digest settings)
    {
        var read = ContentLoader.Read(file);
        settings.Add(file.Inner).Add(read.Value?.Text);
        return read;
    }

    private static Diagnosed<SiteConfig> ReadConfig(ImmutableArray<ContentFile> files, BuildOptions options, Digest settings)
    {
        var config = new SiteConfig();
        ImmutableArray<Diagnostic> diagnostics = [];
        if (files.FirstOrDefault(file => file.Inner == OwnFiles.Settings) is { } file)
        {
            var (source, readDiagnostics) = ReadNoted(file, settings);
            diagnostics = readDiagnostics;
            if (source is not null)
            {
                (config, var found) = SiteConfigReader.Read(source);
                diagnostics = [.. diagnostics, .. found];
            }
        }

        if (files.FirstOrDefault(file => file.Inner == OwnFiles.Synonyms) is { } synonyms)
        {
            var (source, readDiagnostics) = ReadNoted(synonyms, settings);
            var (groups, found) = source is null ? new([], []) : SynonymsReader.Read(source);
            config = config with { Synonyms = groups };
            diagnostics = [.. diagnostics, .. readDiagnostics, .. found];
        }

        return new(options.BaseUrl is { } url ? config with { BaseUrl = SiteConfigReader.RootOf(url, out var problem) ?? throw new ArgumentException(problem, nameof(options)) } : config, diagnostics);
    }

    private static Diagnosed<IReadOnlyDictionary<string, string>> ReadTags(ImmutableArray<ContentFile> files, List<(string Tag, string Slug, SourceLocation Location)> places, Digest settings)
    {
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        if (files.FirstOrDefault(file => file.Inner == OwnFiles.Tags) is not { } file) return new(descriptions, []);
        var (source, diagnostics) = ReadNoted(file, settings);
        return source is null ? new(descriptions, diagnostics) : new(descriptions, [.. diagnostics, .. TagsReader.Read(source, descriptions, places)]);
    }

    private static Diagnosed<ImmutableArray<ContentPage>> ReadPages(ImmutableArray<ContentFile> files, Digest settings)
    {
        var pages = ImmutableArray.CreateBuilder<ContentPage>();
        var bySlug = new Dictionary<string, string>(StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (var file in files.Where(file => file.Inner.StartsWith("pages/", StringComparison.Ordinal) && file.Inner.EndsWith(".md", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(file.Inner);
            var (source, readDiagnostics) = ReadNoted(file, settings);
            diagnostics.AddRange(readDiagnostics);
            if (source is null) continue;
            if (Slug.Read(name, out var problem) is not { } slug)
            {
                diagnostics.Add(Rules.BadFileName.At(new(file.Path), name, problem, Slug.From(name, "page") + ".md"));
                continue;
            }

            if (!bySlug.TryAdd(UnicodeText.Fold(name), file.Path))
            {
                diagnostics.Add(Rules.SamePage.At(new(file.Path), name, bySlug[UnicodeText.Fold(name)]));
                continue;
            }

            var (header, headerDiagnostics) = FrontMatter.ReadPage(source);
            diagnostics.AddRange(headerDiagnostics);
            var body = source.Text[Math.Min(source.LineStart(header.BodyLine), source.Text.Length)..];
            var blankLines = body.AsSpan(0, body.Length - body.TrimStart('\r', '\n').Length).Count('\n');
            pages.Add(new(slug, file.Path, file.Inner, header.Title ?? name, header.Description, new(body.Replace("\r\n", "\n", StringComparison.Ordinal).Trim('\n'), header.BodyLine + blankLines)));
        }

        return new(pages.ToImmutable(), [.. diagnostics]);
    }
}
