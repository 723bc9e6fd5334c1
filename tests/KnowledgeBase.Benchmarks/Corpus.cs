using System.Globalization;
using System.Text;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// Makes threads shaped like a real forum's, the same for the same seed: skewed lengths and replies, and the constructs that
/// posts hold about as often as in a large forum.
/// </summary>
/// <param name="length">How many posts a thread has, against the usual.</param>
/// <param name="postLength">How long a post is, against the usual.</param>
internal sealed class Corpus(int threads, int seed, double length = 1, double postLength = 1)
{
    private const int Tags = 240;

    private readonly Random _random = new(seed);
    private readonly Vocabulary _words = new(seed);

    /// <summary>Writes a content folder, in sub-folders of a thousand threads.</summary>
    public void WriteTo(string folder)
    {
        for (var i = 0; i < threads; i++)
        {
            var path = Path.Combine(folder, "threads", $"{i / 1000:d4}");
            if (i % 1000 == 0) Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, $"{SlugOf(i)}.md"), Thread(i));
        }

        File.WriteAllText(Path.Combine(folder, "site.yaml"), "title: Generated corpus\ndescription: Threads shaped like a real forum's.\n");
    }

    private static string SlugOf(int thread) => $"thread-{thread:d7}";

    private string Thread(int number)
    {
        var text = new StringBuilder();
        var title = Sentence(4 + _random.Next(8)).TrimEnd('.') + "?";
        var tags = string.Join(", ", Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => $"{_words.Of(Tags)}{_words.Skewed(9)}").Distinct());
        text.Append(CultureInfo.InvariantCulture, $"---\ntitle: \"{title}\"\ntags: [{tags}]\n---\n\n## Question by {Author()} on {Date(number, 0)}\n\n");
        Post(text, number, null);

        // Medians of 4-8 posts a thread; a rare few are longer than a thousand.
        var posts = number % 20_011 == 20_010 ? 10_000 : (int)Math.Clamp(LogNormal(4.5 * length, 0.9), 0, 2000);
        var quotable = "";
        for (var post = 1; post <= posts; post++)
        {
            var isAnswer = post == 1 || _random.NextDouble() < 0.45;
            var accepted = post == 1 && _random.NextDouble() < 0.4 ? " {.accepted score=" + _random.Next(40) + "}" : "";
            text.Append(CultureInfo.InvariantCulture, $"\n## {(isAnswer ? "Answer" : "Reply")} by {Author()} on {Date(number, post)}{(isAnswer ? accepted : "")}\n\n");
            if (post == 1) text.Append(quotable = Sentence(9)).Append('\n').Append('\n');
            Post(text, number, post);
        }

        if (posts > 0 && _random.NextDouble() < 0.3)
            text.Append(CultureInfo.InvariantCulture, $"\n## Takeaways\n\n- {Sentence(8)} [a1](#a1)\n  > {quotable}\n");
        return text.ToString();
    }

    private void Post(StringBuilder text, int number, int? post)
    {
        var length = (int)Math.Clamp(LogNormal(245 * postLength, 1.1), 20, 84_000);
        var end = text.Length + length;
        if (post is not null && _random.NextDouble() < 0.12) text.Append("> ").Append(Sentence(12)).Append("\n\n");
        while (text.Length < end)
        {
            Block(text, number);
            text.Append("\n\n");
        }

        text.Length -= 1;
    }

    private void Block(StringBuilder text, int number)
    {
        var kind = _random.NextDouble();
        if (kind < 0.05) text.Append("```csharp\nvar ").Append(Word()).Append(" = new ").Append(Word()).Append("();\n    // ").Append(Sentence(6)).Append("\n```");
        else if (kind < 0.09) text.Append("- ").Append(Sentence(5)).Append("\n- ").Append(Sentence(7)).Append("\n- `").Append(Word()).Append('`');
        else if (kind < 0.12) text.Append("1. ").Append(Sentence(6)).Append("\n2. ").Append(Sentence(6)).Append("\n3. ").Append(Sentence(4));
        else if (kind < 0.14) text.Append("### ").Append(Sentence(4).TrimEnd('.'));
        else if (kind < 0.17) text.Append("https://example.org/").Append(Word()).Append('/').Append(_random.Next(9999));
        else if (kind < 0.172) text.Append("| a | b |\n|---|---|\n| ").Append(Word()).Append(" | ").Append(Word()).Append(" |");
        else if (kind < 0.2) text.Append("See [").Append(Sentence(3).TrimEnd('.')).Append("](").Append(LinkFrom(number)).Append(") and ").Append(Sentence(6));
        else Paragraph(text);
    }

    private void Paragraph(StringBuilder text)
    {
        for (var sentences = 1 + _random.Next(5); sentences > 0; sentences--)
        {
            text.Append(Sentence(5 + _random.Next(14)));
            var extra = _random.NextDouble();
            if (extra < 0.03) text.Append(" **").Append(Word()).Append("** ");
            else if (extra < 0.07) text.Append(" `").Append(Word()).Append("()` ");
            else if (extra < 0.1) text.Append(" :slight_smile: ");
            else if (extra < 0.12) text.Append(" @").Append(Author()).Append(' ');
            else if (extra < 0.125) text.Append(" List<").Append(Word()).Append("> ");
            if (sentences > 1) text.Append(' ');
        }
    }

    private string LinkFrom(int number)
    {
        var target = _random.Next(threads);
        return number / 1000 == target / 1000 ? $"{SlugOf(target)}.md" : $"../{target / 1000:d4}/{SlugOf(target)}.md";
    }

    private string Sentence(int words) => _words.Sentence(words);

    private string Word() => _words.Next();

    private string Author() => $"member{_words.Skewed(2 + threads / 4)}";

    private static string Date(int number, int post) => new DateTime(2012, 1, 1).AddHours(number % 100_000).AddHours(post).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private double LogNormal(double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
