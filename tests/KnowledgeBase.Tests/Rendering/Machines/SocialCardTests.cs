using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Rendering.Machines;

/// <summary>Social cards: right PNG files, and none where a title would show boxes.</summary>
public class SocialCardTests
{
    [Theory]
    [InlineData("Which commit broke it?")]
    [InlineData("Wie ändere ich das Äußere? Žluťoučký kůň, Ελλάδα, Почему так? — “C#” & 5 €")]
    [InlineData("Tiếng Việt and e\u0301 in two parts")]
    [InlineData("🎉 Done 👩‍💻 at last ❤️")]
    [InlineData("a")]
    public void Title_OfKnownLetters_HasACard(string title)
    {
        var (cards, diagnostics, page) = Build(title);
        Assert.Empty(diagnostics);
        var (name, bytes) = Assert.Single(cards);
        CheckPng(bytes);
        Assert.Contains($"<meta property=\"og:image\" content=\"https://example.org/assets/{name}\">", page, StringComparison.Ordinal);
        Assert.Contains("summary_large_image", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ما الفرق؟")]
    [InlineData("なぜ")]
    [InlineData("क्यों")]
    [InlineData("why 为什么")]
    [InlineData("🎉")]
    public void Title_OfOtherLetters_HasNoneAndThatIsTold(string title)
    {
        var (cards, diagnostics, page) = Build(title);
        Assert.Empty(cards);
        Assert.Equal([Rules.NoSocialCard], diagnostics.Select(diagnostic => diagnostic.Rule));
        Assert.DoesNotContain("og:image", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Title_AsLongAsCanBe_StillFits()
    {
        foreach (var title in (string[])[new('W', 200), string.Join(' ', Enumerable.Repeat("Wordy", 33)), string.Concat(Enumerable.Repeat("i ", 100)).Trim()])
            CheckPng(Assert.Single(Build(title).Cards).Bytes);
    }

    [Theory]
    [InlineData("social-cards: false\nbase-url: https://example.org/\n")]
    [InlineData("base-url: https://example.org/\n")]
    [InlineData("social-cards: true\n")]
    public void Cards_NotAskedForOrWithoutAddress_AreNotMade(string settings) => Assert.Empty(Build("t", settings).Cards);

    [Fact]
    public void Card_SameThread_IsTheSameFileAndOtherTitleAnother()
    {
        var first = Assert.Single(Build("Title").Cards);
        var again = Assert.Single(Build("Title").Cards);
        Assert.Equal((first.Name, Convert.ToBase64String(first.Bytes)), (again.Name, Convert.ToBase64String(again.Bytes)));
        Assert.NotEqual(first.Name, Assert.Single(Build("Titles").Cards).Name);
    }

    [Fact]
    public void Card_ThatStands_IsKeptWhenAllPagesAreMadeAgain()
    {
        const string settings = "title: S\nsocial-cards: true\nbase-url: https://example.org/\n";
        using var site = TestSite.Of(("site.yaml", settings), ("threads/a.md", "---\ntitle: One\n---\n## Question\n"));
        Assert.True(site.Build().IsPublished);
        var (name, drawn) = Assert.Single(Cards(site));
        // Other bytes of the same length and time: one that is drawn anew has its own again.
        var marked = drawn[..^1].Append((byte)~drawn[^1]).ToArray();
        Put(marked, File.GetLastWriteTimeUtc(Path.Combine(site.Output, "assets", name)));
        site.Write("site.yaml", settings + "description: Another one.\n");
        Assert.True(site.Build().IsPublished);
        Assert.Contains("Another one.", site.Read("index.html"), StringComparison.Ordinal);
        Assert.Equal((name, Convert.ToHexString(marked)), (Assert.Single(Cards(site)).Name, Convert.ToHexString(Cards(site)[0].Bytes)));

        // One that was touched is drawn anew, and one that shows something else is another.
        Put(marked, DateTime.UtcNow.AddDays(-1));
        site.Write("site.yaml", settings + "description: A third one.\n");
        Assert.True(site.Build().IsPublished);
        Assert.Equal(Convert.ToHexString(drawn), Convert.ToHexString(Assert.Single(Cards(site)).Bytes));
        site.Write("threads/a.md", "---\ntitle: Two\n---\n## Question\n");
        Assert.True(site.Build().IsPublished);
        Assert.NotEqual(name, Assert.Single(Cards(site)).Name);

        void Put(byte[] bytes, DateTime time)
        {
            File.WriteAllBytes(Path.Combine(site.Output, "assets", name), bytes);
            File.SetLastWriteTimeUtc(Path.Combine(site.Output, "assets", name), time);
        }
    }

    private static List<(string Name, byte[] Bytes)> Cards(TestSite site) =>
        [.. Directory.EnumerateFiles(Path.Combine(site.Output, "assets"), "card.*.png").Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    private static (List<(string Name, byte[] Bytes)> Cards, IReadOnlyList<Diagnostic> Diagnostics, string Page) Build(string title, string settings = "social-cards: true\nbase-url: https://example.org/\n")
    {
        using var site = TestSite.Of(("site.yaml", "title: S\n" + settings), ("threads/a.md", $"---\ntitle: \"{title}\"\ntags: [c, 标签]\n---\n## Question\n"));
        var report = site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        return (Cards(site), report.Diagnostics, site.Read("threads/a/index.html"));
    }

    /// <summary>By the PNG specification: signature, chunks in order with right sums, and as many pixels as the header says, of known colours.</summary>
    private static void CheckPng(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var chunks = new List<(string Kind, byte[] Content)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var sum = Crc32.HashToUInt32(png.AsSpan(at + 4, length + 4));
            Assert.Equal(sum, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add((System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Kind));
        var header = chunks[0].Content;
        Assert.Equal((1200, 630), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))));
        Assert.Equal([8, 3, 0, 0, 0], header[8..]);
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(new MemoryStream(chunks[2].Content), CompressionMode.Decompress)) packed.CopyTo(pixels);
        var rows = pixels.ToArray().Chunk(1201).ToList();
        Assert.Equal(630, rows.Count);
        Assert.All(rows, row => Assert.True(row.Length == 1201 && row[0] == 0));
        Assert.True(rows.Max(row => row.Max()) < chunks[1].Content.Length / 3);
        // Nothing is written into the margins, and something is written.
        Assert.All(rows.Skip(20), row => Assert.True(row.AsSpan(1, 70).IndexOfAnyExcept((byte)0) < 0 && row.AsSpan(1131).IndexOfAnyExcept((byte)0) < 0));
        Assert.Contains(rows.Skip(140), row => row.Contains((byte)15));
    }
}
