using System.Text.RegularExpressions;

namespace KnowledgeBase.Benchmarks;

/// <summary>The threads of a content folder as the source of a site that <c>hugo</c> builds.</summary>
internal static partial class HugoSite
{
    // What `kb` writes of a thread and about it, as far as settings and layouts can say it: not nodes of their own, and nothing is checked.
    private const string WholeSettings = """
        baseURL = 'https://example.org/'
        title = 'Peer'
        paginate = 50
        enableRobotsTXT = true
        [taxonomies]
        tag = 'tags'
        author = 'authors'
        [outputs]
        page = ['HTML', 'JSON', 'MARKDOWN']
        [mediaTypes.'text/markdown']
        suffixes = ['md']
        [outputFormats.MARKDOWN]
        mediaType = 'text/markdown'
        isPlainText = true
        [related]
        threshold = 10
        includeNewer = true
        [[related.indices]]
        name = 'tags'
        weight = 100
        """;

    private const string LeastSettings = "baseURL = 'https://example.org/'\ntitle = 'Peer'\npaginate = 50\n[taxonomies]\ntag = 'tags'\n";

    private const string LeastThread = """<!doctype html><html lang=en><title>{{ .Title }}</title><body data-pagefind-body><h1>{{ .Title }}</h1>{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ .Content }}</body></html>""";

    private const string LeastList = """<!doctype html><html lang=en><title>{{ .Title }}</title><body><h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>""";

    private const string WholeThread = """
        {{ define "main" }}<main data-pagefind-body>
        <h1>{{ .Title }}</h1>
        <p>{{ .Date.Format "2 January 2006" }} {{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
        <nav>{{ .TableOfContents }}</nav>
        {{ .Content }}
        {{ with .Site.RegularPages.Related . | first 5 }}<aside><h2>Related</h2><ul>{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></aside>{{ end }}
        {{ with .OutputFormats.Get "markdown" }}<a href="{{ .RelPermalink }}">Markdown</a>{{ end }} {{ with .OutputFormats.Get "json" }}<a href="{{ .RelPermalink }}">JSON</a>{{ end }}
        </main>{{ end }}
        """;

    private const string WholeList = """
        {{ define "main" }}<main><h1>{{ .Title }}</h1>
        <ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <p>{{ .Summary | plainify | truncate 160 }}</p> <small>{{ .Date.Format "2 January 2006" }} {{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</small></li>{{ end }}</ul>
        {{ template "_internal/pagination.html" . }}</main>{{ end }}
        """;

    private const string WholeFrame = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{ .Title }} · {{ .Site.Title }}</title><meta name="description" content="{{ .Summary | plainify | truncate 160 }}"><link rel="canonical" href="{{ .Permalink }}">
        {{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}
        <script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "QAPage" "name" .Title "datePublished" .Date "url" .Permalink | jsonify | safeJS }}</script>
        </head><body><header><a href="{{ .Site.BaseURL }}">{{ .Site.Title }}</a> <a href="/tags/">Tags</a> <a href="/authors/">Authors</a></header>{{ block "main" . }}{{ end }}<footer>{{ .Site.Title }}</footer></body></html>
        """;

    /// <param name="isWhole">With feeds, authors, related threads, summaries, Markdown and JSON; otherwise a page for each thread and tag, and a list of all.</param>
    public static void Write(string content, string folder, bool isWhole)
    {
        Directory.CreateDirectory(Path.Combine(folder, "content", "threads"));
        Directory.CreateDirectory(Path.Combine(folder, "layouts", "_default"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(content, "threads"), "*.md", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(Path.Combine(folder, "content", "threads", Path.GetFileName(file)), isWhole ? WithFacts(text) : text);
        }

        File.WriteAllText(Path.Combine(folder, "hugo.toml"), isWhole ? WholeSettings : LeastSettings);
        Layout("single.html", isWhole ? WholeThread : LeastThread);
        Layout("list.html", isWhole ? WholeList : LeastList);
        if (!isWhole) return;
        Layout("baseof.html", WholeFrame);
        Layout("single.json", """{{ dict "title" .Title "date" .Date "tags" .Params.tags "authors" .Params.authors "text" .Plain | jsonify }}""");
        Layout("single.md", "# {{ .Title }}\n\n{{ .RawContent }}");

        void Layout(string name, string text) => File.WriteAllText(Path.Combine(folder, "layouts", "_default", name), text);
    }

    // What the headings of posts say, where Hugo reads it.
    private static string WithFacts(string text)
    {
        var posts = PostHeading().Matches(text);
        var authors = string.Join(", ", posts.Select(post => post.Groups["author"].Value).Distinct());
        return $"---\ndate: {posts[0].Groups["date"].Value}\nauthors: [{authors}]{text[3..]}";
    }

    [GeneratedRegex("^## (?:Question|Answer|Reply) by (?<author>[^ ]+) on (?<date>[^ \n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PostHeading();
}
