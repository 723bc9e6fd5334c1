using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Publishing;

/// <summary>What is left to do once everything is staged. A whole journal on disk is the promise that the new site will stand.</summary>
/// <param name="Clears">Old files of ours in the way of a new one: another spelling of its path, or a file where it needs a folder.</param>
/// <param name="Moves">Staged files, in the order in which they appear.</param>
internal sealed record Journal(
    ImmutableArray<(string Old, string New)> Clears, ImmutableArray<string> Moves, ImmutableArray<string> Deletes)
{
    private const string Head = "kb-journal 1";

    /// <summary>All places that change.</summary>
    public IEnumerable<string> Paths => Clears.Select(clear => clear.Old).Concat(Moves).Concat(Deletes);

    /// <summary>The journal; null where there is none, or one cut short or damaged: then nothing was promised.</summary>
    public static Journal? ReadOrNull(string fullPath)
    {
        if (OnDisk.At(fullPath) != Standing.File) return null;

        var clears = ImmutableArray.CreateBuilder<(string, string)>();
        var moves = ImmutableArray.CreateBuilder<string>();
        var deletes = ImmutableArray.CreateBuilder<string>();
        var hash = new XxHash3();
        using var lines = File.ReadLines(fullPath).GetEnumerator();
        if (!lines.MoveNext() || lines.Current != Head) return null;
        while (lines.MoveNext())
        {
            if (lines.Current is not [var kind, ' ', .. var rest]) return null;
            if (kind == '=') return rest == HexOf(hash) && !lines.MoveNext() ? new(clears.ToImmutable(), moves.ToImmutable(), deletes.ToImmutable()) : null;

            Append(hash, lines.Current);
            var paths = rest.Split('\t');
            if (paths.Length != (kind == '!' ? 2 : 1) || !paths.All(IsAllowed)) return null;
            if (kind == '!') clears.Add((paths[0], paths[1]));
            else if (kind == '+') moves.Add(rest);
            else if (kind == '-') deletes.Add(rest);
            else return null;
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
        foreach (var (old, path) in Clears) Line($"! {old}\t{path}");
        foreach (var path in Moves) Line($"+ {path}");
        foreach (var path in Deletes) Line($"- {path}");
        writer.WriteLine($"= {HexOf(hash)}");
        writer.Flush();
        file.Flush(flushToDisk: true);

        void Line(string line)
        {
            Append(hash, line);
            writer.WriteLine(line);
        }
    }

    /// <summary>Puts the new site in place. What an earlier, killed replay did is found done.</summary>
    public void Replay(OutputWriter output)
    {
        // All clears before any move: a move may bring a whole folder. A file that is no longer staged is in place, and on a
        // file system that ignores case to clear the old spelling would now delete it.
        foreach (var (old, path) in Clears)
        {
            if (output.IsStaged(path)) Step(output.Delete, old);
        }

        foreach (var path in Moves)
        {
            if (output.IsStaged(path)) Step(output.Place, path);
        }

        foreach (var path in Deletes) Step(output.Delete, path);

        void Step(Action<string> act, string path)
        {
            try
            {
                act(path);
            }
            catch (Exception exception) when (PublishFailureException.Covers(exception))
            {
                throw new PublishFailureException(Rules.Unfinished, output.Full(path), exception);
            }
        }
    }

    private static bool IsAllowed(string path) => path == OutputPath.Marker || OutputPath.Problem(path) is null;

    private static void Append(XxHash3 hash, string line)
    {
        hash.Append(Encoding.UTF8.GetBytes(line));
        hash.Append("\n"u8);
    }

    private static string HexOf(XxHash3 hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}
