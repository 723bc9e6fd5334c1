using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Markdig;

namespace KnowledgeBase.Benchmarks;

/// <summary>What safety costs a post: Markdown alone, and with the guard, the judging of raw HTML, links, ids and the sanitiser.</summary>
internal static class SafePath
{
    private const int Rounds = 7;

    private static readonly Words s_words = TemplateFiles.Load(new([], []), new()).Value.Words;

    public static void Measure(string content)
    {
        var bodies = new List<(string Path, Body Body)>();
        foreach (var path in Directory.EnumerateFiles(content, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var thread = ThreadParser.Parse(new SourceFile(path, File.ReadAllText(path)), path, Slug.Read("x", out _)!.Value).Value;
            bodies.AddRange(thread.Nodes.Select(node => (path, node.Body)));
        }

        var holdingHtml = bodies.Count(body => HoldsHtml(body.Body.Text));
        var (plain, safe) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            plain = Math.Min(plain, Time(bodies, (_, body) => Plain(body.Text)));
            safe = Math.Min(safe, Time(bodies, Safe));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{bodies.Count} posts, {bodies.Average(body => body.Body.Text.Length):0} characters each, {100.0 * holdingHtml / bodies.Count:0.0} % with kept HTML: Markdown alone {plain:0.0000} ms a post, safe {safe:0.0000}, so safety costs {safe - plain:0.0000} (ratio {safe / plain:0.00})"));
    }

    private static double Time(List<(string Path, Body Body)> bodies, Action<string, Body> render)
    {
        // Time of the processor, so that what else runs on the machine does not count.
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        foreach (var (path, body) in bodies) render(path, body);
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalMilliseconds / bodies.Count;
    }

    private static void Plain(string text)
    {
        try
        {
            Markdown.ToHtml(text, MarkdownDialect.Pipeline);
        }
        catch (ArgumentException)
        {
            // Too deep for Markdig: the safe path shows it as plain text.
        }
    }

    private static void Safe(string path, Body body) =>
        MarkdownBody.Parse(body, path, "q", 2, [], []).ToHtml("q", s_words, link => new(WebAddress.Read(link.Address) is var (kind, address) && kind != AddressKind.Forbidden ? address : null), []);

    private static bool HoldsHtml(string text) => MarkdownDialect.Parse(text, out _, out _) is { } document && RawHtml.FindingsOf(document) is { Kept: > 0 };
}
