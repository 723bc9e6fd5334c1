using System.Collections.Immutable;
using System.Globalization;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Makes a thread of ours from a question of a dump and all that belongs to it.</summary>
internal static class StackExchangeThreadMaker
{
    private static readonly DateTime Licence3 = new(2011, 4, 8), Licence4 = new(2018, 5, 2);

    public static ForeignThread ThreadOf(StackExchangeThread source, StackExchangeLinks links)
    {
        var question = source.Posts[0];
        var losses = new List<Loss>();
        var license = LicenseOf(question.Writer);
        var posts = ImmutableArray.CreateBuilder<ForeignPost>();
        foreach (var post in source.Posts)
        {
            posts.Add(PostOf(post, question, links, license, losses));
            posts.AddRange(post.Comments.Select(comment => ReplyOf(comment, post, links, license, losses)));
        }

        var original = source.Original?.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Id = question.Id.ToString(CultureInfo.InvariantCulture),
            Title = question.Title,
            Tags = TagsOf(question.Tags),
            Url = links.Question(question.Id),
            License = license,
            DuplicateOf = original,
            Related = links.ThreadsOf(source.Related, except: [question.Id, source.Original]),
            Notices = source.Notices,
            Posts = posts.ToImmutable(),
            Losses = [.. losses],
        };
    }

    /// <summary>The dump's times have no zone and are UTC.</summary>
    public static Moment? MomentOf(string? time) => time is null ? null : Moment.Read(time + "Z") ?? Moment.Read(time);

    /// <summary><c>&lt;a&gt;&lt;b&gt;</c> before 2024, <c>|a|b|</c> since.</summary>
    private static ImmutableArray<string> TagsOf(string? tags) =>
        tags is null ? [] : [.. tags.Split(['<', '>', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static ForeignPost PostOf(StackExchangePost post, StackExchangePost question, StackExchangeLinks links, string? license, List<Loss> losses)
    {
        var node = StackExchangeLinks.NodeId(post);
        if (post.IsCommunityWiki) losses.Add(new("community wiki", LossKind.NotCarried, node));
        var markdown = StackExchangeText.Of(post, address => links.Replacement(question.Id, address), links.Tag, losses);
        return new()
        {
            NodeId = node,
            Kind = post.IsQuestion ? PostKind.Question : PostKind.Answer,
            Byline = BylineOf(post.Writer, links) with { Updated = MomentOf(post.Edited) },
            Score = ScoreOf(post.Score),
            IsAccepted = question.Accepted == post.Id,
            Url = post.IsQuestion ? links.Question(post.Id) : links.Answer(post.Id),
            License = OwnLicense(post.Writer, license),
            Markdown = markdown,
            SourceText = SourceWords.Of(post.Html),
        };
    }

    private static ForeignPost ReplyOf(StackExchangeComment comment, StackExchangePost post, StackExchangeLinks links, string? license, List<Loss> losses)
    {
        var node = StackExchangeLinks.NodeId(comment);
        var html = StackExchangeRemark.ToHtml(comment.Text, links.Tag);
        var markdown = StackExchangeText.OfComment(html, node, address => links.Replacement(post.Thread, address), losses);
        return new()
        {
            NodeId = node,
            Kind = PostKind.Reply,
            ParentId = StackExchangeLinks.NodeId(post),
            Byline = BylineOf(comment.Writer, links),
            Score = ScoreOf(comment.Score),
            License = OwnLicense(comment.Writer, license),
            Markdown = markdown,
            SourceText = SourceWords.Of(html),
        };
    }

    /// <summary>The user's name of today, else the one kept in the row; a user of whom the dump has no name is called as the source calls them.</summary>
    private static Byline BylineOf(StackExchangeWriter writer, StackExchangeLinks links)
    {
        var name = NameOf(writer.UserName) ?? NameOf(writer.Name) ?? (writer.User switch { null => null, -1 => "Community", var user => $"user{user}" });
        return new(name, writer.User is { } id ? links.User(id) : null, MomentOf(writer.Created));
    }

    private static string? NameOf(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    private static int? ScoreOf(long? score) => score is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    private static string? OwnLicense(StackExchangeWriter writer, string? license) => LicenseOf(writer) is { } own && own != license ? own : null;

    /// <summary>As the dump has it; older dumps have none, and the day of writing decides.</summary>
    private static string? LicenseOf(StackExchangeWriter writer) =>
        writer.License ?? (MomentOf(writer.Created) is not { } on ? null
            : on.Time.DateTime < Licence3 ? "CC BY-SA 2.5" : on.Time.DateTime < Licence4 ? "CC BY-SA 3.0" : "CC BY-SA 4.0");
}
