using System.CommandLine;

namespace KnowledgeBase.Cli.Commands;

/// <summary><c>kb build</c>: content in, site out.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        var command = new Command("build", "Build the site from the content folder.\n\nExample: kb build --content content --output site");
        var shared = new SharedOptions();
        shared.AddTo(command);
        command.SetAction((parsed, cancelled) =>
        {
            var options = shared.Build(parsed);
            var report = ProgressLine.During(shared.IsQuiet(parsed), show => SiteBuild.Run(
                options, () => Console.Error.WriteLine($"kb: another build is writing into '{options.OutputFolder}'; waiting for it"), progress: show, cancelled: cancelled));
            shared.Printer(parsed).Print(report, options);
            return Task.FromResult((int)report.ExitCode);
        });
        return command;
    }
}
