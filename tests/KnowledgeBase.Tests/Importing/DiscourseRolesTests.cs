using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Which posts of a topic are answers, which replies, and to what.</summary>
public class DiscourseRolesTests
{
    [Theory]
    [InlineData("2 bob: Use a loop.", "2 Answer")]
    [InlineData("2 bob: Use a loop. | 3 cem >2: That works.", "2 Answer, 3 Reply to 2")]
    [InlineData("2 bob: Use a loop. | 3 cem: Use a map. | 4 dan >2: Slower, though.", "2 Answer, 4 Reply to 2, 3 Answer")]
    [InlineData("2 bob: Use a loop. | 3 cem >2: Why? | 4 bob >3: Since then. | 5 eve: Use a set.", "2 Answer, 3 Reply to 2, 4 Reply to 3, 5 Answer")]
    [InlineData("2 bob >1: Use a loop, which the manual calls a walk.", "2 Answer")]
    [InlineData("2 ADA: I forgot to say that it must be fast, and that it is for a list of a million entries.", "2 Reply to 1")]
    [InlineData("2 bob: Use a loop. | 3 ada >2: It is too slow.", "2 Answer, 3 Reply to 2")]
    [InlineData("2 ada!: I found it: a loop.", "2 Answer accepted")]
    [InlineData("2 bob: Use a loop. | 3 cem! >2: Or rather a map.", "2 Answer, 3 Answer accepted")]
    [InlineData("2 bob: Use a loop. | 3 cem! >2: A map. | 4 ada >3: Thanks!", "2 Answer, 3 Answer accepted, 4 Reply to 3")]
    [InlineData("2 bob: Thanks for asking!", "2 Reply to 1")]
    [InlineData("2 bob +3: Thanks for asking!", "2 Answer")]
    [InlineData("2 bob: Same here.", "2 Reply to 1")]
    [InlineData("2 bob: Which version is it?", "2 Reply to 1")]
    [InlineData("2 bob >7: It is gone.", "2 Reply to 1")]
    [InlineData("2 bob >3: It comes later. | 3 cem: Use a loop.", "2 Reply to 1, 3 Answer")]
    [InlineData("2 bob: Use a loop. | 3 cem <2: That works.", "2 Answer, 3 Reply to 2")]
    [InlineData("2 bob: Use a loop. | 3 cem <1: That is done by a map.", "2 Answer, 3 Answer")]
    [InlineData("2 bob: Use a loop. | 3 cem <2 >1: That works.", "2 Answer, 3 Reply to 2")]
    public void Order_OfPosts_GivesRoles(string posts, string expected)
    {
        var remarks = new[] { "1 ada: How do I walk a list?" }.Concat(posts.Split(" | ")).Select(Remark);
        var roles = DiscourseRoles.Order([.. remarks]).Skip(1)
            .Select(role => $"{role.Remark.Post.Number} {role.Kind}{(role.Parent is { } parent ? $" to {parent}" : "")}{(role.Remark.Post.IsAccepted ? " accepted" : "")}");
        Assert.Equal(expected, string.Join(", ", roles));
    }

    [Theory]
    [InlineData("Thank you so much!", true)]
    [InlineData("thx :slight_smile:", true)]
    [InlineData("+1", true)]
    [InlineData(":+1:", true)]
    [InlineData("👍", true)]
    [InlineData("Danke schön, das war's.", true)]
    [InlineData("Merci beaucoup", true)]
    [InlineData("¡Muchas gracias!", true)]
    [InlineData("Muito obrigado", true)]
    [InlineData("Grazie mille", true)]
    [InlineData("Teşekkürler", true)]
    [InlineData("Dziękuję", true)]
    [InlineData("Děkuji", true)]
    [InlineData("Большое спасибо", true)]
    [InlineData("Дякую", true)]
    [InlineData("Ευχαριστώ", true)]
    [InlineData("非常感谢你", true)]
    [InlineData("どうもありがとう", true)]
    [InlineData("정말 감사합니다", true)]
    [InlineData("شكرا", true)]
    [InlineData("תודה רבה", true)]
    [InlineData("> Use a loop.\n\nThanks.", true)]
    [InlineData("Does it work on Windows?", true)]
    [InlineData("Use a loop.", false)]
    [InlineData("Yes, it does.", false)]
    [InlineData("Thanksgiving is a holiday.", false)]
    [InlineData("Thanks, I used `foo` instead.", false)]
    [InlineData("Thanks, it is in https://example.org/manual", false)]
    [InlineData("Thanks for asking, and here is how it is done: first take the list, then walk it from its end to its start.", false)]
    public void ShortRemark_OfText_IsToldFromAnAnswer(string text, bool expected) => Assert.Equal(expected, ShortRemark.Is(text));

    // 'NUMBER AUTHOR[!] [>REPLY-TO] [<QUOTED] [+LIKES]: TEXT'
    private static DiscourseRemark Remark(string post)
    {
        var colon = post.IndexOf(": ", StringComparison.Ordinal);
        var words = post[..colon].Split(' ');
        var number = words.Skip(2).ToDictionary(word => word[0], word => int.Parse(word[1..]));
        return new(
            new()
            {
                Number = int.Parse(words[0]),
                Username = words[1].TrimEnd('!'),
                IsAccepted = words[1].EndsWith('!'),
                ReplyTo = number.TryGetValue('>', out var to) ? to : null,
                Likes = number.GetValueOrDefault('+'),
            },
            post[(colon + 2)..],
            number.TryGetValue('<', out var quoted) ? quoted : null);
    }
}
