using CsCheck;
using KnowledgeBase.Checking.Outside;
using Xunit;

namespace KnowledgeBase.Tests.Checking.Outside;

/// <summary><c>links.tsv</c> as text.</summary>
public sealed class LinkLedgerTests
{
    [Fact]
    public void Print_AnyLooks_AreReadAgain()
    {
        var days = Gen.Int[700_000, 740_000].Select(DateOnly.FromDayNumber);
        var status = Gen.OneOf("200", "404", "500", "301 https://x.example/", LinkStatus.NoHost, LinkStatus.NoAnswer, LinkStatus.Private, "999");
        var look = Gen.Select(status, Gen.Int[1, 9], days, days.Nullable(), Gen.OneOf<string?>(null, "https://a.example/"), (s, failures, day, success, archive) =>
            new LinkLook(s, LinkStatus.VerdictOf(s) == LinkVerdict.Fails ? failures : 0, day, success, archive));
        Gen.Dictionary(Gen.Int[0, 99].Select(n => $"https://a.example/{n}"), look)[0, 9].Sample(looks =>
        {
            var sorted = new SortedDictionary<string, LinkLook>(looks, StringComparer.Ordinal);
            var (read, problems) = LinkLedger.Read(LinkLedger.Print(new(sorted, [])), "links.tsv");
            Assert.Empty(problems);
            Assert.Equal(sorted, read.Looks);
        });
    }

    [Fact]
    public void Print_LinksComeAndGo_KeepsCommentsBeforeTheirLines()
    {
        var (known, _) = LinkLedger.Read("# top\nhttps://b.example/\t200\t2026-01-01\n# of d\nhttps://d.example/\t200\t2026-01-01\n# end\n"u8, "links.tsv");
        var look = known.Looks["https://b.example/"];
        var looks = new SortedDictionary<string, LinkLook>(StringComparer.Ordinal) { ["https://a.example/"] = look, ["https://c.example/"] = look, ["https://d.example/"] = look, ["https://e.example/"] = look };
        var lines = System.Text.Encoding.UTF8.GetString(LinkLedger.Print(known with { Looks = looks })).TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split('\t')[0]);
        Assert.Equal(["# top", "https://a.example/", "https://c.example/", "# of d", "https://d.example/", "https://e.example/", "# end"], lines);
    }
}
