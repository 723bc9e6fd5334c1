using Xunit;

[assembly: AssemblyFixture(typeof(KnowledgeBase.BrowserTests.SearchSite))]

namespace KnowledgeBase.BrowserTests;

/// <summary>A small site made to be searched.</summary>
public sealed class SearchSite : IDisposable
{
    private static readonly (string Slug, string Text)[] Threads =
    [
        ("raycast", "---\ntitle: How do I cast a ray in a physics engine?\ntags: [physics, C#]\n---\n## Question by Ana on 2021-03-01\n\nI call Physics2D::RayCast and it hits my own body.\n\n## Answer by Ben on 2021-03-02 {.accepted score=7}\n\nPut the body in a layer of its own, and leave that layer out.\n\n## Reply by Ana on 2021-03-02\n\nThat works, thanks.\n\n## Takeaways\n\n- Rays hit the body they start in unless its layer is left out. [a1](#a1)\n"),
        ("gravity", "---\ntitle: Why does my rocket fall so slowly?\ntags: [physics]\n---\n## Question by Cem on 2022-05-01\n\nThe gravity seems wrong.\n\n## Answer by Ben on 2022-05-02\n\nPhysics engines count in metres: scale the rocket, then gravity feels right.\n"),
        ("csharp", "---\ntitle: Is C# fast enough for games?\ntags: [C#]\n---\n## Question by Dia on 2023-01-01\n\nOr should I learn C++ at once?\n\n## Answer by Ana on 2023-01-02\n\nC# is fast enough for the most.\n"),
        ("cache", "---\ntitle: The download is always fetched again\ntags: [web]\n---\n## Question by Eli on 2020-02-02\n\nEven with --no-cache I get ERR_CONNECTION_REFUSED from node.js v3.2.1.\n\n## Answer by Ben on 2020-02-03\n\nThe quick brown fox jumps over the lazy dog. A brown quick test.\n"),
        ("long", $"---\ntitle: A long story\ntags: [stories]\n---\n## Question by Jon on 2018-01-01\n\n{string.Join(' ', Enumerable.Range(0, 900).Select(i => "and then they walked on"))} until they met a wombat under the last tree.\n\n## Answer by Kim on 2018-01-02\n\n{string.Join(' ', Enumerable.Range(0, 900).Select(i => "so it went"))} until the platypus came.\n\n## Reply by Lou on 2018-01-03\n\n{string.Join(' ', Enumerable.Range(0, 90).Select(i => "unquestionably"))} aardvarks, {new string('x', 60)} {new string('y', 60)} okapis {new string('z', 60)}\n"),
        ("zhongwen", "---\ntitle: 如何写测试\nlang: zh\n---\n## Question by Fu\n\n我想学习软件测试。\n\n## Answer by Gao\n\n先写一个小的测试。\n"),
        ("arabi", "---\ntitle: كيف أكتب اختبارا\nlang: ar\n---\n## Question by Hala\n\nأريد أن أتعلم البرمجة\n"),
        ("proto", "---\ntitle: What is the constructor of __proto__?\ntags: [javascript]\n---\n## Question by Ida on 2019-09-09\n\nThe words constructor and toString are words.\n"),
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("kb-search-").FullName;
    private readonly StaticServer _server;

    public SearchSite()
    {
        var content = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(content);
        foreach (var (slug, text) in Threads) File.WriteAllText(Path.Combine(content, slug + ".md"), text);
        File.WriteAllText(Path.Combine(_root, "content", "synonyms.yaml"), "rocket: [spaceship]\n");
        var report = SiteBuild.Run(new()
        {
            ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site"),
        });
        if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics));
        _server = new(Path.Combine(_root, "site"));
    }

    public string Http => _server.Address + "search/";

    public string Disk => new Uri(Path.Combine(_root, "site", "search", "index.html")).AbsoluteUri;

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
