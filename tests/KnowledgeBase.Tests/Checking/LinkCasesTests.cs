using System.Net;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary>
/// Runs <c>link-cases.tsv</c> over a fixed tiny site: each row is one link on one page. The verdicts were reasoned from the
/// standards, and agree with a judge of a few lines over Node's URL parser.
/// </summary>
public class LinkCasesTests
{
    private static readonly string Cases = Path.Combine(TestSite.Repository, "tests", "KnowledgeBase.Tests", "Checking", "link-cases.tsv");

    private static readonly Dictionary<string, string[]> IdsByPage = new(StringComparer.Ordinal)
    {
        ["index.html"] = ["start"],
        ["404.html"] = [],
        ["threads/index.html"] = [],
        ["threads/a/index.html"] = ["x", "ü", "100%", "%41", "a:b", "a/b", "a?b", "old-name", "a\"b", "<i>", "`"],
        ["threads/b/index.html"] = ["x"],
    };

    private static readonly string[] Files =
    [
        "pic.png", "empty/file.txt", "Case.txt", "ü.txt", "with space.txt", "a+b.txt", "semi;colon.txt", "hash#.txt", "q?.txt",
        "per%41.txt", "😀.txt", "a:b.txt", "{}.txt", "a|b.txt", "a'b.txt", "100%.txt",
    ];

    private static readonly Dictionary<string, string> Verdicts = new(StringComparer.Ordinal)
    {
        ["KB301"] = "broken", ["KB302"] = "anchor", ["KB307"] = "slash", ["KB308"] = "unsafe", ["KB309"] = "mail", ["KB311"] = "unreadable", ["KB313"] = "unrooted",
    };

    public static TheoryData<string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (var line in File.ReadAllText(Cases).Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')))
            {
                if (line.Split('\t') is [var page, var start, var address, var verdict]) rows.Add(page, start, address, verdict);
                else Assert.Fail($"this row has not four columns: {line}");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Check_OneLink_IsReadAsBrowsersDo(string page, string start, string address, string verdict)
    {
        var output = new OutputUnderTest { BaseUrl = "https://example.org/kb/" };
        foreach (var (path, ids) in IdsByPage)
        {
            var isHere = path == page;
            output.Page(
                path,
                string.Concat(ids.Select(id => id == "old-name" ? $"<a name=\"{id}\">n</a>" : $"<p id=\"{WebUtility.HtmlEncode(id)}\">p</p>"))
                    + "<template><p id=template-id></p></template><!-- <p id=comment-id> -->"
                    + (isHere ? $"<a href=\"{Written(address)}\">link</a>" : ""),
                isHere && start.Length > 0 ? $"<base href=\"{Written(start)}\">" : "");
        }

        foreach (var file in Files) output.With(file, "");
        // An unsafe 'base' is told too; the rows are about the link.
        var told = output.Check().Where(d => start.Length == 0 || d.Rule != Rules.UnsafeAddress || !d.Message.StartsWith($"'{start}'", StringComparison.Ordinal)).Select(d => Verdicts[d.Rule.Code]).ToList();
        // A 'base' counts as a link, and may itself lead outside.
        var isOutside = output.Counts.Outside > (IsOutside(start) ? 1 : 0);
        Assert.Equal(verdict, told.Count == 0 ? isOutside ? "external" : "ok" : string.Join('+', told));
    }

    private static bool IsOutside(string start) => start.StartsWith("https://a.example/", StringComparison.Ordinal);

    // Pictures stand for characters that editors hide; in the page they are references, for a parser changes some of them.
    private static string Written(string text) => string.Concat(WebUtility.HtmlEncode(text).Select(c => c switch
    {
        '→' => "&#9;",
        '␊' => "&#10;",
        '␌' => "&#12;",
        '␍' => "&#13;",
        '␠' => "&#32;",
        '␁' => "&#1;",
        _ => c.ToString(),
    }));
}
