using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Every word that the program itself says is in the files of words: a German site says none in English.</summary>
public partial class InterfaceLanguageTests
{
    /// <summary>Names that are the same in every language.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Markdown", "BibTeX", "JSON", "CC", "BY", "SA", "Ctrl",
    };

    // Authors' text is of 'x' and at most another letter, so that no word of it can be mistaken for one of the program's.
    private const string Long =
        """
        ---
        title: xx
        tags: [xt]
        source: https://xx.xx/t/1
        license: CC BY-SA 4.0
        applies-to: xx
        reviewed:
          on: 2024-05-01
          by: xa
          note: xx
        review-after: 2024-06-01
        aliases: [xx/old]
        related: [second]
        ---

        ## Question by xa on 2024-03-01 {url=https://xx.xx/t/1/1 score=2 updated=2024-03-02}

        > [!NOTE]
        > xx

        > [!TIP]
        > xx

        > [!IMPORTANT]
        > xx

        > [!WARNING]
        > xx

        > [!CAUTION]
        > xx

        xx[^1] ![xx](https://xx.xx/x.png) [![xx](https://xx.xx/x.png)](https://xx.xx/) [xx](https://xx.xx/t/2) <img src="https://xx.xx/x.png" alt="xx"> <a href="https://xx.xx/t/2">xx</a>

        - [x] xx

        | xx | xx |
        |:-:|--:|
        | xx | xx |

        [^1]: xx

        ## Reply by xb on 2024-03-02

        xx

        ## Reply to #r1 by xa on 2024-03-03

        xx

        ## Answer by xb on 2024-03-04 {score=3}

        1. xx

        ## Answer by xb on 2024-03-05 {.accepted}

        xx

        ## Takeaways

        - xx [xx](#a1-s1)
          > xx
        - xx [a1, step 1](#a1-s1)
        """;

    private static readonly string Crowded = "---\ntitle: xx xx\ntags: [xt]\n---\n## Question\n\nxx [xx](long.md)\n" + string.Concat(Enumerable.Repeat("\n## Answer\n\nxx\n", 50));

    [Fact]
    public void GermanSite_OfEveryKindOfPage_HasNoEnglishWord()
    {
        var german = WordsOf("de");
        using var site = TestSite.Of(
            ("site.yaml", "title: xx\ndescription: xx\nlanguage: de\nlicense: CC BY-SA 4.0\nbase-url: https://xx.xx/\nedit-url: https://xx.xx/{path}\n"),
            ("tags.yaml", "xt: xx\n"), ("pages/xx.md", "---\ntitle: xx\n---\nxx\n"), ("threads/long.md", Long), ("threads/crowded.md", Crowded),
            ("threads/second.md", "---\ntitle: xx\nsource: https://xx.xx/t/2\nduplicate-of: long\n---\n## Question by xb on 2024-03-01\n\nxx [xx](long.md)\n"));
        for (var i = 0; i < 120; i++) site.Write($"threads/x{i}.md", $"---\ntitle: xx\ntags: [xt]\n---\n## Question by xa on 2024-01-01\n\nxx\n\n## Takeaways\n\n- xx [xx](#q)\n  > xx\n");
        Assert.True(site.Build().IsPublished);

        var pages = Directory.EnumerateFiles(site.Output, "*.html", SearchOption.AllDirectories).ToList();
        var said = new HashSet<string>(StringComparer.Ordinal);
        var strange = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var word in Texts(new HtmlParser().ParseDocument(File.ReadAllText(page))).SelectMany(WordsIn))
            {
                said.Add(word);
                if (!german.Contains(word) && !Names.Contains(word) && !OfAuthors().IsMatch(word)) strange.Add($"{word} in {Path.GetRelativePath(site.Output, page)}");
            }
        }

        Assert.Empty(strange);
        // The site says what the program says rarely, too.
        foreach (var key in (string[])["Hinweis", "Vorsicht", "Bild", "Original", "Zurück", "weitere", "umgezogen", "Folge", "beantwortet", "Antworten", "bearbeiten", "älteste", "Neuere"])
            Assert.Contains(key, said, StringComparer.OrdinalIgnoreCase);
        Assert.Contains(pages, page => page.EndsWith("404.html", StringComparison.Ordinal));
    }

    [Fact]
    public void GermanWords_HaveEveryKeyOfTheEnglishOnes() => Assert.Equal(Keys("en"), Keys("de"));

    private static IEnumerable<string> Texts(IDocument page)
    {
        foreach (var element in page.All)
        {
            if (element.Closest("script, style, pre, code") is not null) continue;
            foreach (var text in element.ChildNodes.OfType<IText>()) yield return text.Data;
            foreach (var attribute in element.Attributes)
            {
                var isSaid = attribute.Name is "alt" or "aria-label" or "placeholder" or "title" || element.LocalName == "meta" && attribute.Name == "content" && (element.GetAttribute("property") ?? element.GetAttribute("name")) is "description" or "og:title" or "og:description" or "og:site_name";
                if (isSaid || attribute.Name.StartsWith("data-", StringComparison.Ordinal) && attribute.Name is not ("data-kind" or "data-state" or "data-url" or "data-key")) yield return attribute.Value;
            }
        }
    }

    private static IEnumerable<string> WordsIn(string text) => Word().Matches(text).Select(word => word.Value);

    private static HashSet<string> WordsOf(string language) => Lines(language).SelectMany(line => WordsIn(line[line.IndexOf(':', StringComparison.Ordinal)..])).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<string> Keys(string language) => [.. Lines(language).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];

    private static IEnumerable<string> Lines(string language) =>
        File.ReadLines(Path.Combine(TestSite.Repository, "templates", $"words.{language}.yaml")).Where(line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith('#'));

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex("^(x[abt]|x+)$")]
    private static partial Regex OfAuthors();
}
