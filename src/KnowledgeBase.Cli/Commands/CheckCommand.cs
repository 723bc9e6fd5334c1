using System.CommandLine;
using KnowledgeBase.Checking.Outside;

namespace KnowledgeBase.Cli.Commands;

/// <summary><c>kb check</c>: follows every link of the site that stands, or of one built for that.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Check every page, link and anchor of the site, which is built anew, into a temporary folder, if the output is not up to date.\n\nExample: kb check --strict --format github");
        var shared = new SharedOptions();
        var external = new Option<bool>("--external") { Description = "Ask other hosts whether links to them work, and keep the answers in content/links.tsv" };
        shared.AddTo(command);
        command.Options.Add(external);
        command.SetAction((parsed, cancelled) =>
        {
            var options = shared.Build(parsed);
            using var asker = parsed.GetValue(external) ? new LinkAsker() : null;
            var today = options.AsOf ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
            var report = ProgressLine.During(shared.IsQuiet(parsed), show => SiteCheck.Run(options, today, asker, show, cancelled));
            shared.Printer(parsed).Print(report);
            return Task.FromResult((int)report.ExitCode);
        });
        return command;
    }
}
