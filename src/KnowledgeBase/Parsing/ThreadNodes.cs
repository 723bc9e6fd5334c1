using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Turns the sections of a file into nodes with ids, each reply under its parent.</summary>
internal sealed class ThreadNodes(List<Diagnostic> diagnostics)
{
    /// <summary>Among more ids the nearest is not looked for: thousands of replies may be wrong.</summary>
    private const int MostHinted = 200;

    public (ImmutableArray<AuthoredNode> Posts, ImmutableArray<Takeaway> Takeaways) Read(List<Section> sections, SourceFile file)
    {
        TellMissingAndSecond(sections, file);
        var ids = new NodeIds(diagnostics);
        var drafts = new List<Draft>();
        foreach (var section in sections)
        {
            if (section.Heading.Word == HeadingWord.Takeaways) drafts.AddRange(TakeawayList.Read(section, diagnostics));
            else drafts.Add(Draft.Of(section, diagnostics));
        }

        // Given ids win wherever they stand, so they come first; old ids come last, for they give way to all others.
        foreach (var draft in drafts)
        {
            if (draft.Attributes.Id is { } id && ids.Claim(id, draft.Location)) (draft.Id, draft.HasGivenId) = (id, true);
        }

        GiveAutomaticIds(drafts, ids);
        foreach (var draft in drafts) draft.FormerIds = ids.ClaimFormer(draft.Attributes.FormerIds, draft.Location);
        return Build(drafts, file);
    }

    private void TellMissingAndSecond(List<Section> sections, SourceFile file)
    {
        if (!sections.Exists(s => s.Heading.Word == HeadingWord.Question))
            diagnostics.Add(Rules.MissingQuestion.At(sections.Count > 0 ? sections[0].Location : file.At(file.LineCount)));
        else if (sections[0].Heading.Word != HeadingWord.Question)
            diagnostics.Add(Rules.QuestionNotFirst.At(sections[0].Location, sections[0].HeadingText));

        TellSecond(sections, HeadingWord.Question, Rules.SecondQuestion);
        TellSecond(sections, HeadingWord.Takeaways, Rules.SecondTakeaways);
    }

    private void TellSecond(List<Section> sections, HeadingWord word, Rule rule)
    {
        var first = sections.Find(s => s.Heading.Word == word);
        foreach (var section in sections.Where(s => s.Heading.Word == word && s != first))
            diagnostics.Add(rule.At(section.Location, $"{first!.Location.Line}"));
    }

    private static void GiveAutomaticIds(List<Draft> drafts, NodeIds ids)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            var place = places[draft.Letter] = places.GetValueOrDefault(draft.Letter) + 1;
            if (!draft.HasGivenId) draft.Id = ids.Next(draft.Letter, place, draft.Location);
        }
    }

    private (ImmutableArray<AuthoredNode>, ImmutableArray<Takeaway>) Build(List<Draft> drafts, SourceFile file)
    {
        var posts = ImmutableArray.CreateBuilder<AuthoredNode>(drafts.Count + 1);
        var takeaways = ImmutableArray.CreateBuilder<Takeaway>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? nearest = null;
        foreach (var draft in drafts)
        {
            if (draft.Heading is null)
            {
                takeaways.Add(draft.ToTakeaway());
                continue;
            }

            // A thread with errors is never published, but all of its text is looked at: it still needs a question.
            var word = draft.Heading.Word;
            if (posts.Count == 0 && word != HeadingWord.Question) posts.Add(NoQuestion(file));
            if (word == HeadingWord.Question && posts.Count > 0) word = HeadingWord.Answer;
            if (word != HeadingWord.Reply && draft.Heading.To is { } to)
                diagnostics.Add(Rules.MisplacedTo.At(draft.ToLocation, to, $"## {draft.Heading.Word}"));

            posts.Add(word switch
            {
                HeadingWord.Question => draft.ToQuestion(),
                HeadingWord.Answer => draft.ToAnswer(),
                _ => draft.ToReply(ParentOf(draft, nearest ?? posts[0].Id, seen)),
            });
            if (word != HeadingWord.Reply) nearest = draft.Id;
            seen.Add(draft.Id);
        }

        if (posts.Count == 0) posts.Add(NoQuestion(file));
        return (posts.ToImmutable(), takeaways.ToImmutable());
    }

    private string ParentOf(Draft draft, string nearest, HashSet<string> seen)
    {
        if (draft.Heading!.To is not { } to || seen.Contains(to)) return draft.Heading.To ?? nearest;
        var hint = seen.Count <= MostHinted && Spelling.Nearest(to, seen) is { } near ? $"did you mean '#{near}'?" : $"name one of: {string.Join(", ", seen.Take(20).Select(id => "#" + id))}";
        diagnostics.Add(Rules.UnknownReplyTarget.At(draft.ToLocation, to, hint));
        return nearest;
    }

    /// <summary>Stands in where none was written; its id can be nobody's.</summary>
    private static Question NoQuestion(SourceFile file) => new() { Id = "_q", Body = new(""), Location = file.At(1) };
}
