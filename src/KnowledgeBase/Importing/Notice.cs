using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>What moderators did to a question as a whole, in the source's word (<c>closed</c>), and when and why, if the source says.</summary>
internal sealed record Notice(string Done, Moment? On, string? Reason = null)
{
    /// <summary>The question's text, and under it what the source shows there.</summary>
    public static string Under(string markdown, IReadOnlyCollection<Notice> notices, List<Loss> losses)
    {
        if (notices.Count == 0) return markdown;
        losses.AddRange(notices.Select(notice => new Loss(notice.Done, LossKind.Changed, "q", notice.On?.ToString())));
        return string.Join("\n\n", notices.Select(notice => notice.Sentence).Prepend(CanonicalBody.Of(markdown)));
    }

    private string Sentence => $"*The forum {Done} this question{(string.IsNullOrEmpty(Reason) ? "" : $" as {Reason}")}{(On is { } on ? $" on {Moment.Of(on.Day)}" : "")}.*";
}
