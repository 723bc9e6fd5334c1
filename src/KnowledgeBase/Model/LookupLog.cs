using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>What was asked of the site, as a short number, and another that stands for the answer; 0 where there was none.</summary>
public readonly record struct LookupAnswer(ulong Asked, ulong Answer);

/// <summary>All that was asked of the site while one page was made.</summary>
public sealed class LookupLog
{
    private readonly HashSet<LookupAnswer> _answers = [];

    /// <summary>So much was asked that any change of the site may change the page.</summary>
    public bool IsOfAll { get; private set; }

    public ImmutableArray<LookupAnswer> Answers => [.. _answers];

    public void Note(LookupAnswer answer) => _answers.Add(answer);

    public void NoteAll() => IsOfAll = true;
}
