using System.Globalization;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Counts what the statistics page shows: growth, tags, how many questions have answers, and reviews.</summary>
internal static class Statistics
{
    private const int ShownTags = 20;

    public static StatisticsModel Of(Site site, Words words, SiteModel siteModel, HeadModel head, PageFrame frame) =>
        new(siteModel, head, [Years(site, words), Tags(site, words, frame), AnswerRate(site, words), Reviews(site, words)]);

    private static PlotModel Years(Site site, Words words)
    {
        var threads = Counted(site.Threads.Select(thread => thread.Question.Byline.On?.Day.Year));
        var answers = Counted(site.Threads.SelectMany(thread => thread.Answers).Select(answer => answer.Byline.On?.Day.Year));
        var known = threads.Keys.Concat(answers.Keys).Where(year => year > 0).ToList();
        var years = known.Count == 0 ? [] : Enumerable.Range(known.Min(), known.Max() - known.Min() + 1).ToList();
        // A wrong date would make the plot a thousand years wide.
        if (years.Count > 60) years = [.. known.Distinct().Order()];
        if (threads.ContainsKey(0) || answers.ContainsKey(0)) years.Add(0);
        return Plot(
            "_years", words["threads-over-time"], [words["year"], words["threads-of"], words["answers-of"]],
            years.Select(year => (year == 0 ? words["undated"] : $"{year}", (LinkModel?)null, (int[])[threads.GetValueOrDefault(year), answers.GetValueOrDefault(year)])), words);
    }

    private static PlotModel Tags(Site site, Words words, PageFrame frame)
    {
        var most = site.Tags.OrderByDescending(tag => tag.Threads.Length).ThenBy(tag => tag.Slug.Value, StringComparer.Ordinal).Take(ShownTags);
        return Plot("_tags", words["tags-most-used"], [words["tag"], words["threads-of"]], most.Select(tag => (tag.Name, (LinkModel?)frame.LinkTo(tag), (int[])[tag.Threads.Length])), words);
    }

    private static PlotModel AnswerRate(Site site, Words words)
    {
        var solved = site.Threads.Count(thread => thread.IsSolved);
        var answered = site.Threads.Count(thread => thread.HasAnswers);
        return Shares("_answers", words["answer-rate"], words,
            [(words["with-accepted"], solved), (words["with-answers"], answered - solved), (words["without-answers"], site.Threads.Length - answered)]);
    }

    private static PlotModel Reviews(Site site, Words words)
    {
        var due = site.Threads.Count(thread => thread.ReviewAfter <= site.AsOf);
        var reviewed = site.Threads.Count(thread => thread.Reviewed is not null && !(thread.ReviewAfter <= site.AsOf));
        return Shares("_reviews", words["review-state"], words,
            [(words["reviewed"], reviewed), (words["due"], due), (words["never-reviewed"], site.Threads.Length - due - reviewed)]);
    }

    private static PlotModel Shares(string id, string title, Words words, IEnumerable<(string Name, int Count)> shares) =>
        Plot(id, title, [words["state"], words["threads-of"]], shares.Select(share => (share.Name, (LinkModel?)null, (int[])[share.Count])), words);

    private static PlotModel Plot(string id, string title, IReadOnlyList<string> columns, IEnumerable<(string Name, LinkModel? Link, int[] Counts)> rows, Words words)
    {
        var all = rows.ToList();
        var most = all.SelectMany(row => row.Counts).Append(1).Max();
        return new(id, title, columns, [.. all.Select(row => new BarRowModel(row.Name, row.Link, [.. row.Counts.Select(count => new BarModel(words.Number(count), Percent(count, most)))]))]);
    }

    private static string Percent(int count, int most) => (100.0 * count / most).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>How often each year occurs; 0 stands for no date.</summary>
    private static Dictionary<int, int> Counted(IEnumerable<int?> years) => years.GroupBy(year => year ?? 0).ToDictionary(group => group.Key, group => group.Count());
}
