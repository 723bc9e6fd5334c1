namespace KnowledgeBase.Checking.Outside;

/// <summary>What is remembered of an outside link.</summary>
/// <param name="Status">See <see cref="LinkStatus"/>.</param>
/// <param name="Failures">Days in a row on which it failed.</param>
/// <param name="Day">Of the last look.</param>
/// <param name="LastSuccess">Null if it was never seen to work.</param>
/// <param name="Archive">An address that keeps a copy; people may write a better one.</param>
internal sealed record LinkLook(string Status, int Failures, DateOnly Day, DateOnly? LastSuccess, string? Archive)
{
    /// <summary>One failure may be an accident of the day.</summary>
    public const int ManyFailures = 3;

    private const int DaysTrusted = 30;

    public LinkVerdict Verdict => LinkStatus.VerdictOf(Status);

    /// <summary>It need not be asked again. What fails is, each time: somebody may have mended it.</summary>
    public bool IsFresh(DateOnly today) =>
        Status != LinkStatus.Later && Verdict is LinkVerdict.Works or LinkVerdict.Moved or LinkVerdict.Unsure && today.DayNumber - Day.DayNumber is >= 0 and < DaysTrusted;

    public static LinkLook Of(string address, string status, DateOnly today, LinkLook? before)
    {
        var verdict = LinkStatus.VerdictOf(status);
        var failed = before?.Verdict == LinkVerdict.Fails ? before.Failures : 0;
        var failures = verdict != LinkVerdict.Fails ? 0 : before?.Day == today && failed > 0 ? failed : failed + 1;
        var success = verdict is LinkVerdict.Works or LinkVerdict.Moved ? today : before?.LastSuccess;
        var archive = before?.Archive ?? (verdict == LinkVerdict.Gone || failures >= ManyFailures ? Archived(address, success) : null);
        return new(status, failures, today, success, archive);
    }

    /// <summary>The copy nearest to the day on which it last worked.</summary>
    private static string Archived(string address, DateOnly? day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"https://web.archive.org/web/{(day is { } known ? $"{known:yyyyMMdd}/" : "")}{address}");
}
