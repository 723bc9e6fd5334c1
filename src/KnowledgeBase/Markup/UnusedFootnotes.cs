using Markdig.Extensions.Footnotes;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>Footnotes to which nothing leads that is shown. Markdig drops only those that nothing at all names, and would show one that such a footnote names.</summary>
internal static class UnusedFootnotes
{
    /// <summary>Takes them out of the tree, and the links back to where they are named out of the others.</summary>
    public static IEnumerable<Footnote> TakeOut(MarkdownDocument document)
    {
        var notes = document.Descendants<FootnoteLinkReferenceDefinition>().Select(definition => definition.Footnote).OfType<Footnote>().Distinct().ToList();
        // Null is the text itself.
        var namedIn = notes.SelectMany(note => note.Links).ToLookup(HolderOf, link => link.Footnote);
        var used = new HashSet<Footnote>();
        var next = new Stack<Footnote>(namedIn[null]);
        while (next.TryPop(out var note))
        {
            if (!used.Add(note)) continue;
            foreach (var named in namedIn[note]) next.Push(named);
        }

        foreach (var note in notes.Where(note => !used.Contains(note))) note.Parent?.Remove(note);
        var number = 0;
        foreach (var note in document.OfType<FootnoteGroup>().SelectMany(group => group).OfType<Footnote>())
        {
            note.Order = ++number;
            var shown = note.Links.Where(link => HolderOf(link) is not { } holder || used.Contains(holder)).Select(link => link.Index).ToHashSet();
            foreach (var back in note.Descendants<FootnoteLink>().Where(link => link.IsBackLink && !shown.Contains(link.Index)).ToList()) back.Remove();
        }

        return notes.Where(note => !used.Contains(note));
    }

    private static Footnote? HolderOf(FootnoteLink link)
    {
        var inline = link.Parent;
        while (inline?.Parent is { } outer) inline = outer;
        var block = (Block?)inline?.ParentBlock;
        while (block is not (null or Footnote)) block = block.Parent;
        return block as Footnote;
    }
}
