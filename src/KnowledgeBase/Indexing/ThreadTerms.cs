using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>The terms of one thread, each with where it stands; and names that filters look up, such as <c>tag:csharp</c>.</summary>
internal sealed class ThreadTerms
{
    private readonly Dictionary<string, TermUse> _uses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <param name="texts">The words of each node, in the order of <see cref="ForumThread.Nodes"/>.</param>
    public ThreadTerms(ForumThread thread, IReadOnlyList<string> texts, Site site)
    {
        var stemmer = Stemmer.For(thread.Language ?? site.Config.Language);
        AddTitle(thread, stemmer);
        var number = 0;
        foreach (var node in thread.Nodes)
        {
            var kind = KindOf(node);
            foreach (var token in Tokenizer.Cut(texts[number], stemmer)) Add(token, number + 1, kind);
            number++;
            Use($"kind:{NameOf(kind)}").In(number, kind);
            if (node is AuthoredNode { Byline.Author: { } name } && site.AuthorByKey.TryGetValue(Author.KeyOf(name), out var author))
                Use($"by:{author.Slug}").In(number, kind);
        }

        foreach (var tag in thread.Tags) Use($"tag:{Slug.FromTag(tag)}");
        IsSolved = thread.Answers.Any(answer => answer.IsAccepted);
        if (IsSolved) Use("is:solved");
    }

    public IReadOnlyDictionary<string, TermUse> Uses => _uses;

    /// <summary>Words before their endings were cut.</summary>
    public IReadOnlyCollection<string> Words => _words;

    public bool IsSolved { get; }

    /// <summary>In words, without the title.</summary>
    public int Length { get; private set; }

    public int TitleLength { get; private set; }

    public static NodeKind KindOf(Node node) => node switch
    {
        Question => NodeKind.Question,
        Answer { IsAccepted: true } => NodeKind.AcceptedAnswer,
        Answer => NodeKind.Answer,
        Reply => NodeKind.Reply,
        _ => NodeKind.Takeaway,
    };

    /// <summary>As readers name it: an accepted answer is an answer.</summary>
    public static string NameOf(NodeKind kind) => kind == NodeKind.AcceptedAnswer ? "answer" : kind.ToString().ToLowerInvariant();

    private void AddTitle(ForumThread thread, Stemmer stemmer)
    {
        foreach (var token in Tokenizer.Cut(thread.Title, stemmer))
        {
            Add(token, 0, NodeKind.Title);
            if (!token.IsPart) TitleLength++;
        }

        foreach (var tag in thread.Tags)
        {
            foreach (var token in Tokenizer.Cut(tag, stemmer)) Add(token with { IsPart = true }, 0, NodeKind.Title);
        }
    }

    private void Add(Token token, int node, NodeKind kind)
    {
        var use = Use(token.Term).In(node, kind);
        if (token.IsPart) use.Halves++;
        else if (use.Places is not [.., var last] || last != token.Place) use.Places.Add(token.Place);
        _words.Add(token.Word);
        if (node > 0) Length++;
    }

    private TermUse Use(string term)
    {
        if (!_uses.TryGetValue(term, out var use)) _uses.Add(term, use = new());
        return use;
    }
}
