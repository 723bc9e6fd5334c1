using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Markup;

/// <summary>What is to be told of a post's raw HTML: one warning for each tag or attribute, with its first place and a count.</summary>
internal sealed class RawHtmlFindings
{
    private const int MostNames = 20;

    private readonly Dictionary<(Rule Rule, string Name), Finding> _findings = [];

    /// <summary>Tags that are in the page as tags.</summary>
    public int Kept { get; set; }

    public bool IsEmpty => _findings.Count == 0;

    /// <param name="name">What to count together.</param>
    public void Add(Rule rule, string name, int offset, params string[] shown)
    {
        // A post of made-up names gets few warnings as well.
        var key = (rule, _findings.ContainsKey((rule, name)) || _findings.Count < MostNames ? name : "");
        if (_findings.TryGetValue(key, out var finding)) finding.Count++;
        else _findings.Add(key, new(offset, shown));
    }

    public IEnumerable<Diagnostic> Tell(Func<int, SourceLocation> at) => _findings.Select(entry =>
        entry.Key.Rule.At(at(entry.Value.Offset), [.. entry.Value.Shown, entry.Value.Count.ToString(CultureInfo.InvariantCulture)]));

    private sealed class Finding(int offset, string[] shown)
    {
        public int Offset => offset;

        public string[] Shown => shown;

        public int Count { get; set; } = 1;
    }
}
