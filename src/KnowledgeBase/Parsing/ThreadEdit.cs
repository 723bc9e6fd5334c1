using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Prints a changed thread into the file that it was read from: what did not change stays as its author wrote it, comments and spacing too.</summary>
internal static class ThreadEdit
{
    /// <param name="before">The thread as it was read from the file.</param>
    /// <param name="after">The same, changed; nodes from the file keep their locations.</param>
    public static string Write(SourceFile file, ForumThread before, ForumThread after)
    {
        // Not even blank lines are put in order where nothing is to say.
        if (ThreadWriter.Write(before) == ThreadWriter.Write(after)) return file.Text;
        var (header, _) = FrontMatter.Read(file);
        var sections = Section.Split(file, header.BodyLine, []);
        var text = new StringBuilder(FrontMatterEdit.Write(file, header.BodyLine, before, after));
        var beforeByLine = before.Posts.ToDictionary(post => post.Location.Line);
        var takeaways = Takeaways();
        var takeawaysBehind = TakeawaysBehind();
        for (var i = 0; i < after.Posts.Length; i++)
        {
            var post = after.Posts[i];
            var printed = ThreadWriter.PostOf(post);
            var isAsWritten = post.Location.Line > 0 && beforeByLine.TryGetValue(post.Location.Line, out var old) && ThreadWriter.PostOf(old) == printed;
            Append(isAsWritten ? Lines(post.Location.Line) : printed);
            if (i == takeawaysBehind) Append(takeaways);
        }

        return file.Line(1).Length + 1 < file.LineStart(2) ? text.Replace("\n", "\r\n").ToString() : text.ToString();

        void Append(string lines)
        {
            if (lines.Length > 0) text.Append('\n').Append(lines.TrimEnd('\n')).Append('\n');
        }

        // At the end, if they were there; else they stay behind the node that they stood behind.
        int TakeawaysBehind()
        {
            var section = sections.FindIndex(section => section.Heading.Word == HeadingWord.Takeaways);
            var line = section > 0 && section < sections.Count - 1 ? sections[section - 1].Location.Line : 0;
            var node = line > 0 ? after.Posts.ToList().FindIndex(post => post.Location.Line == line) : -1;
            return node >= 0 ? node : after.Posts.Length - 1;
        }

        string Takeaways()
        {
            var section = sections.Find(section => section.Heading.Word == HeadingWord.Takeaways);
            if (section is null) return "";
            var printed = ThreadWriter.TakeawaysOf(after);
            return printed == ThreadWriter.TakeawaysOf(before) ? Lines(section.Location.Line) : printed;
        }

        string Lines(int first)
        {
            var next = sections.SkipWhile(section => section.Location.Line <= first).FirstOrDefault()?.Location.Line ?? file.LineCount + 1;
            var lines = new StringBuilder();
            for (var line = first; line < next; line++) lines.Append(file.Line(line)).Append('\n');
            return lines.ToString();
        }
    }
}
