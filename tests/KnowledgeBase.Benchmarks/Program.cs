using System.Diagnostics;
using System.Globalization;
using KnowledgeBase;
using KnowledgeBase.Benchmarks;

// [--record] short | [--record] build N [N ...] | pair KB KB N | peer KB N | safe FOLDER | search FOLDER | check SITE ADDRESS | corpus N FOLDER [LENGTH [POST-LENGTH]] | dump N FOLDER | import FOLDER STATE
var isRecorded = args is ["--record", ..];
if (isRecorded) args = args[1..];
switch (args)
{
    case ["corpus", var count, var folder, .. var lengths] when lengths.Length < 3:
        double[] times = [.. lengths.Select(text => double.Parse(text, CultureInfo.InvariantCulture)), 1, 1];
        new Corpus(int.Parse(count, CultureInfo.InvariantCulture), seed: 1, times[0], times[1]).WriteTo(folder);
        return 0;
    case ["dump", var count, var folder]:
        new Dump(int.Parse(count, CultureInfo.InvariantCulture), seed: 1).WriteTo(folder);
        return 0;
    case ["import", var folder, var state]:
        DumpImport.Run(folder, state);
        return 0;
    case ["build", .. var sizes] when sizes.Length > 0:
        return WholeBuild.Compare([.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))], isRecorded);
    case ["pair", var one, var other, var count]:
        Pairs.CompareVersions(one, other, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["peer", var kb, var count]:
        Pairs.CompareWithPeer(kb, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["search", var folder]:
        await SearchQuality.MeasureAsync(folder);
        return 0;
    case ["check", var site, var address]:
        CheckStage.Measure(site, address);
        return 0;
    case ["safe", var threads]:
        SafePath.Measure(threads);
        return 0;
    case ["short"] or []:
        if (WholeBuild.Compare([200, 1000], isRecorded) is not 0 and var stopped) return stopped;
        if (Directory.Exists(SearchQuality.Usual)) await SearchQuality.MeasureAsync(SearchQuality.Usual);
        else Console.WriteLine($"search quality: skipped, there is no {SearchQuality.Usual}");
        return 0;
    case ["one", var content, var output]:
        WholeBuild.RunOne(content, output);
        return 0;
    default:
        Console.Error.WriteLine("usage: [--record] short | [--record] build N [N ...] | pair KB KB N | peer KB N | safe FOLDER | search FOLDER | check SITE ADDRESS | corpus N FOLDER [LENGTH [POST-LENGTH]] | dump N FOLDER | import FOLDER STATE");
        return 2;
}
