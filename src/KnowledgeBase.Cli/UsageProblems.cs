using System.CommandLine;
using System.CommandLine.Parsing;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Cli;

/// <summary>What is wrong with a command line, and where to read on.</summary>
internal static class UsageProblems
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // What follows an unknown word is judged by guesses.
        var problems = parsed.UnmatchedTokens is [var unknown, ..] ? [OnUnknown(unknown, command)] : parsed.Errors.Select(error => error.Message);
        return [.. problems, command.Subcommands.Count > 0 ? $"'{Name(parsed.CommandResult)} --help' lists the commands" : $"'{Name(parsed.CommandResult)} --help' lists the options"];
    }

    private static string OnUnknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(sub => sub.Name);
        var problem = isOption ? $"there is no option '{word}'" : command.Subcommands.Count > 0 ? $"there is no command '{word}'" : $"'{word}' is one word too many";
        return Spelling.Nearest(word, known) is { } nearest ? $"{problem}; did you mean '{nearest}'?" : problem;
    }

    private static string Name(CommandResult result) => result.Parent is CommandResult parent ? $"{Name(parent)} {result.Command.Name}" : "kb";
}
