using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Model;

public class BodyTextsTests
{
    private readonly ContentFile _file = new(new("content", ""), "threads/x.md", 0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LayAside_TextsAreReadFromThereOrFromTheFile(bool isThere)
    {
        byte[] aside = [];
        var thread = Kept("é", "two");

        thread.Question.Body.KeptIn!.LayAside(bytes => (aside = bytes).Length - bytes.Length, (start, to) =>
        {
            aside.AsSpan((int)start, to.Length).CopyTo(to);
            return isThere;
        });

        Assert.NotEmpty(aside);
        Assert.Equal(["é", "two"], thread.Posts.Select(post => post.Body.Text));
    }

    [Fact]
    public void LayAside_CannotBeWritten_TextsAreHeld()
    {
        var thread = Kept("a");

        thread.Question.Body.KeptIn!.LayAside(_ => null, (_, _) => throw new InvalidOperationException());

        Assert.Equal("a", thread.Question.Body.Text);
    }

    private ForumThread Kept(params string[] texts)
    {
        var thread = new ForumThread
        {
            Slug = Slug.Read("x", out _)!.Value,
            Path = _file.Path,
            Inner = _file.Inner,
            Title = "t",
            Posts = [.. texts.Select(text => new Question { Id = "q", Body = new(text), Location = new(_file.Path) })],
        };
        BodyTexts.Keep(thread, _file, _ => Kept(texts));
        return thread;
    }
}
