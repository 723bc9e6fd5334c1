using System.Text;

namespace KnowledgeBase.Tests.Payloads;

/// <summary>A file of the content with some payloads in its title and text: a page, or a thread with a reply for each; those that the build refuses are left out.</summary>
internal sealed class PayloadPage(IReadOnlyList<string> payloads, int number, bool isThread = false)
{
    private readonly List<(int Line, string Payload)> _places = [];

    public string Path => isThread ? $"threads/word{number:d3}.md" : $"pages/word{number:d3}.md";

    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public string PayloadAt(int line) => _places.Last(place => place.Line <= line).Payload;

    public string Write()
    {
        var title = PayloadThread.OneLine(payloads[0]);
        var text = new StringBuilder($"---\ntitle: {PayloadThread.Yaml(title[..Math.Min(title.Length, 150)])}\n---\n\n");
        if (isThread) text.Append("## Question by word\n\nword\n\n");
        _places.Clear();
        foreach (var payload in payloads.Where(payload => !Refused.Contains(payload)))
        {
            if (isThread) text.Append("## Reply by word\n\n");
            _places.Add((text.ToString().AsSpan().Count('\n') + 1, payload));
            text.Append(payload).Append(isThread ? "\n\n" : "\n\nword\n\n");
        }

        return text.ToString();
    }
}
