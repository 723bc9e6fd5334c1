using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

internal enum StepKind
{
    /// <summary>Delete an old file of ours that is in the way of a new one: another spelling of its path, a file where it needs a folder.</summary>
    Clear = '!',

    /// <summary>Move a staged file to its place.</summary>
    Place = '+',

    /// <summary>Move a folder away and the staged one to its place.</summary>
    Swap = '~',

    Delete = '-',
}

/// <param name="For">The new file that a <see cref="StepKind.Clear"/> makes room for.</param>
internal readonly record struct Step(StepKind Kind, string Path, string? For = null);

/// <summary>What is left to do once everything is staged. A whole journal on disk is the promise that the new site will stand.</summary>
internal sealed record Journal(ImmutableArray<Step> Steps)
{
    private const string Head = "kb-journal 1";

    /// <summary>The journal; null where there is none, or one cut short or damaged: then nothing was promised.</summary>
    public static Journal? ReadOrNull(string fullPath)
    {
        if (OnDisk.At(fullPath) != Standing.File) return null;

        var steps = ImmutableArray.CreateBuilder<Step>();
        var hash = new XxHash3();
        using var lines = File.ReadLines(fullPath).GetEnumerator();
        if (!lines.MoveNext() || lines.Current != Head) return null;
        while (lines.MoveNext())
        {
            if (lines.Current == EndOf(hash)) return lines.MoveNext() ? null : new(steps.ToImmutable());
            if (ReadStepOrNull(lines.Current) is not { } step) return null;
            steps.Add(step);
            Append(hash, lines.Current);
        }

        return null;
    }

    /// <summary>Writes the whole journal and waits until the disk has it.</summary>
    public void Write(string fullPath)
    {
        var hash = new XxHash3();
        using var file = new FileStream(fullPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        using var writer = new StreamWriter(file);
        writer.NewLine = "\n";
        writer.WriteLine(Head);
        foreach (var step in Steps)
        {
            var line = $"{(char)step.Kind} {step.Path}{(step.For is null ? "" : "\t" + step.For)}";
            Append(hash, line);
            writer.WriteLine(line);
        }

        writer.WriteLine(EndOf(hash));
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    /// <summary>Puts the new site in place. What an earlier, killed replay did is found done.</summary>
    public void Replay(OutputWriter output)
    {
        foreach (var step in Steps)
        {
            try
            {
                Take(step, output);
            }
            catch (Exception exception) when (PublishFailureException.Covers(exception))
            {
                throw new PublishFailureException(Rules.Unfinished, output.Full(step.Path), exception);
            }
        }
    }

    private static void Take(Step step, OutputWriter output)
    {
        // What is no longer staged is in place: for itself, with its whole folder, or by an earlier replay.
        switch (step.Kind)
        {
            // All clears come first and count only while their file is staged: later, on a file system that ignores case, the
            // old spelling would name the new file.
            case StepKind.Clear when output.IsStaged(step.For!):
            case StepKind.Delete:
                output.Delete(step.Path);
                break;
            case StepKind.Place when output.IsStaged(step.Path):
                output.Place(step.Path);
                break;
            case StepKind.Swap when output.IsFolderStaged(step.Path):
                output.Swap(step.Path);
                break;
        }
    }

    private static Step? ReadStepOrNull(string line)
    {
        if (line is not ['!' or '+' or '~' or '-', ' ', .. var rest]) return null;
        var kind = (StepKind)line[0];
        var paths = rest.Split('\t');
        if (paths.Length != (kind == StepKind.Clear ? 2 : 1) || !paths.All(IsAllowed)) return null;
        return new(kind, paths[0], paths.ElementAtOrDefault(1));
    }

    private static bool IsAllowed(string path) => path == OutputPath.Marker || OutputPath.Problem(path) is null;

    private static void Append(XxHash3 hash, string line)
    {
        hash.Append(Encoding.UTF8.GetBytes(line));
        hash.Append("\n"u8);
    }

    private static string EndOf(XxHash3 hash) => $"= {Convert.ToHexStringLower(hash.GetCurrentHash())}";
}
