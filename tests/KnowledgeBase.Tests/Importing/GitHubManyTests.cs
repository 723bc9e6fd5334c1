using System.Diagnostics;
using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>An export of many discussions is read in time.</summary>
public sealed class GitHubManyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-test-").FullName;

    /// <summary>Where each looked through all of them, these would take many times as long.</summary>
    [Fact]
    public void Discussions_ManyInOneAnswer_AreReadInTime()
    {
        var nodes = Enumerable.Range(1, 60_000).Select(number => $$"""{"number":{{number}},"title":"T","url":"https://github.com/o/r/discussions/{{number}}","author":{"login":"a"},"body":"x"}""");
        File.WriteAllText(Path.Combine(_folder, "export.json"), """{"data":{"repository":{"discussions":{"nodes":[""" + string.Join(',', nodes) + "]}}}}");
        var archive = GitHubArchive.Open(_folder, null, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        Assert.All(archive.Outlines, outline => Assert.Equal(outline.Id, archive.Read(outline.Id).Id));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"{clock.Elapsed}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
