using System.CommandLine;
using System.Globalization;

namespace KnowledgeBase.Cli.Commands;

/// <summary><c>kb check</c>: builds beside the site and follows every link of what was built.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Build into a temporary folder and check every page, link and anchor of the output.\n\nExample: kb check --strict --format github");
        var shared = new SharedOptions();
        shared.AddTo(command);
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "The day by which reviews are due; today if not given",
            CustomParser = result => Model.Moment.ReadDay(result.Tokens[0].Value) ?? Refuse(result),
        };
        command.Options.Add(asOf);
        command.SetAction((parsed, cancelled) =>
        {
            var report = SiteCheck.Run(shared.Build(parsed), parsed.GetValue(asOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), cancelled);
            shared.Printer(parsed).Print(report);
            return Task.FromResult((int)report.ExitCode);
        });
        return command;
    }

    private static DateOnly? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--as-of takes a day such as 2026-05-31, not '{result.Tokens[0].Value}'"));
        return null;
    }
}
