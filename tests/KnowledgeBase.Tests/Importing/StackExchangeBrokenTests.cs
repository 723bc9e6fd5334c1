using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Broken files, hostile files, and imports that were stopped.</summary>
public class StackExchangeBrokenTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Folder_WithoutPosts_IsTold()
    {
        using var dump = new StackExchangeDump().With("Users.xml");
        var finding = Assert.Single(Assert.Single(dump.Importer.Outline(Cancelled)).Diagnostics);
        Assert.Equal(Rules.NotADump, finding.Rule);
        Assert.Empty(dump.Importer.Threads(null!, Cancelled));
    }

    [Fact]
    public void Dump_WithoutQuestions_IsTold()
    {
        using var dump = new StackExchangeDump().With("Posts.xml");
        Assert.Equal("Posts.xml:1:1: warning KB423: there is no question in this dump, so nothing is imported; look whether the file is whole", Assert.Single(dump.Findings(Cancelled)));
    }

    [Theory]
    // A missing quote shows in the line below; only its own row is lost.
    [InlineData("<row Id=\"2\" PostTypeId=\"1 Body=\"x\" />", "Posts.xml:3:33: error KB421: ")]
    [InlineData("<row Id=\"2\" PostTypeId=\"1\" Body=\"x />", "Posts.xml:4:3: error KB421: ")]
    [InlineData("<row Id=\"2\" PostTypeId=\"1\" Body=\"a & b\" />", "Posts.xml:3:37: error KB421: ")]
    [InlineData("<row Id=\"2\" PostTypeId=\"1\" Body=\"&undefined;\" />", "Posts.xml:3:35: error KB421: ")]
    [InlineData("<row Id=\"2\" Id=\"2\" />", "Posts.xml:3:13: error KB421: ")]
    [InlineData("</row>", "Posts.xml:3:3: error KB421: ")]
    [InlineData("<row Id=\"2\" PostTypeId=\"1\"", "Posts.xml:4:3: error KB421: ")]
    [InlineData("<row Id=\"2\" PostTypeId=\"1\" Body=\"\0\" />", "Posts.xml:3:34: error KB421: ")]
    [InlineData("<row PostTypeId=\"1\" />", "Posts.xml:3:2: error KB422: this row is left out because it has no Id; correct it and import once more")]
    [InlineData("<row Id=\"two\" PostTypeId=\"1\" />", "Posts.xml:3:2: error KB422: this row is left out because its Id 'two' is no number; correct it and import once more")]
    [InlineData("<row Id=\"1\" PostTypeId=\"1\" />", "Posts.xml:3:2: error KB422: this row is left out because an earlier one has its Id 1; correct it and import once more")]
    [InlineData("<row Id=\"2\" PostTypeId=\"2\" />", "Posts.xml:3:2: error KB422: this row is left out because it has no ParentId; correct it and import once more")]
    public void Row_ThatIsBroken_IsToldAndTheRestGoesOn(string row, string expected)
    {
        using var dump = new StackExchangeDump().WithText("Posts.xml", $"<posts>\n  <row Id=\"1\" PostTypeId=\"1\" />\n{row}\n  <row Id=\"3\" PostTypeId=\"1\" />\n  <row Id=\"4\" PostTypeId=\"1\" />\n</posts>");
        Assert.StartsWith(expected, Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.Equal(["1", "3", "4"], dump.Threads(Cancelled).Select(thread => thread.Id));
    }

    [Theory]
    [InlineData("<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n<row Id=\"2\" PostTy", "Posts.xml:3:")]
    [InlineData("<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n", "Posts.xml:3:")]
    [InlineData("<!DOCTYPE posts [<!ENTITY a \"b\">]>\n<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n</posts>", "Posts.xml:1:1: error KB421: the XML cannot be read here: it has a document type definition, which may not stand in it; ")]
    public void File_ThatIsBroken_GivesTheRowsItHas(string text, string expected)
    {
        using var dump = new StackExchangeDump().WithText("Posts.xml", text);
        Assert.StartsWith(expected, Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.Equal(["1"], dump.Threads(Cancelled).Select(thread => thread.Id));
    }

    [Fact]
    public void File_ThatIsBroken_KeepsNoOtherFromBeingRead()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", StackExchangeTests.Question("OwnerUserId=3"))
            .WithText("Users.xml", "this is no XML")
            .With("Comments.xml", "Id=1 | PostId=1 | Text=Here.");
        Assert.StartsWith("Users.xml:1:1: error KB421: ", Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.Equal(["user3", null], dump.Threads(Cancelled).Single().Posts.Select(post => post.Byline.Author));
    }

    [Fact]
    public void Bytes_ThatAreNoText_AreTold()
    {
        using var dump = new StackExchangeDump();
        File.WriteAllBytes(Path.Combine(dump.Folder, "Posts.xml"), [.. "<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n<row Id=\"2\" PostTypeId=\"1\" Title=\""u8, 0xFF, .. "\" />\n<row Id=\"3\" PostTypeId=\"1\" />\n</posts>"u8]);
        Assert.StartsWith("Posts.xml:3:", Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.Equal(["1", "3"], dump.Threads(Cancelled).Select(thread => thread.Id));
    }

    [Fact]
    public void Row_WithoutEnd_IsRefusedBeforeItFillsTheMemory()
    {
        using var dump = new StackExchangeDump().WithText("Posts.xml", $"<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n<row Id=\"2\" Body=\"{new string('x', 20_000_000)}\" />\n<row Id=\"3\" PostTypeId=\"1\" />\n</posts>");
        Assert.Equal("Posts.xml:3:1: error KB421: the XML cannot be read here: a row has more than 16 MiB; what can be read is imported, so get this file again and import it once more", Assert.Single(dump.Findings(Cancelled)));
        Assert.Equal(["1", "3"], dump.Threads(Cancelled).Select(thread => thread.Id));
    }

    [Fact]
    public void Elements_WithoutEnd_AreRefused()
    {
        using var dump = new StackExchangeDump().WithText("Posts.xml", $"<posts>\n<row Id=\"1\" PostTypeId=\"1\" />\n{string.Concat(Enumerable.Repeat("<a>", 100_000))}");
        Assert.StartsWith("Posts.xml:3:", Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.Equal(["1"], dump.Threads(Cancelled).Select(thread => thread.Id));
    }

    [Fact]
    public void Import_ThatWasStopped_GoesOnWhereItStopped()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", [.. Enumerable.Range(1, 50_000).Select(id => $"Id={id} | PostTypeId=1"), "Id=1 | PostTypeId=1"]);
        using var stop = new CancellationTokenSource();
        var stopping = new KnowledgeBase.Importing.StackExchangeImporter(dump.Folder, null, dump.State, line =>
        {
            dump.Progress.Add(line);
            if (line.StartsWith("Posts.xml: 40,000 rows", StringComparison.Ordinal)) stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => stopping.Outline(stop.Token).Count());
        Assert.Equal(50_001, dump.Importer.Outline(Cancelled).Count());
        Assert.Contains("Posts.xml: going on after 40,000 rows", dump.Progress);

        // Once more from the store alone, with the finding that was made at first.
        dump.Progress.Clear();
        Assert.Contains("an earlier one has its Id 1", Assert.Single(dump.Findings(Cancelled)), StringComparison.Ordinal);
        Assert.DoesNotContain(dump.Progress, line => line.StartsWith("Posts.xml", StringComparison.Ordinal));
    }

    [Fact]
    public void Dump_ThatChanged_IsReadAnew()
    {
        using var dump = new StackExchangeDump().With("Posts.xml", StackExchangeTests.Question());
        Assert.Single(dump.Threads(Cancelled));
        dump.With("Posts.xml", StackExchangeTests.Question(), StackExchangeTests.Question(id: 2));
        Assert.Equal(2, dump.Threads(Cancelled).Count);
    }

    [Fact]
    public void Store_ThatIsDamaged_IsMadeAnew()
    {
        using var dump = new StackExchangeDump().With("Posts.xml", StackExchangeTests.Question());
        Assert.Single(dump.Threads(Cancelled));
        File.WriteAllText(Path.Combine(dump.State, "stackexchange.db"), new string('x', 10_000));
        Assert.Single(dump.Threads(Cancelled));
    }
}
