using System.Collections.Immutable;
using KnowledgeBase.Checking;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary>A hand-written output, checked as if it stood in a folder <c>site</c>.</summary>
internal sealed class OutputUnderTest
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private OutputChecker? _checker;

    public string? BaseUrl { get; init; }

    public (int Pages, int Links, int Outside) Counts => _checker!.Counts;

    public OutputUnderTest With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    /// <summary>A page that lacks nothing; its body starts in line 2, column 1.</summary>
    public OutputUnderTest Page(string path, string body = "", string head = "") =>
        With(path, $"<!DOCTYPE html><html lang=\"en\"><head><title>t</title>{head}</head><body>\n{body}</body></html>");

    public ImmutableArray<Diagnostic> Check()
    {
        _checker = new(_files.Keys, new SiteConfig { BaseUrl = BaseUrl }, "site");
        return _checker.Check(path => _files[path], TestContext.Current.CancellationToken);
    }

    /// <summary>What is told, one line each.</summary>
    public string Told() => string.Join('\n', Check());
}
