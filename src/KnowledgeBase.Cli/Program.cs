using System.CommandLine;
using KnowledgeBase;
using KnowledgeBase.Cli;
using KnowledgeBase.Cli.Commands;
using KnowledgeBase.Diagnostics;

// Without arguments the program does what most people want: it builds the site.
if (args.Length == 0) args = ["build"];

var root = new RootCommand("Turns a folder of forum threads in Markdown into a fast, searchable static site.\n\nExample: kb build --output site")
{
    BuildCommand.Create(),
    CheckCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var problem in UsageProblems.Of(parsed)) Console.Error.WriteLine($"kb: {problem}");
        return (int)ExitCode.Usage;
    }

    // Its own handler of signals gives a command two seconds, and none to say anything.
    using var interruption = new Interruption();
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
}
catch (Exception problem) when (Interruption.IsIn(problem))
{
    Console.Error.WriteLine("kb: interrupted; the site is as it was");
    return (int)ExitCode.Interrupted;
}
catch (Exception problem)
{
    Console.Error.WriteLine($"kb: {MachineProblem.Unexpected(problem)}");
    if (Environment.GetEnvironmentVariable("KB_DEBUG") == "1") Console.Error.WriteLine(problem);
    return (int)ExitCode.Machine;
}
