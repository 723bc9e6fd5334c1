using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>
/// Runs the examples in <c>Specs/*.md</c>. An example is a heading and fences of four or more backticks:
/// <c>thread</c> is a file to parse, or <c>file PATH</c> (several) is a content folder to build;
/// <c>diagnostics</c> is what must be told (nothing, if the fence is missing), <c>nodes</c> what the thread holds,
/// <c>html PATH</c> lines that must stand in a page in this order, <c>written</c> the canonical form.
/// </summary>
public class SpecTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var example in SpecExample.All) examples.Add(example.File, example.Name);
            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_Run_GivesWhatItSays(string file, string name)
    {
        var example = SpecExample.All.Single(e => e.File == file && e.Name == name);
        if (example.Fence("thread") is { } thread) CheckThread(example, thread);
        else CheckSite(example);
    }

    private static void CheckThread(SpecExample example, string text)
    {
        var source = new SourceFile("content/threads/example.md", text);
        var (thread, diagnostics) = ThreadParser.Parse(source, "threads/example.md", Slug.Read("example", out _)!.Value);
        Assert.Equal(example.Fence("diagnostics") ?? "", string.Join('\n', diagnostics.Select(Without("content/threads/example.md:"))));
        if (example.Fence("nodes") is { } nodes) Assert.Equal(nodes, ThreadText.Nodes(thread));
        if (example.Fence("written") is { } written) Assert.Equal(written, ThreadWriter.Write(thread).TrimEnd('\n'));
    }

    private static void CheckSite(SpecExample example)
    {
        using var site = TestSite.Of([.. example.Fences.Where(f => f.Info.StartsWith("file ", StringComparison.Ordinal)).Select(f => (f.Info[5..], f.Text + "\n"))]);
        var report = site.Build();
        Assert.Equal(example.Fence("diagnostics") ?? "", string.Join('\n', report.Diagnostics.Select(Without(site.ContentShownAs + "/"))).Replace(site.ContentShownAs, "content", StringComparison.Ordinal));
        foreach (var (info, expected) in example.Fences.Where(f => f.Info.StartsWith("html ", StringComparison.Ordinal)))
        {
            var html = site.Read(info[5..]);
            var at = 0;
            foreach (var line in expected.Split('\n'))
            {
                var found = html.IndexOf(line, at, StringComparison.Ordinal);
                Assert.True(found >= 0, $"'{line}' is not in {info[5..]} (after what stands before it):\n{html}");
                at = found + line.Length;
            }
        }
    }

    private static Func<Diagnostic, string> Without(string prefix) => diagnostic =>
        diagnostic.ToString() is var text && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : diagnostic.ToString();
}

/// <summary>One example of a spec file.</summary>
internal sealed record SpecExample(string File, string Name, List<(string Info, string Text)> Fences)
{
    public static IReadOnlyList<SpecExample> All { get; } = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Specs"), "*.md").Order(StringComparer.Ordinal).SelectMany(Read)];

    public string? Fence(string info) => Fences.Find(f => f.Info == info).Text;

    private static IEnumerable<SpecExample> Read(string path)
    {
        SpecExample? example = null;
        (string Marks, string Info)? open = null;
        var text = new StringBuilder();
        foreach (var line in System.IO.File.ReadAllText(path).Split('\n'))
        {
            if (open is { } fence)
            {
                if (line != fence.Marks)
                {
                    text.Append(line).Append('\n');
                    continue;
                }

                // ␀-style pictures stand for characters that editors hide: → is a tab, ␍ a carriage return.
                example!.Fences.Add((fence.Info, text.ToString().TrimEnd('\n').Replace("→", "\t", StringComparison.Ordinal).Replace("␍", "\r", StringComparison.Ordinal)));
                open = null;
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (example is { Fences.Count: > 0 }) yield return example;
                example = new(Path.GetFileName(path), line[3..], []);
            }
            else if (line.StartsWith("````", StringComparison.Ordinal))
            {
                var marks = line[..(line.LastIndexOf('`') + 1)];
                open = (marks, line[marks.Length..].Trim());
                text.Clear();
            }
        }

        if (example is { Fences.Count: > 0 }) yield return example;
    }
}
