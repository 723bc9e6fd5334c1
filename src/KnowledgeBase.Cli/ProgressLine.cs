namespace KnowledgeBase.Cli;

/// <summary>One line on a terminal that says how far long work is, and goes away when it ends.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const long Interval = 200;
    private readonly Lock _lock = new();
    private long _shown;
    private int _width;

    private ProgressLine()
    {
    }

    /// <summary>Null where nobody looks: standard error is no terminal.</summary>
    public static ProgressLine? OrNull() => Console.IsErrorRedirected ? null : new();

    /// <summary>Does the work, and shows how far it is to who looks.</summary>
    public static T During<T>(bool isQuiet, Func<Action<string>?, T> work)
    {
        using var line = isQuiet ? null : OrNull();
        return work(line is null ? null : line.Show);
    }

    public void Show(string text)
    {
        lock (_lock)
        {
            if (_width > 0 && Environment.TickCount64 - _shown < Interval) return;
            _shown = Environment.TickCount64;
            Console.Error.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_width > 0) Console.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
