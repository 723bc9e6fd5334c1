using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>What <c>content/site.yaml</c> says about the whole site, with the command line's values over it.</summary>
public sealed record SiteConfig
{
    public string Title { get; init; } = "Knowledge base";

    public string Description { get; init; } = "";

    /// <summary>Absolute address of the site's root, ending with '/'; null where none is set.</summary>
    public string? BaseUrl { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>Licence of the posts where neither thread nor post says another.</summary>
    public string? License { get; init; }

    /// <summary>Where a file can be edited, with <c>{path}</c> for the file's path in the repository.</summary>
    public string? EditUrl { get; init; }

    /// <summary>Where an answer can be added, with <c>{path}</c> for the thread's file; where it is null, <see cref="EditUrl"/> serves.</summary>
    public string? AnswerUrl { get; init; }

    /// <summary>Accent colour as <c>#rrggbb</c>.</summary>
    public string? Accent { get; init; }

    /// <summary>Remote images are shown (and fetched by readers' browsers) instead of linked.</summary>
    public bool ShowsRemoteImages { get; init; }

    /// <summary>Groups of words that the search takes for one another, from <c>content/synonyms.yaml</c>.</summary>
    public ImmutableArray<ImmutableArray<string>> Synonyms { get; init; } = [];

    /// <summary>Each thread has a picture of its title, for places where its address is shared.</summary>
    public bool HasSocialCards { get; init; }

    /// <summary>The site's path on its host, with '/' at both ends: <c>/</c>, or <c>/kb/</c> for a project page.</summary>
    public string BasePath => BaseUrl is null ? "/" : BaseUrl[BaseUrl.IndexOf('/', BaseUrl.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
