using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>A thread as it was read, in bytes, but for what its bodies say: that stays in the thread's file.</summary>
/// <remarks>What is written here and not read, or the other way round, <c>PropertyTests</c> find.</remarks>
internal static class ThreadFormat
{
    private enum Kind : byte
    {
        Question,
        Answer,
        Reply,
    }

    public static byte[] Write(ReadThread read)
    {
        using var memory = new MemoryStream(512);
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.WriteText(read.Unreadable);
        writer.WriteAll(read.Diagnostics, static (to, diagnostic) => to.Write(diagnostic));
        writer.Write(read.Thread is not null);
        if (read.Thread is { } thread) Write(writer, thread);
        return memory.ToArray();
    }

    /// <param name="again">Reads the thread's file, for what its bodies say.</param>
    /// <returns>Null if the bytes are not what was written.</returns>
    public static ReadThread? ReadOrNull(PieceReader reader, ContentFile file, Func<ContentFile, ForumThread?> again)
    {
        try
        {
            var unreadable = reader.ReadText();
            var diagnostics = reader.ReadAll(BinaryFormat.ReadDiagnostic);
            return new(reader.ReadBoolean() ? ReadThread(reader, file, again) : null, unreadable, diagnostics);
        }
        catch (Exception exception) when (BinaryFormat.IsDamage(exception))
        {
            return null;
        }
    }

    private static void Write(BinaryWriter writer, ForumThread thread)
    {
        writer.Write(thread.ContentDigest);
        writer.WriteAll(thread.Clues!.Words, static (to, word) => to.Write(word));
        writer.WriteAll(thread.Clues.Links, static (to, link) => to.Write(link));
        writer.Write(thread.Slug.Value);
        writer.Write(thread.Title);
        writer.WriteAll(thread.Tags, static (to, tag) => to.Write(tag));
        foreach (var text in (string?[])[thread.Source, thread.License, thread.Language, thread.Description, thread.AppliesTo]) writer.WriteText(text);
        writer.WriteAll(thread.Aliases, Write);
        writer.WriteAll(thread.Related, Write);
        writer.Write(thread.DuplicateOf is not null);
        if (thread.DuplicateOf is { } duplicate) Write(writer, duplicate);
        writer.Write(thread.Reviewed is not null);
        if (thread.Reviewed is { } review)
        {
            Write(writer, review.On);
            writer.WriteText(review.By);
            writer.WriteText(review.Note);
        }

        writer.Write(thread.ReviewAfter is not null);
        if (thread.ReviewAfter is { } after) Write(writer, after);
        writer.Write(thread.IsDraft);

        writer.WriteAll(thread.Posts, Write);
        writer.WriteAll(thread.Takeaways, Write);
    }

    private static ForumThread ReadThread(PieceReader reader, ContentFile file, Func<ContentFile, ForumThread?> again)
    {
        var (digest, words, links) = (reader.ReadUInt64(), reader.ReadAll(static from => from.ReadUInt32()), reader.ReadAll(static from => from.ReadUInt64()));
        var (path, text) = (file.Path, new BodyTexts(file, digest, again));
        var slug = Slug.Read(reader.ReadString(), out _) ?? throw new FormatException();
        return new()
        {
            Slug = slug,
            Path = path,
            Inner = file.Inner,
            ContentDigest = digest,
            Clues = new(words, links),
            Title = reader.ReadString(),
            Tags = reader.ReadAll(static from => from.ReadKnownString()),
            Source = reader.ReadText(),
            License = reader.ReadKnownText(),
            Language = reader.ReadKnownText(),
            Description = reader.ReadText(),
            AppliesTo = reader.ReadText(),
            Aliases = reader.ReadAll(ReadReference),
            Related = reader.ReadAll(ReadReference),
            DuplicateOf = reader.ReadBoolean() ? ReadReference(reader) : null,
            Reviewed = reader.ReadBoolean() ? new(ReadDay(reader), reader.ReadText(), reader.ReadText()) : null,
            ReviewAfter = reader.ReadBoolean() ? ReadDay(reader) : null,
            IsDraft = reader.ReadBoolean(),
            Posts = reader.ReadAll(from => ReadPost(from, path, text)),
            Takeaways = reader.ReadAll(from =>
            {
                var node = ReadNode(from, path, text);
                return new Takeaway { Id = node.Id, HasGivenId = node.IsGiven, FormerIds = node.Former, Body = node.Body, Location = node.Location };
            }),
        };
    }

    private static void Write(BinaryWriter writer, Node node)
    {
        writer.Write(node.Id);
        writer.Write(node.HasGivenId);
        writer.WriteAll(node.FormerIds, static (to, id) => to.Write(id));
        foreach (var number in (int[])[node.Location.Line, node.Location.Column, node.Body.Line, node.Body.Indent, node.Body.Place.Start, node.Body.Place.Length]) writer.Write7BitEncodedInt(number);
    }

    private static (string Id, bool IsGiven, ImmutableArray<string> Former, Body Body, SourceLocation Location) ReadNode(PieceReader reader, string path, BodyTexts text)
    {
        var (id, isGiven, former) = (reader.ReadKnownString(), reader.ReadBoolean(), reader.ReadAll(static from => from.ReadString()));
        var location = new SourceLocation(path, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var (line, indent) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        return (id, isGiven, former, new(text, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), line, indent), location);
    }

    private static void Write(BinaryWriter writer, AuthoredNode post)
    {
        writer.Write((byte)(post switch { Question => Kind.Question, Answer => Kind.Answer, _ => Kind.Reply }));
        Write(writer, (Node)post);
        writer.WriteText(post.Byline.Author);
        writer.WriteText(post.Byline.AuthorUrl);
        Write(writer, post.Byline.On);
        Write(writer, post.Byline.Updated);
        writer.Write(post.Score is not null);
        if (post.Score is { } score) writer.Write(score);
        writer.WriteText(post.Url);
        writer.WriteText(post.License);
        if (post is Answer answer) writer.Write(answer.IsAccepted);
        if (post is not Reply reply) return;
        writer.Write(reply.ParentId);
        writer.Write(reply.HasGivenParent);
    }

    private static AuthoredNode ReadPost(PieceReader reader, string path, BodyTexts text)
    {
        var kind = (Kind)reader.ReadByte();
        var (id, isGiven, former, body, location) = ReadNode(reader, path, text);
        var byline = new Byline(reader.ReadKnownText(), reader.ReadKnownText(), ReadMoment(reader), ReadMoment(reader));
        if (byline == Byline.Unknown) byline = Byline.Unknown;
        int? score = reader.ReadBoolean() ? reader.ReadInt32() : null;
        var (url, license) = (reader.ReadText(), reader.ReadKnownText());
        AuthoredNode post = kind switch
        {
            Kind.Question => new Question { Id = id, Body = body, Location = location },
            Kind.Answer => new Answer { Id = id, Body = body, Location = location, IsAccepted = reader.ReadBoolean() },
            Kind.Reply => new Reply { Id = id, Body = body, Location = location, ParentId = reader.ReadKnownString(), HasGivenParent = reader.ReadBoolean() },
            _ => throw new FormatException(),
        };
        return post with { HasGivenId = isGiven, FormerIds = former, Byline = byline, Score = score, Url = url, License = license };
    }

    private static void Write(BinaryWriter writer, Reference reference)
    {
        writer.Write(reference.Value);
        writer.Write(reference.Location);
    }

    private static Reference ReadReference(PieceReader reader) => new(reader.ReadString(), reader.ReadLocation());

    private static void Write(BinaryWriter writer, DateOnly day) => writer.Write(day.DayNumber);

    private static DateOnly ReadDay(PieceReader reader) => DateOnly.FromDayNumber(reader.ReadInt32());

    private static void Write(BinaryWriter writer, Moment? moment)
    {
        writer.Write((byte)(moment is { } there ? there.IsDay ? 1 : 2 : 0));
        if (moment is not { } at) return;
        writer.Write(at.Time.Ticks);
        writer.Write((short)at.Time.TotalOffsetMinutes);
    }

    private static Moment? ReadMoment(PieceReader reader)
    {
        var kind = reader.ReadByte();
        return kind == 0 ? null : new(new(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16())), IsDay: kind == 1);
    }
}
