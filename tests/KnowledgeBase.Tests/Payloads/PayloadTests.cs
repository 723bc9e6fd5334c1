using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace KnowledgeBase.Tests.Payloads;

/// <summary>S1: hundreds of payloads in every place where a stranger can write; every file of the site is looked at by a foreign parser.</summary>
public class PayloadTests
{
    [Fact]
    public void S1_EveryPayloadInEveryPosition_IsDead()
    {
        Assert.InRange(Payload.All.Distinct(StringComparer.Ordinal).Count(), 600, 2000);
        var threads = Payload.All.Select((payload, i) => new PayloadThread(payload, i)).ToList();
        using var hostile = TestSite.Of(("site.yaml", "title: word\nbase-url: https://example.org/kb/\n"));
        using var harmless = TestSite.Of(("site.yaml", "title: word\nbase-url: https://example.org/kb/\n"), ("files/word.txt", "x"), ("pages/word.md", "---\ntitle: word\n---\n\nword\n"));
        foreach (var thread in threads) hostile.Write(thread.Attachment, "x");
        var pages = Payload.All.Chunk(20).Select((payloads, i) => new PayloadPage([.. payloads], i)).ToList();
        BuildWithoutRefused(hostile, threads, pages);
        Assert.InRange(threads.Sum(thread => thread.Refused.Count), 0, threads.Count * PayloadThread.Positions / 8);
        Assert.InRange(pages.Sum(page => page.Refused.Count), 0, threads.Count / 8);
        foreach (var thread in threads) harmless.Write(thread.Path, thread.Write(isHostile: false));
        harmless.Write("threads/word.md", "---\ntitle: word\nrelated: [p0000]\n---\n## Question\nword\n");
        Publish(harmless);

        const string marker = "KB_MARKER";
        var page = harmless.Read("threads/p0000/index.html");
        var at = page.LastIndexOf("word", page.IndexOf("kbsentinel", page.IndexOf("<div class=\"body\"", StringComparison.Ordinal), StringComparison.Ordinal), StringComparison.Ordinal);
        var verdict = HtmlJudge.Judge(hostile.Output, harmless.Output, ("threads/p0000/index.html", page[..at] + marker + page[(at + 4)..]), marker);
        Assert.All(verdict.Controls, control => Assert.True(control.Findings.Count > 0, $"the judge takes this for harmless: {control.Control}"));
        Assert.InRange(verdict.Files, threads.Count, int.MaxValue);
        Assert.InRange(verdict.Scripts, threads.Count, int.MaxValue);
        Assert.True(verdict.Findings.Count == 0, $"{verdict.Findings.Count} live in {verdict.Files} files, such as:\n{string.Join('\n', verdict.Findings.Take(20).Select(Short))}");
        CheckData(hostile);
    }

    [Fact]
    public void S1_PayloadsInTheSitesOwnTexts_AreDead()
    {
        const string thread = "---\ntitle: t\n---\n## Question\nword\n";
        using var hostile = TestSite.Of(("threads/p0000.md", thread));
        using var harmless = TestSite.Of(("site.yaml", "title: word\ndescription: word\nlicense: word\n"), ("threads/p0000.md", thread));
        Publish(harmless);

        // A title is short, so it takes some sites.
        var titles = new List<string> { "" };
        foreach (var payload in Payload.All.Select(PayloadThread.OneLine))
        {
            if (titles[^1].Length + payload.Length > 195) titles.Add("");
            titles[^1] += " " + payload;
        }

        for (var i = 0; i < titles.Count; i++)
        {
            var own = PayloadThread.Yaml(titles[i]);
            hostile.Write("site.yaml", $"title: {own}\ndescription: {own}\nlicense: {own}\n");
            var folder = Path.Combine(hostile.Output, $"{i}");
            Directory.CreateDirectory(hostile.Output);
            var report = hostile.Build(options => options with { OutputFolder = folder });
            Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        }

        Assert.Contains("&lt;SCRIPT&gt;fire()", hostile.Read("0/index.html"), StringComparison.Ordinal);
        var verdict = HtmlJudge.Judge(hostile.Output, harmless.Output, ("threads/p0000/index.html", harmless.Read("threads/p0000/index.html")), "word");
        Assert.True(verdict.Findings.Count == 0, string.Join('\n', verdict.Findings.Take(20).Select(Short)));
    }

    private static string Short(JsonElement finding) => finding.ToString() is var text && text.Length > 300 ? text[..300] : finding.ToString();

    /// <summary>Wrong links and the like are errors, and a site with an error is not published: those go, the rest is judged.</summary>
    private static void BuildWithoutRefused(TestSite site, List<PayloadThread> threads, List<PayloadPage> pages)
    {
        var (threadByPath, pageByPath) = (threads.ToDictionary(thread => thread.Path, StringComparer.Ordinal), pages.ToDictionary(page => page.Path, StringComparer.Ordinal));
        for (var round = 0; round < 6; round++)
        {
            foreach (var thread in threads) site.Write(thread.Path, thread.Write());
            foreach (var page in pages) site.Write(page.Path, page.Write());
            var report = site.Build();
            if (report.IsPublished) return;
            foreach (var error in report.Diagnostics.Where(d => d.Severity == Diagnostics.Severity.Error))
            {
                var path = error.Location.Path[(site.ContentShownAs.Length + 1)..];
                if (threadByPath.TryGetValue(path, out var thread)) thread.Refused.Add(thread.PositionAt(error.Location.Line));
                else pageByPath[path].Refused.Add(pageByPath[path].PayloadAt(error.Location.Line));
            }
        }

        Publish(site);
    }

    private static void Publish(TestSite site)
    {
        var report = site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics.Where(d => d.Severity == Diagnostics.Severity.Error).Take(10)));
    }

    /// <summary>Feeds and data hold payloads as text: they are well-formed, and no element has a payload's name.</summary>
    private static void CheckData(TestSite site)
    {
        foreach (var file in Directory.EnumerateFiles(site.Output, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".json", StringComparison.Ordinal)) JsonDocument.Parse(File.ReadAllText(file)).Dispose();
            if (!file.EndsWith(".xml", StringComparison.Ordinal)) continue;
            using var reader = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Prohibit });
            Assert.DoesNotContain(XDocument.Load(reader).Descendants(), element => element.Name.LocalName is "script" or "img" or "svg" or "iframe");
        }
    }
}
