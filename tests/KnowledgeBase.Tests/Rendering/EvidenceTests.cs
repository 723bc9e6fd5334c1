using CsCheck;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>All quotes of a thread are looked for at once, and each is found where it would be found alone.</summary>
public class EvidenceTests
{
    private static readonly Gen<string> Text = Gen.OneOf("a", "b", "ab", " ", "  ", "\n", ".", "“", "\"", "’", "é", "1", "😀", "-").Array[0, 14].Select(string.Concat);

    [Fact]
    public void In_ManyQuotes_FindsThoseThatOccur() => Gen.Select(Text.Array[0, 6], Text).Sample((quotes, source) =>
    {
        var evidence = new Evidence(quotes);
        var found = evidence.In(source);
        foreach (var quote in quotes) Assert.Equal(Occurs(Plain(quote), Plain(source)), found.Contains(evidence.KeyOf(quote)));
    }, iter: 20_000);

    [Fact]
    public void In_ThousandsOfQuotesOfALongSource_IsQuick()
    {
        var source = string.Concat(Enumerable.Repeat("word ", 200_000)) + "end";
        string[] quotes = [.. Enumerable.Range(1, 3_000).Select(i => string.Concat(Enumerable.Repeat("word ", i % 60)) + $"word end{i}"), "word word end"];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var evidence = new Evidence(quotes);
        var found = evidence.In(source);
        Assert.Contains(evidence.KeyOf(quotes[^1]), found);
        Assert.DoesNotContain(evidence.KeyOf(quotes[0]), found);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    /// <summary>The rule as it is written: whole words, the same case.</summary>
    private static bool Occurs(string quote, string source)
    {
        for (var at = source.IndexOf(quote, StringComparison.Ordinal); at >= 0 && at <= source.Length; at = at < source.Length ? source.IndexOf(quote, at + 1, StringComparison.Ordinal) : -1)
        {
            var end = at + quote.Length;
            if (quote.Length == 0 || ((at == 0 || !IsWithin(source, at)) && (end == source.Length || !IsWithin(source, end)))) return true;
        }

        return false;
    }

    private static bool IsWithin(string text, int at) => char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('“', '"').Replace('’', '\'');
}
