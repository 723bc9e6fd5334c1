using System.CommandLine;

namespace KnowledgeBase.Cli;

/// <summary>Options that build, check and serve have in common; import shares some.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string> _content = Content();
    private readonly Option<string> _templates = new("--templates") { Description = "Folder whose templates win over the built-in ones, file by file", DefaultValueFactory = _ => "templates" };
    private readonly Option<string> _output = new("--output") { Description = "Folder for the site", DefaultValueFactory = _ => "site" };
    private readonly Option<string?> _baseUrl = new("--base-url") { Description = "Absolute address of the site's root, for canonical links and feeds" };
    private readonly Option<DateOnly?> _asOf = new("--as-of")
    {
        Description = "The day by which reviews are due; check takes today if not given, build the newest day in the content",
        CustomParser = result => Model.Moment.ReadDay(result.Tokens[0].Value) ?? Refuse(result),
    };

    private readonly Option<bool> _drafts = new("--drafts") { Description = "Give drafts pages too" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Warnings fail the build" };
    private readonly Option<bool> _portable = new("--portable") { Description = "Links name index.html, for reading from a disk without scripts" };
    private readonly Option<string> _format = Format();
    private readonly Option<bool> _quiet = Quiet();
    private readonly Option<bool> _noColor = NoColor();

    public SharedOptions()
    {
        DemandPath(_content, _templates, _output);
        // Without the option there need be no such folder; one that is named was meant.
        _templates.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var folder }] && !string.IsNullOrWhiteSpace(folder) && !Directory.Exists(folder))
                result.AddError($"there is no folder '{folder}'; name the right one with --templates, or leave the option out for the built-in templates");
        });
        _baseUrl.Validators.Add(result =>
        {
            var url = result.GetValueOrDefault<string>();
            if (url is not null && Parsing.SiteConfigReader.RootOf(url, out var problem) is null)
                result.AddError($"--base-url takes an http or https address such as https://example.org/kb/, not '{url}': {problem}");
        });
    }

    public static Option<string> Content() => new("--content") { Description = "Folder with threads/, pages/ and site.yaml", DefaultValueFactory = _ => "content" };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Print errors and warnings only" };

    public static Option<bool> NoColor() => new("--no-color") { Description = "No colours, as with NO_COLOR" };

    public static Option<string> Format()
    {
        string[] formats = ["text", "json", "github", "sarif"];
        const string inWords = "text, json, github or sarif";
        var option = new Option<string>("--format") { Description = $"How to report: {inWords}", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong(formats);
        // Its own message takes a line for each of them.
        option.Validators.Clear();
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var format }] && !formats.Contains(format)) result.AddError($"--format takes {inWords}, not '{format}'");
        });
        return option;
    }

    /// <summary>A path without characters is often a variable that nobody set.</summary>
    public static void DemandPath(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var path }] && string.IsNullOrWhiteSpace(path)) result.AddError($"{option.Name} takes a path, not '{path}'");
            });
        }
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_content, _templates, _output, _baseUrl, _asOf, _drafts, _strict, _portable, _format, _quiet, _noColor]) command.Options.Add(option);
    }

    public BuildOptions Build(ParseResult parsed) => new()
    {
        ContentFolder = parsed.GetValue(_content)!,
        TemplatesFolder = parsed.GetValue(_templates)!,
        OutputFolder = parsed.GetValue(_output)!,
        BaseUrl = parsed.GetValue(_baseUrl),
        AsOf = parsed.GetValue(_asOf),
        WithDrafts = parsed.GetValue(_drafts),
        IsStrict = parsed.GetValue(_strict),
        IsPortable = parsed.GetValue(_portable),
    };

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    public ReportPrinter Printer(ParseResult parsed) => PrinterFor(parsed.GetValue(_format)!, IsQuiet(parsed), parsed.GetValue(_noColor));

    public static ReportPrinter PrinterFor(string format, bool isQuiet, bool isPlain) =>
        new(Console.Out, format, isQuiet, !isPlain && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    private static DateOnly? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--as-of takes a day such as 2026-05-31, not '{result.Tokens[0].Value}'");
        return null;
    }
}
