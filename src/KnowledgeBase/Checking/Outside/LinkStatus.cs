using System.Globalization;

namespace KnowledgeBase.Checking.Outside;

/// <summary>What an answer means for those who follow the link.</summary>
internal enum LinkVerdict
{
    Works,

    /// <summary>It works, and says that another address is to be used from now on.</summary>
    Moved,

    /// <summary>It is not coming back by itself.</summary>
    Gone,

    /// <summary>Something is broken there, maybe only now.</summary>
    Fails,

    /// <summary>People may see what programs are refused.</summary>
    Unsure,
}

/// <summary>How a host answered: the code of HTTP, after 301 and 308 with the new address; or one of three phrases.</summary>
internal static class LinkStatus
{
    public const string NoHost = "no such host", NoAnswer = "no answer", Private = "private network";

    /// <summary>The host has been asked too much, which says nothing of the link.</summary>
    public const string Later = "429";

    /// <summary>As if there were no network.</summary>
    public static bool IsSilence(string status) => status is NoHost or NoAnswer;

    public static LinkVerdict VerdictOf(string status)
    {
        if (status is NoHost) return LinkVerdict.Gone;
        if (status is NoAnswer) return LinkVerdict.Fails;
        var code = int.TryParse(status.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return code switch
        {
            >= 200 and < 300 => LinkVerdict.Works,
            301 or 308 when MovedTo(status) is not null => LinkVerdict.Moved,
            404 or 410 => LinkVerdict.Gone,
            // Beyond 599 are codes that sites made up against programs, such as 999.
            >= 500 and < 600 => LinkVerdict.Fails,
            _ => LinkVerdict.Unsure,
        };
    }

    public static string? MovedTo(string status) => status.Split(' ') is ["301" or "308", var address] ? address : null;
}
