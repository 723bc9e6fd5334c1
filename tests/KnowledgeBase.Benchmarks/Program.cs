using System.Diagnostics;
using System.Globalization;
using KnowledgeBase;
using KnowledgeBase.Benchmarks;

// short | build N [N ...] | corpus N FOLDER
switch (args)
{
    case ["corpus", var count, var folder]:
        new Corpus(int.Parse(count, CultureInfo.InvariantCulture), seed: 1).WriteTo(folder);
        return 0;
    case ["build", .. var sizes] when sizes.Length > 0:
        WholeBuild.Compare([.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        return 0;
    case ["short"] or []:
        WholeBuild.Compare([200, 1000]);
        return 0;
    case ["one", var content, var output]:
        WholeBuild.RunOne(content, output);
        return 0;
    default:
        Console.Error.WriteLine("usage: short | build N [N ...] | corpus N FOLDER");
        return 2;
}
