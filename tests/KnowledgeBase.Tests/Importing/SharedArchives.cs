using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Real archives beside the repository, or where <c>KB_ARCHIVES</c> says. They are never part of the project.</summary>
internal static class SharedArchives
{
    /// <summary>A folder of the archives; the test is skipped, visibly, where there is none.</summary>
    public static string Folder(string name)
    {
        var archives = Environment.GetEnvironmentVariable("KB_ARCHIVES") ?? Path.Combine(TestSite.Repository, "..", "shared", "data");
        var folder = Path.Combine(archives, name);
        Assert.SkipUnless(Directory.Exists(folder), "the shared archives are not on this machine");
        return folder;
    }
}
