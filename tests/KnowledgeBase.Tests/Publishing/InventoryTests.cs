using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public class InventoryTests
{
    /// <summary>Paths are held and compared in UTF-8, where what is beyond the first plane has another place than in strings.</summary>
    [Fact]
    public void Sorted_ComparesAsStringsDo()
    {
        string[] paths = ["a/\U0001F600", "a/\uE000", "a/\uFFFD", "a/\uD7FF", "a/é", "a/z", "a/zz", "a", "b", "Ä"];
        var inventory = new Inventory(["a/z", "b", "c"]);
        foreach (var path in paths) Assert.True(inventory.For(path).TryClaim(path));

        Assert.Equal(paths.Order(StringComparer.Ordinal), inventory.Sorted(entry => entry.IsAdded).Select(entry => entry.Path));
        Assert.Equal(["c"], inventory.Sorted(entry => entry.IsDropped).Select(entry => entry.Path));
    }

    [Fact]
    public void TryClaim_OfAnotherSpelling_KeepsBoth()
    {
        var inventory = new Inventory(["B.html"]);

        Assert.True(inventory.For("b.html").TryClaim("b.html"));
        Assert.False(inventory.For("B.html").TryClaim("B.html"));

        var entry = Assert.Single(inventory.Entries);
        Assert.Equal(("B.html", "b.html", true), (entry.Listed, entry.Added, entry.ChangesList));
        Assert.True(inventory.Find("B.HTML")?.IsListedAs("B.html"));
    }

    [Fact]
    public void For_OfVeryManyPaths_FindsEach()
    {
        var paths = Enumerable.Range(0, 50_000).Select(i => $"threads/thread-{i}/index.html").ToList();
        var inventory = new Inventory(paths[..20_000]);
        foreach (var path in paths) inventory.For(path).TryClaim(path);

        Assert.Equal(paths.Count, inventory.Count);
        Assert.Equal(paths, inventory.Entries.Select(entry => entry.Added));
    }
}
