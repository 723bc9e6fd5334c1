using System.Runtime.InteropServices;

namespace KnowledgeBase.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the command to stop, and says so at once; the second ends the program, whatever it does.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _count;

    public Interruption() => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Take))];

    public CancellationToken Token => _source.Token;

    /// <summary>What a command throws that stops, also where many hands stop at once.</summary>
    public static bool IsIn(Exception problem) =>
        problem is OperationCanceledException || (problem is AggregateException several && several.Flatten().InnerExceptions is [OperationCanceledException, ..]);

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        // Terminals show '^C' where the progress line is.
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
        if (Interlocked.Increment(ref _count) > 1)
        {
            Console.Error.WriteLine("kb: ended at once; the next run cleans up");
            Environment.Exit((int)ExitCode.Interrupted);
        }

        Console.Error.WriteLine("kb: stopping and cleaning up; once more ends it at once");
        _source.Cancel();
    }
}
