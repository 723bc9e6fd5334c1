using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Importing;

namespace KnowledgeBase.Benchmarks;

/// <summary>Imports a dump without writing files: what the importer alone costs in time and memory.</summary>
internal static class DumpImport
{
    public static void Run(string folder, string state)
    {
        var clock = Stopwatch.StartNew();
        void Tell(string line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,7:0.0} s {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,5:0} MB  {line}"));
        var importer = new StackExchangeImporter(folder, "https://generated.example", state, Tell);
        var (questions, posts, characters, findings) = (0, 0, 0L, 0);
        foreach (var outline in importer.Outline(CancellationToken.None))
        {
            if (outline.Value is not null) questions++;
            findings += outline.Diagnostics.Length;
        }

        Tell($"{questions} questions, {findings} findings");
        foreach (var thread in importer.Threads(new Links(), CancellationToken.None))
        {
            posts += thread.Value?.Posts.Length ?? 0;
            characters += thread.Value?.Posts.Sum(post => (long)post.Markdown.Length) ?? 0;
        }

        Tell($"{posts} nodes of {characters} characters");
    }

    private sealed class Links : IThreadLinks
    {
        public string? Address(string fromThreadId, string toThreadId, string? nodeId) => $"{toThreadId}.md{(nodeId is null ? "" : "#" + nodeId)}";
    }
}
