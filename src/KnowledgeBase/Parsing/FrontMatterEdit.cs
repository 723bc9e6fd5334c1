using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Changes single keys of a file's front matter and leaves its other lines, comments too, as they are.</summary>
internal static class FrontMatterEdit
{
    /// <summary>The front matter with both its <c>---</c> lines, with LF line ends.</summary>
    public static string Write(SourceFile file, int bodyLine, ForumThread before, ForumThread after)
    {
        var old = ThreadWriter.FrontMatterOf(before).ToDictionary(key => key.Key, key => key.Lines, StringComparer.Ordinal);
        var wanted = ThreadWriter.FrontMatterOf(after).ToList();
        var changed = wanted.Where(key => old.GetValueOrDefault(key.Key) != key.Lines).ToDictionary(key => key.Key, key => key.Lines, StringComparer.Ordinal);
        foreach (var key in old.Keys.Where(key => !wanted.Exists(other => other.Key == key))) changed[key] = "";

        var text = new StringBuilder();
        var (map, _) = YamlReader.Read(file, 2, bodyLine - 1);
        // Several keys in one line ('{title: x, tags: [y]}') cannot be changed line by line.
        var isByLine = map.Entries.Select(entry => entry.KeyLocation.Line).Distinct().Count() == map.Entries.Length && map.Entries.All(entry => entry.KeyLocation.Column == 1);
        if (changed.Count > 0 && !isByLine)
        {
            foreach (var (_, lines) in wanted) text.Append(lines);
            return $"---\n{text}---\n";
        }

        var line = 1;
        foreach (var entry in map.Entries)
        {
            CopyTo(entry.KeyLocation.Line);
            AppendNewBefore(entry.Key);
            if (!changed.Remove(entry.Key, out var lines)) continue;
            text.Append(lines);
            line = Math.Max(entry.KeyLocation.Line, file.AtOffset(entry.Value.End - 1).Line) + 1;
        }

        CopyTo(bodyLine - 1);
        AppendNewBefore("");
        CopyTo(bodyLine);
        return text.ToString();

        void CopyTo(int end)
        {
            for (; line < end; line++) text.Append(file.Line(line)).Append('\n');
        }

        // A key that is new stands where the format has it.
        void AppendNewBefore(string key)
        {
            var end = key.Length == 0 ? wanted.Count : wanted.FindIndex(other => other.Key == key);
            foreach (var (name, lines) in wanted.Take(Math.Max(end, 0)))
            {
                if (!old.ContainsKey(name) && changed.Remove(name)) text.Append(lines);
            }
        }
    }
}
