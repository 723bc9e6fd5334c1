using AngleSharp.Dom;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Checking;

/// <summary>Judges one link after another, as far as that goes without the ids of other pages.</summary>
internal sealed class LinkJudge(AddressReader addresses, SiteFiles files, FindingList findings)
{
    private const int MostInAddress = 2000;

    /// <summary>The links of one file start here.</summary>
    public Url BaseOf(string file, string? baseHref) => addresses.BaseOf(file, baseHref);

    public string? Asked(Url from, string address) => addresses.Asked(from, address);

    /// <summary>The file that the link leads to, if there is one in the site, and the fragment; empty means the top.</summary>
    /// <param name="file">Where the link stands, if addresses there start from the file itself.</param>
    /// <param name="isAnywhere">The page is shown under any address: <c>404.html</c>, unless a <c>base</c> says where it is.</param>
    public (Reach Reach, string? File, string Fragment) Judge(string? file, Url from, FoundLink link, bool isAnywhere)
    {
        var (address, use, place) = link;
        var reading = file is null ? addresses.Read(from, address) : addresses.Read(file, from, address);
        if (reading.Reach == Reach.Unsafe && use == LinkUse.Picture && IsPicture(address)) return (Reach.Outside, null, "");
        if (use == LinkUse.Shown && reading.Reach != Reach.Unsafe) return (Reach.Outside, null, "");

        switch (reading.Reach)
        {
            case Reach.Unsafe:
                findings.Add(Rules.UnsafeAddress, place, Short(address));
                break;
            case Reach.Nobody:
                findings.Add(Rules.EmptyMail, place, Short(address));
                break;
            case Reach.Unreadable:
                findings.Add(Rules.NoAddress, place, Short(address));
                break;
            case Reach.Above when use != LinkUse.Start:
                findings.Add(Rules.BrokenLink, place, Short(address), "it leads out of the site");
                break;
            case Reach.Inside when use != LinkUse.Start:
                return (Reach.Inside, Find(link, reading, isAnywhere), reading.Fragment);
        }

        return (reading.Reach, null, "");
    }

    private string? Find(FoundLink link, Reading reading, bool isAnywhere)
    {
        var trimmed = link.Address.AsSpan().Trim();
        if (trimmed.IsEmpty && link.Use is LinkUse.Picture or LinkUse.Resource)
        {
            findings.Add(Rules.EmptyAddress, link.Place);
            return null;
        }

        if (isAnywhere && reading.IsRelative && trimmed is not ([] or ['#' or '?', ..])) findings.Add(Rules.UnrootedLink, link.Place, Short(link.Address));
        var (file, problem) = files.Find(reading.Path);
        if (problem is var (rule, detail)) findings.Add(rule, link.Place, Short(reading.Path), detail);
        return file;
    }

    // Nothing in a picture or font runs.
    private static bool IsPicture(string address)
    {
        var text = address.AsSpan().Trim();
        return text.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) || text.StartsWith("data:font/", StringComparison.OrdinalIgnoreCase);
    }

    private static string Short(string address) => ShowableText.Start(address, MostInAddress);
}
