using System.Text;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>One mistake of every rule of reading, planning and rendering in one content folder: all are told in one run, each in its file.</summary>
public class EveryRuleTests
{
    private const string Head = "---\ntitle: t\n---\n";
    private const string Good = Head + "## Question\n";

    /// <summary>A file for each rule, and the line at which it must be told.</summary>
    private static readonly Dictionary<string, (int Line, string Text)> Planted = new(StringComparer.Ordinal)
    {
        ["KB002"] = (5, Good + "a\0b"),
        ["KB004"] = (5, Good + "a\u0007b"),
        ["KB007"] = (1, ""),
        ["KB010"] = (1, "## Question\n"),
        ["KB011"] = (1, "---\ntitle: t\n## Question\n"),
        ["KB012"] = (3, "---\ntitle: t\ntags: [a\n---\n## Question\n"),
        ["KB013"] = (2, "---\ntitle: Error: x\n---\n## Question\n"),
        ["KB014"] = (2, "---\ntitle: C # x\n---\n## Question\n"),
        ["KB015"] = (4, "---\ntitle: t\nreviewed:\n\ton: 2024-01-01\n---\n## Question\n"),
        ["KB016"] = (3, "---\ntitle: t\ntags: &a [x]\n---\n## Question\n"),
        ["KB017"] = (2, "---\ntitle: t\ndescription: " + new string('x', 70_000) + "\n---\n## Question\n"),
        ["KB018"] = (3, "---\ntitle: t\ntags: [[[[[[[[[[x]]]]]]]]]]\n---\n## Question\n"),
        ["KB019"] = (3, "---\ntitle: t\ntitle: u\n---\n## Question\n"),
        ["KB020"] = (3, "---\ntitle: t\ntagz: [x]\n---\n## Question\n"),
        ["KB021"] = (3, "---\ntitle: t\ntags: x\n---\n## Question\n"),
        ["KB022"] = (3, "---\ntitle: t\nsource: x\n---\n## Question\n"),
        ["KB023"] = (1, "---\ntags: [x]\n---\n## Question\n"),
        ["KB024"] = (3, "---\ntitle: t\ntags: [x, X]\n---\n## Question\n"),
        ["KB025"] = (3, "---\ntitle: t\n...\ntags: [x]\n---\n## Question\n"),
        ["KB026"] = (2, "---\ntitle: \"t\u2028\"\n---\n## Question\n"),
        ["KB027"] = (3, "---\ntitle: t\nreviewed: {by: x}\n---\n## Question\n"),
        ["KB028"] = (3, "---\ntitle: t\nlang:de\n---\n## Question\n"),
        ["KB049"] = (3, $"---\ntitle: t\ntags: [{string.Join(", ", Enumerable.Range(0, 51).Select(i => $"t{i}"))}]\n---\n## Question\n"),
        ["KB030"] = (4, Head + "## Answer\n"),
        ["KB031"] = (4, Head + "## Answer\n## Question\n"),
        ["KB032"] = (5, Good + "## Question\n"),
        ["KB033"] = (4, Head + "text\n## Question\n"),
        ["KB034"] = (5, Good + "## Anwser\n"),
        ["KB035"] = (6, Good + "```\n## Answer\n```\n"),
        ["KB036"] = (5, Good + "```\n"),
        ["KB037"] = (4, Head + "## Question on 2024-99-99\n"),
        ["KB038"] = (4, Head + "## Question {#X}\n"),
        ["KB039"] = (5, Head + "## Question {#x}\n## Answer {#x}\n"),
        ["KB040"] = (5, Good + "## Reply to #x\n"),
        ["KB041"] = (5, Good + "## Answer to #q\n"),
        ["KB042"] = (4, Head + "## Question {x=y}\n"),
        ["KB043"] = (4, Head + "## Question {score=x}\n"),
        ["KB044"] = (7, Good + "## Takeaways\n- [q](#q)\n## Takeaways\n- [q](#q)\n"),
        ["KB045"] = (5, Good + "## Takeaways by x\n- [q](#q)\n"),
        ["KB046"] = (6, Good + "## Takeaways\ntext\n"),
        ["KB047"] = (6, Good + "## Takeaways\n" + new string('>', 300) + " x\n"),
        ["KB048"] = (4, Head + "## Question by x, 2024-05-31\n"),
        ["KB102"] = (3, "---\ntitle: t\naliases: [feed.xml]\n---\n## Question\n"),
        ["KB103"] = (3, "---\ntitle: t\nduplicate-of: nowhere\n---\n## Question\n"),
        ["KB104"] = (3, "---\ntitle: t\nduplicate-of: kb104\n---\n## Question\n"),
        ["KB105"] = (3, "---\ntitle: t\nrelated: [nowhere]\n---\n## Question\n"),
        ["KB201"] = (5, Good + "[x](nowhere.md)\n"),
        ["KB202"] = (5, Good + "[x](#nowhere)\n"),
        ["KB203"] = (5, Good + "[x](other/kb203.md)\n"),
        ["KB204"] = (5, Good + "![x](nowhere.png)\n"),
        ["KB205"] = (5, Good + "![](dot.svg)\n"),
        ["KB206"] = (5, Good + "[x](a-draft.md)\n"),
        ["KB207"] = (5, Good + "[x](javascript:x)\n"),
        ["KB208"] = (5, Good + "<x>\n"),
        ["KB209"] = (5, Good + new string('>', 300) + " x\n"),
        ["KB210"] = (7, Good + "## Takeaways\n- [q](#q)\n  > nowhere\n"),
        ["KB211"] = (7, Good + "## Takeaways\n- x\n  > nowhere\n"),
        ["KB212"] = (6, Good + "## Takeaways\n- x\n"),
        ["KB213"] = (5, Good + "<b style='x'>x</b>\n"),
        ["KB214"] = (5, Good + "x <b>x\n"),
        ["KB215"] = (5, Good + "![x](run.svg)\n"),
        ["KB216"] = (6, Good + "x\n[^z]: lost\n"),
        ["KB219"] = (6, Good + "## Takeaways\n- [q](#q) <blockquote>x</blockquote>\n"),
        ["KB240"] = (7, Good + "a|b\n-|-\na||b\n"),
        ["KB241"] = (5, Good + "[Edit]: Solved\n"),
        ["KB242"] = (5, Good + "```npm start\n```\n"),
        ["KB243"] = (5, Good + "![a](a b.png)\n"),
        ["KB244"] = (5, Good + "![a](a-draft.txt)\n"),
        ["KB245"] = (5, Good + "<ul>x<li>y</ul>\n"),
        ["KB230"] = (1, "---\ntitle: なぜ\n---\n## Question\n"),
    };

    [Fact]
    public void Build_OneMistakeOfEveryRule_TellsAll()
    {
        using var site = TestSite.Of(("synonyms.yaml", "\"a b\": [c]\n"), ("threads/a-draft.txt", "x"), ("threads/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), ("threads/run.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x\"/>"), ("threads/a-draft.md", "---\ntitle: t\ndraft: true\n---\n## Question\n"));
        foreach (var (code, (_, text)) in Planted) site.Write($"threads/{code.ToLowerInvariant()}.md", text);
        site.Write("site.yaml", "base-url: https://example.org/\nsocial-cards: true\n");
        site.Write("threads/kb001.md", Encoding.Latin1.GetBytes(Good + "\u00E9"));
        site.Write("threads/kb003.md", Encoding.UTF8.GetBytes(Good + new string('x', 33 << 20)));
        site.Write("threads/KB005.md", Good).Write("threads/kb008.MD", Good).Write("pages/kb008.markdown", Good);
        Directory.CreateDirectory(Path.Combine(site.Content, "threads", "kb006.md"));
        site.Write("threads/sub/kb208.md", Good).Write("pages/kb106.md", "Text.").Write("pages/sub/kb106.md", "Text.");

        var told = site.Build().Diagnostics.Select(d => $"{d.Rule.Code} {d.Location.ToString().Replace(site.ContentShownAs + "/threads/", "", StringComparison.Ordinal)}").ToList();
        foreach (var (code, (line, _)) in Planted) Assert.Contains(told, text => text.StartsWith($"{code} {code.ToLowerInvariant()}.md:{line}:", StringComparison.Ordinal));
        Assert.Contains("KB001 kb001.md:5:1", told);
        Assert.Contains("KB003 kb003.md:1:1", told);
        Assert.Contains("KB005 KB005.md:1:1", told);
        Assert.Contains("KB006 kb006.md:1:1", told);
        Assert.Contains("KB008 kb008.MD:1:1", told);
        Assert.Contains(told, text => text.StartsWith("KB008 ", StringComparison.Ordinal) && text.EndsWith("/pages/kb008.markdown:1:1", StringComparison.Ordinal));
        Assert.Contains("KB101 sub/kb208.md:1:1", told);
        Assert.Contains(told, text => text.StartsWith("KB106 ", StringComparison.Ordinal) && text.EndsWith("/pages/sub/kb106.md:1:1", StringComparison.Ordinal));

        var missing = Rules.All.Where(rule => rule.Code[2] is '0' or '1' or '2' && !RulesTests.IsToldAlone(rule)).Select(rule => rule.Code).Except(told.Select(text => text[..5]));
        Assert.Empty(missing);
    }
}
