using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Compares words, and trusts no importer: what a post said at the source and our page does not say is a loss.</summary>
internal static class WordCheck
{
    /// <summary>Words of the source that the post here lacks, less those that the importer told as lost there.</summary>
    /// <param name="sourceText">As <see cref="ForeignPost.SourceText"/>.</param>
    /// <param name="told">Losses of this post.</param>
    public static Loss? Compare(string nodeId, string sourceText, Body body, IEnumerable<Loss> told, RemovedAuthors removedAuthors)
    {
        var ours = new Dictionary<string, int>(StringComparer.Ordinal);
        // Alternative texts and addresses are words of the text too, wherever the source shows them.
        foreach (var word in Words(MarkdownBody.Parse(body, "", nodeId, 2, [], []).TextOf() ?? "")) Count(ours, word);
        foreach (var word in told.SelectMany(loss => Words(loss.Text ?? ""))) Count(ours, word);

        var missing = new List<string>();
        foreach (var word in Words(removedAuthors.Without(sourceText)))
        {
            if (ours.TryGetValue(word, out var left) && left > 0) ours[word] = left - 1;
            else missing.Add(word);
        }

        return missing.Count == 0 ? null : new("text", LossKind.NotCarried, nodeId, string.Join(' ', missing));
    }

    private static void Count(Dictionary<string, int> words, string word) => words[word] = words.GetValueOrDefault(word) + 1;

    /// <summary>Runs of letters and digits; case and marks between them say nothing of whether a word is there.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0) yield return word.ToString();
    }
}
