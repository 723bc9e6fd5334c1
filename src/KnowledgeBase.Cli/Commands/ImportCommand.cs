using System.CommandLine;
using System.CommandLine.Parsing;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Cli.Commands;

/// <summary><c>kb import</c>: a forum's export in, thread files out.</summary>
internal static class ImportCommand
{
    private delegate IThreadImporter Open(string path, string? source, ImportOptions options, Action<string>? progress);

    public static Command Create() => new("import", "Turn a forum's export into thread files, again and again.\n\nExample: kb import discourse export/ --source https://forum.example.org/")
    {
        Create(
            "discourse",
            "Import topics saved from a Discourse forum: /t/ID.json, /raw/ID, or both, as files in any folders.",
            "kb import discourse export/ --source https://forum.example.org/",
            (path, source, _, _) => new DiscourseImporter(path, source)),
        Create(
            "stackexchange",
            "Import a Stack Exchange site's dump: its folder, or a Posts.xml alone.",
            "kb import stackexchange superuser.com/ --source https://superuser.com/",
            (path, source, options, progress) => new StackExchangeImporter(path, source, options.StateFolder, progress)),
        Create(
            "github",
            "Import discussions of GitHub: what 'gh api graphql --paginate' prints, events that GitHub sent, or flat lists, as files in any folders.",
            "kb import github discussions.json --source https://github.com/owner/repository",
            (path, source, _, _) => new GitHubImporter(path, source)),
    };

    private static Command Create(string kind, string description, string example, Open open)
    {
        var command = new Command(kind, $"{description}\n\nExample: {example}");
        var path = new Argument<string>("PATH") { Description = "The export: a file or a folder" };
        var source = new Option<string?>("--source") { Description = "Address of the forum's root, for links back to the posts; that of the last import if not given" };
        var into = new Option<string>("--into") { Description = $"Folder under content/threads for new threads; {kind} if not given", DefaultValueFactory = _ => kind };
        var content = SharedOptions.Content();
        var strict = new Option<bool>("--strict") { Description = "Fail if anything is not carried, and on warnings" };
        var report = new Option<string?>("--report") { Description = "File for the whole loss report, as JSON" };
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var noColor = SharedOptions.NoColor();
        SharedOptions.DemandPath(content, report);
        path.Validators.Add(result => Check(result, value => File.Exists(value) || Directory.Exists(value), value => $"there is no file or folder '{value}'"));
        source.Validators.Add(result => Check(result, Markup.WebAddress.IsAbsolute, value => $"--source takes an http or https address such as https://forum.example.org/, not '{value}'"));
        into.Validators.Add(result => Check(result, value => Slug.Read(value, out _) is not null, value => $"--into takes the name of a folder in small letters, digits and '-', such as '{Slug.From(value, kind)}', not '{value}'"));
        command.Arguments.Add(path);
        foreach (var option in (Option[])[source, into, content, strict, report, format, quiet, noColor]) command.Options.Add(option);

        command.SetAction((parsed, cancelled) =>
        {
            var options = new ImportOptions
            {
                ContentFolder = parsed.GetValue(content)!,
                Into = parsed.GetValue(into)!,
                Kind = kind,
                Source = parsed.GetValue(source),
                IsStrict = parsed.GetValue(strict),
                WithThreadLosses = parsed.GetValue(report) is not null || parsed.GetValue(format) == "json",
            };
            var printer = SharedOptions.PrinterFor(parsed.GetValue(format)!, parsed.GetValue(quiet), parsed.GetValue(noColor));
            return Task.FromResult((int)Run(options, (known, progress) => open(parsed.GetValue(path)!, known, options, progress), parsed.GetValue(report), printer, parsed.GetValue(quiet), cancelled));
        });
        return command;
    }

    private static ExitCode Run(ImportOptions options, Func<string?, Action<string>?, IThreadImporter> open, string? reportFile, ReportPrinter printer, bool isQuiet, CancellationToken cancelled)
    {
        // Opened first: an import may take hours, and its losses are told once.
        using var file = reportFile is null ? null : new FileStream(reportFile, FileMode.OpenOrCreate, FileAccess.Write);
        using var line = isQuiet ? null : ProgressLine.OrNull();
        ImportReport report;
        try
        {
            report = ContentImport.Run(options, source => open(source, line is null ? null : line.Show), line is null ? null : line.Show, cancelled);
        }
        catch (Exception problem) when (Interruption.IsIn(problem))
        {
            line?.Dispose();
            Console.Error.WriteLine("kb: interrupted; the same command goes on from here");
            return ExitCode.Interrupted;
        }

        line?.Dispose();
        printer.Print(report, reportFile);
        if (file is not null)
        {
            if (file.CanSeek) file.SetLength(0);
            ReportJson.Write(report, file);
        }

        return report.ExitCode;
    }

    private static void Check(SymbolResult result, Predicate<string> isRight, Func<string, string> problem)
    {
        foreach (var token in result.Tokens.Where(token => !isRight(token.Value))) result.AddError(problem(token.Value));
    }
}
