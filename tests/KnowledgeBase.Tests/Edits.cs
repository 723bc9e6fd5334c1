using System.Globalization;
using System.Text;

namespace KnowledgeBase.Tests;

/// <summary>A small forum on disk that any of its files may change in, as people and tools change them.</summary>
internal sealed class Edits(TestSite site, string templates, Random random)
{
    private static readonly string[] Names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
    private static readonly string[] Tags = ["C#", "c#", "backend", "Backend", "db", ".NET"];
    private static readonly string[] Authors = ["jo", "Jo", "amy", "kim", "Ann Lee"];

    private readonly Dictionary<string, string> _threads = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Options that the next build takes.</summary>
    public BuildOptions Options { get; private set; } = new() { ContentFolder = site.Content, OutputFolder = site.Output, TemplatesFolder = templates };

    /// <summary>Each makes one change; its name tells a failing test which.</summary>
    public IReadOnlyList<(string Name, Action Make)> Kinds =>
    [
        ("new thread", () => Write(Free(), Thread())),
        ("new thread in a folder", () => Write(Free(), Thread(), "more/")),
        ("edit of a body", () => Change(text => text + $"\nAnd {Word()}.\n")),
        ("edit that keeps the length", () => Change(text => text.Replace("steady", random.Next(2) == 0 ? "stable" : "sturdy", StringComparison.Ordinal))),
        ("title", () => Change(text => Replace(text, "title: ", $"title: Title {Word()}"))),
        ("tags", () => Change(text => Replace(text, "tags: ", $"tags: [{Pick(Tags)}]"))),
        ("author", () => Change(text => Replace(text, "## Question", $"## Question by {Pick(Authors)} on {Day()}"))),
        ("date", () => Change(text => Replace(text, "## Answer", $"## Answer by {Pick(Authors)} on {Day()}"))),
        ("accepted answer", () => Change(text => Replace(text, "## Answer", $"## Answer by {Pick(Authors)} on {Day()} {{.accepted score={random.Next(9)}}}"))),
        ("answer gone", () => Change(text => text.IndexOf("\n## Answer", StringComparison.Ordinal) is var at and > 0 ? text[..(at + 1)] : text)),
        ("alias", () => Change(text => Replace(text, "tags: ", $"tags: [db]\naliases: [old-{_count++}/]", andNext: "aliases:"))),
        ("review", () => Change(text => Replace(text, "tags: ", $"tags: [db]\nreview-after: {Day()}", andNext: "review-after:"))),
        ("duplicate", () => Change(text => Other(text) is { } other ? Replace(text, "tags: ", $"tags: [db]\nduplicate-of: {other}", andNext: "duplicate-of:") : text)),
        ("draft", () => Change(text => text.Contains("draft:", StringComparison.Ordinal) ? Replace(text, "draft:", "license: CC0") : Replace(text, "tags: ", "tags: [x]\ndraft: true"))),
        ("link to a thread", () => Change(text => $"{text}\nSee [it]({Pick(Names)}.md) and @{Pick(Authors).Split(' ')[0]} and https://forum.example.org/{Pick(Names)}.\n")),
        ("link to an image", () => Change(text => $"{text}\n![a picture](pictures/{random.Next(2)}.svg)\n")),
        ("takeaway", () => Change(text => text.Contains("## Takeaways", StringComparison.Ordinal) ? text : $"{text}\n## Takeaways\n\n- Keep {Word()}. [q](#q)\n")),
        ("takeaway from another thread", () => Change(text => text.Contains("## Takeaways", StringComparison.Ordinal) || Other(text) is not { } other ? text : $"{text}\n## Takeaways\n\n- Keep {Word()}. [q]({other}.md#q)\n")),
        ("warning", () => Change(text => text + "\nA <blink>tag</blink>.\n")),
        ("rename", Rename),
        ("rename with the same time", () => { if (Any() is { } name) Move(name, "moved/"); }),
        ("deletion", () => { if (Any() is { } name) Delete(name); }),
        ("image", () => site.Write($"threads/pictures/{random.Next(2)}.svg", Picture())),
        ("settings", () => site.Write("site.yaml", $"title: Site {Word()}\ndescription: A test.\nbase-url: https://example.org/{Pick(["", "kb/"])}\n{Pick(["", "accent: \"#336699\"\n", "license: CC0\n"])}{Pick(["", "social-cards: true\n"])}")),
        ("settings gone", () => Remove(Path.Join(site.Content, "site.yaml"))),
        ("tag descriptions", () => site.Write("tags.yaml", $"csharp: About {Word()}\n")),
        ("synonyms", () => site.Write("synonyms.yaml", $"{Word()}: [steady]\n")),
        ("page", () => site.Write("pages/about.md", $"---\ntitle: About {Word()}\n---\n\nText.\n")),
        ("template", () => AppendTo("pages/thread.html", $"<!-- {Word()} -->\n")),
        ("template gone", () => Remove(Path.Join(templates, "pages/thread.html"))),
        ("asset", () => AppendTo("assets/site.css", $"/* {Word()} */\n")),
        ("words", () => File.WriteAllText(Path.Join(templates, "words.en.yaml"), $"threads: Threads {Word()}\n")),
        ("as-of", () => Options = Options with { AsOf = random.Next(2) == 0 ? null : DateOnly.Parse(Day(), CultureInfo.InvariantCulture) }),
        ("drafts", () => Options = Options with { WithDrafts = !Options.WithDrafts }),
        ("portable", () => Options = Options with { IsPortable = !Options.IsPortable }),
        ("output edited", () => Output(file => File.AppendAllText(file, "x"))),
        ("output edited to the same length", () => Output(file => { var bytes = File.ReadAllBytes(file); Array.Reverse(bytes); File.WriteAllBytes(file, bytes); File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch); })),
        ("output deleted", () => Output(File.Delete)),
        ("output folder gone", () => { if (Directory.Exists(site.Output)) Directory.Delete(site.Output, recursive: true); }),
        ("manifest damaged", () => { if (File.Exists(Manifest)) Damage(Manifest); }),
        ("manifest gone", () => Remove(Manifest)),
        ("store damaged", () => { if (File.Exists(Store)) Damage(Store); }),
        ("store gone", () => Remove(Store)),
    ];

    /// <summary>Writes a thread anew that has an error, and takes away what else has one, so that sites are published now and then.</summary>
    public void Mend(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (_threads.TryGetValue(name, out var path)) site.Write(path, Thread());
        else Remove(file);
    }

    private string Store => Path.Join(Path.GetDirectoryName(site.Output), ".site.kb", "store");

    private string Manifest => Path.Join(Path.GetDirectoryName(site.Output), ".site.kb", "manifest");

    private string Thread() => $"""
        ---
        title: Question {Word()}
        tags: [{Pick(Tags)}]
        source: https://forum.example.org/{Pick(Names)}-{_count++}
        ---

        ## Question by {Pick(Authors)} on {Day()}

        How is {Word()} done, on steady ground?

        ## Answer by {Pick(Authors)} on {Day()}

        So: {Word()}.

        1. One
        2. Two

        """;

    private static string Picture() => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>\n";

    private void Write(string? name, string text, string folder = "")
    {
        if (name is null) return;
        _threads[name] = $"threads/{folder}{name}.md";
        site.Write(_threads[name], text);
    }

    private void Change(Func<string, string> edit)
    {
        if (Any() is not { } name) return;
        var full = Path.Join(site.Content, _threads[name]);
        File.WriteAllText(full, edit(File.ReadAllText(full)));
    }

    private void Rename()
    {
        if (Any() is not { } name || Free() is not { } to) return;
        var text = File.ReadAllText(Path.Join(site.Content, _threads[name]));
        Delete(name);
        Write(to, text);
    }

    private void Move(string name, string folder)
    {
        var to = $"threads/{folder}{name}.md";
        Directory.CreateDirectory(Path.Join(site.Content, "threads", folder));
        File.Move(Path.Join(site.Content, _threads[name]), Path.Join(site.Content, to), overwrite: true);
        _threads[name] = to;
    }

    private static void Remove(string file)
    {
        if (File.Exists(file)) File.Delete(file);
    }

    private void Delete(string name)
    {
        File.Delete(Path.Join(site.Content, _threads[name]));
        _threads.Remove(name);
    }

    private void AppendTo(string template, string text)
    {
        var full = Path.Join(templates, template);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (!File.Exists(full)) File.Copy(Path.Join(TestSite.Repository, "templates", template), full);
        File.AppendAllText(full, text);
    }

    private void Output(Action<string> change)
    {
        if (!Directory.Exists(site.Output)) return;
        var files = Directory.GetFiles(site.Output, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".kb-site").Order(StringComparer.Ordinal).ToList();
        if (files.Count > 0) change(files[random.Next(files.Count)]);
    }

    private void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (random.Next(2) == 0) bytes[random.Next(bytes.Length)] ^= 0x40;
        else bytes = bytes[..random.Next(bytes.Length)];
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Puts a line in the place of the first that begins so; a line that the new one brings along goes first.</summary>
    private static string Replace(string text, string start, string line, string? andNext = null)
    {
        var lines = text.Split('\n').ToList();
        if (andNext is not null) lines.RemoveAll(old => old.StartsWith(andNext, StringComparison.Ordinal));
        var at = lines.FindIndex(old => old.StartsWith(start, StringComparison.Ordinal));
        if (at >= 0) lines[at] = line;
        return string.Join('\n', lines);
    }

    private string? Other(string text) =>
        _threads.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => !File.ReadAllText(Path.Join(site.Content, _threads[name])).Equals(text, StringComparison.Ordinal));

    private string? Any() => _threads.Count == 0 ? null : Pick([.. _threads.Keys.Order(StringComparer.Ordinal)]);

    private string? Free() => Names.Where(name => !_threads.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } free ? Pick(free) : null;

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Word() => ((string[])["wiring", "caching", "parsing", "tuning", "mixing"])[random.Next(5)];

    private string Day() => new DateTime(2020, 1, 1).AddDays(random.Next(2000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
