using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>What holds for every thread, however hostile its text.</summary>
public class PropertyTests
{
    private static readonly string[] Fragments =
    [
        "## Answer", "## Question by x", "## Takeaways", "## Reply to #a1 {#x}", "## &#65;nswer", "```", "```cs", "~~~~", "   ```", "    ```", "- ```", "1. ~~~",
        "<!-- open", "-->", "<pre>", "<script>", "</div>", "---", "...", "===", "[a]: #b", "[^1]: note", "text", "  two  ", "\t tab", "- item", "* item", "+", "-", "1. step", "12) step",
        "> quote", ">", "# h1", "###### h6", "{#id}", "text {#id}", "text \\{#id}", "{.accepted}", "", "", " ", "🎉 é ß İ", "שלום עולם", "\u202Ertl", "a\\", "a  ", "| a | b |", "|---|---|",
        "- - -", "--", "- ---", "***", "&amp; &#35;", "`code {#x}`", "\u00A0", "\u2028", "{{ x }}", "title: y",
    ];

    private static readonly Gen<string> LineGen = Gen.OneOf(Gen.OneOf(Fragments), Gen.String[0, 12], Gen.Select(Gen.OneOf("  ", "    ", "- ", "> ", "\t"), Gen.OneOf(Fragments), (a, b) => a + b));
    private static readonly Gen<string> TextGen = Gen.Select(LineGen.Array[0, 8], Gen.OneOf("\n", "\r\n", "\r"), (lines, end) => string.Join(end, lines).Replace("\0", "", StringComparison.Ordinal));
    private static readonly Gen<string> NameGen = Gen.OneOf(
        Gen.OneOf("jo", "Jo on Call", "Jo on 2020-01-01", "Jo on 5", " x ", "a  b", "{x}", "C#", "#", "a\\b", "&amp;", "by", "to #a1", "é", "שלום", "x on", "on 2020-01-01", "\"q\"", "a\nb", "\\#", "a on 1 on 2"),
        Gen.String[1, 8].Where(name => name.All(c => !char.IsControl(c))));
    private static readonly Gen<Moment?> MomentGen = Gen.OneOf(
        Gen.Const((Moment?)null),
        Gen.Date.Select(date => (Moment?)Moment.Of(DateOnly.FromDateTime(date))),
        Gen.Select(Gen.DateTime, Gen.Int[-12, 12], (time, hours) => (Moment?)Moment.Of(new DateTimeOffset(DateTime.SpecifyKind(Clamp(time), DateTimeKind.Unspecified), TimeSpan.FromHours(hours)))));

    private static readonly Gen<Byline> BylineGen = Gen.Select(NameGen.Null(), Gen.OneOf<string?>(null, "https://x.example/u?a=1&amp=2'", "http://x.example/{u}"), MomentGen, MomentGen, (name, url, on, updated) => new Byline(name, url, on, updated));

    [Fact]
    public void ParseWrite_AnyThread_GivesTheSameThread() =>
        ThreadGen.Sample(thread =>
        {
            var written = ThreadWriter.Write(thread);
            var parsed = ThreadParser.Parse(new SourceFile("content/threads/x.md", written), "threads/x.md", thread.Slug);
            var (before, after) = (ThreadText.Everything(thread), ThreadText.Everything(parsed.Value));
            var errors = string.Join('\n', parsed.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
            if (before != after || errors.Length > 0) throw new InvalidOperationException($"WRITTEN:\n{written}\nBEFORE:\n{before}\nAFTER:\n{after}\n{errors}");
        }, iter: 2000);

    [Fact]
    public void Store_AnyThread_GivesAllOfItBack() =>
        Gen.Select(ThreadGen, Gen.ULong, Gen.UInt.Array[0, 4], Gen.ULong.Array[0, 4]).Sample((thread, digest, words, links) =>
        {
            thread = thread with { ContentDigest = digest, Clues = new([.. words], [.. links]) };
            var file = new ContentFile(new("content", ""), thread.Inner, 0);
            BodyTexts.Keep(thread, file, _ => null);
            var read = new ReadThread(thread, null, [Rules.EmptyFile.At(new(thread.Path, 3, 4))]);

            var stored = ThreadFormat.ReadOrNull(new(ThreadFormat.Write(read)), file, _ => thread);

            Assert.Equal(Json(read), Json(stored!));
        }, iter: 500);

    private static string Json(ReadThread read) => JsonSerializer.Serialize<object[]>([read, .. read.Thread!.Nodes]);

    [Fact]
    public void Write_ParsedThread_IsStable() =>
        Gen.Select(TextGen, TextGen, (a, b) => $"---\ntitle: t\n---\n## Question\n{a}\n## Answer\n{b}").Sample(text =>
        {
            var slug = Slug.Read("x", out _)!.Value;
            var first = ThreadParser.Parse(new SourceFile("x.md", text), "x.md", slug);
            if (first.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return;
            var written = ThreadWriter.Write(first.Value);
            var second = ThreadParser.Parse(new SourceFile("x.md", written), "x.md", slug);
            Assert.Equal(ThreadText.Everything(first.Value), ThreadText.Everything(second.Value));
            Assert.Equal(written, ThreadWriter.Write(second.Value));
        }, iter: 2000);

    /// <summary>Chance finds these seldom.</summary>
    [Theory]
    [InlineData("- {#id}")]
    [InlineData("- {#id}\n\n  > quote")]
    [InlineData("- {#id}\n\n  # Heading\n- other")]
    public void Write_TakeawayOfAttributesAlone_KeepsThem(string list)
    {
        var slug = Slug.Read("x", out _)!.Value;
        var first = ThreadParser.Parse(new SourceFile("x.md", $"---\ntitle: t\n---\n## Question\n## Takeaways\n{list}\n"), "x.md", slug).Value;

        var second = ThreadParser.Parse(new SourceFile("x.md", ThreadWriter.Write(first)), "x.md", slug).Value;

        Assert.Equal("id", first.Takeaways[0].Id);
        Assert.Equal(ThreadText.Everything(first), ThreadText.Everything(second));
    }

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Gen.Select(TextGen.Array[0, 6], Gen.Bool, (parts, hasFront) => (hasFront ? "---\ntitle: t\n---\n" : "") + string.Join('\n', parts)).Sample(text =>
        {
            var file = new SourceFile("x.md", text);
            foreach (var diagnostic in ThreadParser.Parse(file, "x.md", Slug.Read("x", out _)!.Value).Diagnostics)
            {
                Assert.InRange(diagnostic.Location.Line, 1, file.LineCount);
                Assert.InRange(diagnostic.Location.Column, 1, file.Line(diagnostic.Location.Line).Length + 1);
            }
        }, iter: 2000);

    [Fact]
    public void Build_AnyTexts_NeverThrows() =>
        Gen.Select(TextGen.Array[0, 6], Gen.OneOf("---\ntitle: t\n---\n## Question\n", "---\ntitle: t\n---\n", ""), (parts, head) => head + string.Join('\n', parts)).Array[100].Sample(texts =>
        {
            using var site = TestSite.Of();
            for (var i = 0; i < texts.Length; i++) site.Write($"threads/t{i}.md", texts[i]);
            Assert.NotEqual(ExitCode.Machine, site.Build().ExitCode);
        }, iter: 8, threads: 1);

    private static Gen<ForumThread> ThreadGen => Gen.Select(
        PostGen.Array[0, 6], TakeawayGen.Array[0, 4], Gen.Select(BylineGen, TextGen), Gen.OneOf("t", "A: b # c", "\"q\" \\ 'x'", "- x", "[SOLVED] y", "é 🎉", "true", "1.0", "x\u2028y", "@a", "? b", "a #b: c"),
        (posts, takeaways, question, title) => Assemble(posts, takeaways, question, title));

    private sealed record PostDraft(bool IsReply, Byline Byline, string Text, bool IsAccepted, int? Score, int To, string? License);

    private static readonly Gen<PostDraft> PostGen = Gen.Select(
        Gen.Bool, BylineGen, TextGen, Gen.Bool, Gen.Int[-5, 5].Nullable(), Gen.Int[-3, 5], Gen.OneOf<string?>(null, "CC BY-SA 4.0", "a \"b\" 'c' {d} \\e &amp;"),
        (isReply, byline, text, isAccepted, score, to, license) => new PostDraft(isReply, byline, text, isAccepted, score, to, license));

    private static readonly Gen<(string Text, bool HasId)> TakeawayGen = Gen.Select(TextGen, Gen.Bool);

    private static ForumThread Assemble(PostDraft[] drafts, (string Text, bool HasId)[] takeaways, (Byline Byline, string Text) question, string title)
    {
        var place = new Diagnostics.SourceLocation("content/threads/x.md");
        var posts = new List<AuthoredNode> { new Question { Id = "q", Byline = question.Byline, Body = new(CanonicalBody.Of(question.Text)), Location = place } };
        var (answers, replies, nearest) = (0, 0, "q");
        foreach (var draft in drafts)
        {
            var body = new Body(CanonicalBody.Of(draft.Text));
            if (draft.IsReply)
            {
                var isGiven = draft.To >= 0;
                var parent = isGiven ? posts[draft.To % posts.Count].Id : nearest;
                posts.Add(new Reply { Id = $"r{++replies}", Byline = draft.Byline, Body = body, Location = place, Score = draft.Score, License = draft.License, ParentId = parent, HasGivenParent = isGiven });
            }
            else
            {
                posts.Add(new Answer { Id = nearest = $"a{++answers}", Byline = draft.Byline, Body = body, Location = place, Score = draft.Score, License = draft.License, IsAccepted = draft.IsAccepted });
            }
        }

        var items = takeaways.Select((takeaway, i) =>
        {
            var body = new Body(TakeawayBody(takeaway.Text));
            var hasId = takeaway.HasId && TakeawayText.FirstParagraphEnd(body.Text) is > 0;
            return new Takeaway { Id = hasId ? $"t-given-{i}" : $"t{i + 1}", HasGivenId = hasId, Body = body, Location = place };
        });
        return new ForumThread { Slug = Slug.Read("x", out _)!.Value, Path = "content/threads/x.md", Inner = "threads/x.md", Title = title, Posts = [.. posts], Takeaways = [.. items] };
    }

    /// <summary>A takeaway's body. It stands indented in its file, so it begins with no tabs; what would read as its attributes is escaped.</summary>
    private static string TakeawayBody(string text)
    {
        var lines = CanonicalBody.Of(text).Split('\n');
        for (var i = 0; i < lines.Length; i++) lines[i] = CanonicalBody.Indented(lines[i], BodyScan.Columns(lines[i]));
        // Less than a code block's four spaces mean nothing, and would move the item's own indent.
        if (BodyScan.Columns(lines[0]) < 4) lines[0] = lines[0].TrimStart(' ');
        var body = string.Join('\n', lines).TrimEnd(' ', '\t', '\n');
        return TakeawayText.Attributes(body) is { } place ? body.Insert(place.Start, "\\") : body;
    }

    private static DateTime Clamp(DateTime time) => time.Year < 2 ? time.AddYears(2) : time.Year > 9990 ? time.AddYears(-20) : time;
}
