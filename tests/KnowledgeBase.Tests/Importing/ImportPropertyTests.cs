using System.Collections.Immutable;
using CsCheck;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Any sequence of changes at the source and edits by hand, with an import after each.</summary>
public class ImportPropertyTests
{
    private static readonly Gen<string> TextGen = Gen.OneOf("one", "two words", "```\ncode\n```", "## Answer", "a  \nb", "", "- item\n\n  text", "[[1#p2]] and [[2]]", "> quote\n\ntext", "<!-- open", "~~~", "# h", "@ada");

    /// <summary>A topic that only grows, loses and changes posts in ways that forums do.</summary>
    private static readonly Gen<TinyTopic> TopicGen = Gen.Select(
        Gen.OneOf("T", "T two", "- t: #x"), Gen.OneOf("a", "b", "c").Array[0, 3], TextGen,
        Gen.Select(Gen.Bool, Gen.Int[0, 9], TextGen, Gen.Int[0, 2].Nullable(), Gen.Bool, Gen.Int[0, 3]).Array[0, 7],
        (title, tags, question, posts) =>
        {
            var all = ImmutableArray.CreateBuilder<TinyPost>();
            all.Add(TinyForum.Question(question));
            for (var i = 0; i < posts.Length; i++)
            {
                var (isReply, to, text, score, isAccepted, kept) = posts[i];
                // The number is the post's own: one that is left out is gone at the source.
                if (kept == 0) continue;
                var parent = all[to % all.Count].Id;
                all.Add(isReply ? TinyForum.Reply($"p{i + 2}", parent, text) with { Score = score } : TinyForum.Answer($"p{i + 2}", text) with { Score = score, Accepted = isAccepted });
            }

            return new TinyTopic("1", title) { Tags = [.. tags.Distinct()], Posts = all.ToImmutable(), Url = "https://f.example/t/1" };
        });

    private static readonly Gen<Action<TinyForum>[]> EditsGen = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 50], (kind, at) => (Action<TinyForum>)(forum => Edit(forum, kind, at))).Array[0, 3];

    [Fact]
    public void Import_AgainAndAgain_KeepsWhatPeopleDidAndSettles() =>
        Gen.Select(TopicGen, EditsGen).Array[1, 5].Sample(
            rounds =>
            {
                using var forum = new TinyForum();
                var other = TinyForum.Topic("2", "Other", TinyForum.Question("x"), TinyForum.Answer("p2", "[[1]]"));
                foreach (var (topic, edits) in rounds)
                {
                    var report = forum.Import(topic, other);
                    Assert.True(report.ExitCode == ExitCode.Fine, string.Join('\n', report.Diagnostics));
                    CheckMarks(forum);
                    var settled = forum.State();
                    forum.Import(topic, other);
                    Assert.Equal(settled, forum.State());
                    foreach (var edit in edits) edit(forum);
                }
            },
            iter: int.Parse(Environment.GetEnvironmentVariable("KB_ITER") ?? "60", System.Globalization.CultureInfo.InvariantCulture), threads: 1, seed: Environment.GetEnvironmentVariable("KB_SEED"));

    [Fact]
    public void Import_WithoutEdits_IsAsImportedAfresh() =>
        Gen.Select(TopicGen, TopicGen).Sample(
            rounds =>
            {
                var (first, second) = rounds;
                // What the source has no longer stays, so the second has all posts of the first.
                second = second with { Title = first.Title, Posts = [.. second.Posts, .. first.Posts.Where(post => second.Posts.All(other => other.Id != post.Id)).Select(post => post with { To = post.To is null ? null : "q" })] };
                using var forum = new TinyForum();
                using var fresh = new TinyForum();
                forum.Import(first);
                forum.Import(second);
                fresh.Import(second);
                Assert.Equal(TestSite.Tree(fresh.Site.Content), TestSite.Tree(forum.Site.Content));
            },
            iter: 60, threads: 1);

    private static string PathOf(TinyForum forum) => Directory.EnumerateFiles(Path.Combine(forum.Site.Content, "threads"), "*.md", SearchOption.AllDirectories).First(file => !file.EndsWith("other.md", StringComparison.Ordinal));

    /// <summary>Whatever people wrote or tagged is still there.</summary>
    private static void CheckMarks(TinyForum forum)
    {
        var text = File.ReadAllText(PathOf(forum));
        foreach (var (mark, forumOf) in Written)
        {
            if (ReferenceEquals(forumOf, forum)) Assert.Contains(mark, text, StringComparison.Ordinal);
        }
    }

    private static readonly List<(string Mark, TinyForum Forum)> Written = [];

    private static void Edit(TinyForum forum, int kind, int at)
    {
        var path = PathOf(forum);
        var text = File.ReadAllText(path);
        var headings = text.Split('\n').Select((line, i) => (line, i)).Where(line => line.line.StartsWith("## ", StringComparison.Ordinal) && line.line != "## Takeaways").Select(line => line.i).ToList();
        var lines = text.Split('\n').ToList();
        var heading = headings[at % headings.Count];
        var mark = $"mark{Written.Count}";
        switch (kind)
        {
            case 0: lines.Insert(heading + 1, $"\n{mark}\n"); break; // a post is edited
            case 1 when !text.Contains("## Takeaways", StringComparison.Ordinal): lines.Add($"## Takeaways\n\n- {mark}. [q](#q)\n"); break;
            case 2 when at % headings.Count > 0 && !IsInFence(lines, heading): lines.Insert(heading, $"## Reply by {mark}\n\nhand\n"); break;
            case 3 when at % headings.Count > 0 && !IsInFence(lines, heading): lines.Insert(heading, $"## Answer by {mark}\n\nhand\n"); break;
            case 4 when !text.Contains("reviewed:", StringComparison.Ordinal): lines.Insert(1, $"reviewed: {{on: 2024-01-01, note: {mark}}}"); break;
            case 5 when !text.Contains("description:", StringComparison.Ordinal): lines.Insert(1, $"description: {mark}\n# why, {mark}"); break;
            case 6 when lines[heading].Contains("{#p", StringComparison.Ordinal) && !lines[heading].Contains("was=", StringComparison.Ordinal):
                var id = lines[heading][(lines[heading].IndexOf("{#", StringComparison.Ordinal) + 2)..].Split(' ', '}')[0];
                lines = [.. lines.Select(line => line.StartsWith("## ", StringComparison.Ordinal) ? line.Replace($"to #{id} ", $"to #{mark} ", StringComparison.Ordinal) : line)];
                lines[heading] = lines[heading].Replace($"{{#{id}", $"{{#{mark} was={id}", StringComparison.Ordinal);
                break;
            case 7:
                var moved = Path.Combine(forum.Site.Content, "threads", $"name-{Written.Count}.md");
                File.Move(path, moved);
                return;
            default: return;
        }

        File.WriteAllText(path, string.Join('\n', lines));
        if (kind != 0 || !IsInFence(lines, heading)) Written.Add((mark, forum));
    }

    private static bool IsInFence(List<string> lines, int line) => lines.Take(line).Count(text => text.StartsWith("```", StringComparison.Ordinal)) % 2 == 1;
}
