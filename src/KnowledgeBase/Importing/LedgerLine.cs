namespace KnowledgeBase.Importing;

/// <summary>Where a line of the ledger or of its journal stands.</summary>
/// <param name="IsSettled">In the ledger: a finished import wrote it.</param>
/// <param name="IsWhole">It has its line end.</param>
internal readonly record struct LedgerLine(long Offset, int Length, bool IsSettled, bool IsWhole = true)
{
    /// <summary>All lines of a file, from its start.</summary>
    public static IEnumerable<LedgerLine> In(FileStream file, bool isSettled)
    {
        var buffer = new byte[1 << 16];
        var (start, at) = (0L, 0L);
        for (int read; (read = RandomAccess.Read(file.SafeFileHandle, buffer, at)) > 0; at += read)
        {
            for (var next = 0; next < read;)
            {
                var end = buffer.AsSpan(next, read - next).IndexOf((byte)'\n');
                if (end < 0) break;
                next += end + 1;
                yield return new(start, (int)(at + next - 1 - start), isSettled);
                start = at + next;
            }
        }

        if (start < at) yield return new(start, (int)(at - start), isSettled, IsWhole: false);
    }
}

/// <summary>The lines of one thread, the newest first; each import that was stopped adds one.</summary>
internal sealed record LedgerLines(LedgerLine Newest, LedgerLines? Older = null)
{
    public bool HasSettled => Older?.HasSettled ?? Newest.IsSettled;

    public IEnumerable<LedgerLine> All
    {
        get
        {
            for (var lines = this; lines is not null; lines = lines.Older) yield return lines.Newest;
        }
    }
}
