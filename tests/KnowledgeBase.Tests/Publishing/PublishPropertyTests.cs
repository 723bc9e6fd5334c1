using CsCheck;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>Any sites one after the other, with foreign files between them and stops within the commit: the tree is what a model says.</summary>
public sealed class PublishPropertyTests : PublishTests
{
    // Few names, so that files turn into folders, change their spelling and meet foreign files often.
    private static readonly string[] Names = ["a", "b", "B", "a/a", "a/b", "a/a/c", "a/B", "b/a", "b/a/a", "c/d/e/f", "c/d", "x.css"];

    private static readonly Gen<string[]> GenSite =
        Gen.Select(Gen.Shuffle(Names, 0, 8), Gen.Int[0, 2].Array[8], (names, texts) => Unmixed(names).Select((name, i) => $"{name} = {texts[i]}").ToArray());

    // None of them differs from a file of ours in case alone: file systems do not agree on whether the two meet.
    private static readonly string[] Strangers = ["a", "a/a", "a/a/c", "x.css", "mine", "a/mine"];

    private static readonly Gen<string[]> GenForeign = Gen.Int[0, 2 * Strangers.Length].Select(n => Strangers.Skip(n).Take(1).ToArray());

    [Fact]
    public void Publish_AnySitesInARow_EachIsWholeAndForeignFilesStay()
    {
        Gen.Select(GenSite, GenForeign).Array[1, 6].Sample(
            steps =>
            {
                Reset();
                var foreign = new HashSet<string>(StringComparer.Ordinal);
                string[] standing = [];
                foreach (var (site, strangers) in steps)
                {
                    foreach (var stranger in strangers.Where(name => !standing.Concat(foreign).Any(line => Meet(PathOf(line), name))))
                    {
                        Write($"site/{stranger}", "foreign");
                        foreign.Add(stranger);
                    }

                    // A folder that holds only strangers is not ours to begin with.
                    if (foreign.Count > 0 && !System.IO.File.Exists(Path.Join(Site, ".kb-site"))) break;

                    var isRefused = site.Any(line => foreign.Any(name => Meet(PathOf(line), name)));
                    Assert.Equal(isRefused, Publish(site).Value is null);
                    if (!isRefused) standing = site;
                    CheckSite([.. standing, .. foreign.Select(name => $"{name} = foreign")]);
                    CheckClean();
                }
            },
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public void Replay_StoppedAfterAnyStep_IsFinishedByAnother()
    {
        Gen.Select(GenSite, GenSite, Gen.Int[0, 20], Gen.Int[1, 5]).Sample(
            (old, @new, stop, fewest) =>
            {
                Reset();
                Publish(old);
                var journal = StageAsAKilledBuild(@new, fewest);
                // What a kill within the replay leaves: a part of its steps is done, in order.
                Replay(journal, Math.Min(stop, journal.Steps.Length));
                Open(Site).Dispose();
                CheckSite(@new);
                CheckClean();
                CheckPublished(new(0, @new.Length, 0), @new);
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void Publish_KilledAndTheStateFolderLost_NewFilesAreStillOurs()
    {
        string[] @new = ["a = 2", "b/a = 2", "c/d = 2"];
        Publish("a = 1", "x.css = 1");
        var journal = StageAsAKilledBuild(@new);
        Replay(journal, journal.Steps.Length - 2);
        Directory.Delete(State, recursive: true);

        CheckPublished(new(1, 2, 0), @new);

        // It was on its way out, and nothing says any more whose it is.
        CheckSite([.. @new, "x.css = 1"]);
    }

    [Fact]
    public void ToJournal_NewChangedAndGone_ComeInThisOrder()
    {
        Publish("index.html = 1", "assets/a.1.css = 1", "threads/a = 1", "threads/b = 1", "threads/c = 1", "z = 1");
        var journal = StageAsAKilledBuild(
            ["index.html = 2", "assets/a.2.css = 2", "threads/a = 2", "threads/b = 1", "threads/d = 2", "z = 1", "zz/new.html = 1"], fewestToSwap: 3);
        Assert.Equal(
            ["+ .kb-site", "+ assets/a.2.css", "+ zz/new.html", "~ threads", "+ index.html", "- assets/a.1.css"],
            journal.Steps.Select(step => $"{(char)step.Kind} {step.Path}"));
    }

    private void Replay(Journal journal, int steps) =>
        new Journal(journal.Steps[..steps]).Replay(new(Site, Path.Join(State, "staging"), Path.Join(State, "old")));

    private Journal StageAsAKilledBuild(string[] site, int fewestToSwap = 500)
    {
        var output = new OutputTree(Site);
        var inventory = new Inventory(SiteMarker.ReadOrNull(Path.Join(Site, ".kb-site"))!);
        var staging = new Staging(Path.Join(State, "staging"), output, inventory);
        foreach (var line in site) Assert.Null(staging.Take(PathOf(line), new(File("x", line[^1..]).Content), out _));
        SiteMarker.Write(staging.Prepare(".kb-site"), inventory.Sorted(entry => entry.IsAdded));
        var plan = PublishPlan.Make(inventory, output);
        var journal = plan.ToJournal(withList: true, new FolderSwap(inventory, output, staging, fewestToSwap).Choose(plan));
        journal.Write(Path.Join(State, "journal"));
        return journal;
    }

    private void Reset()
    {
        foreach (var folder in (string[])[Site, State]) OnDisk.Remove(folder);
    }

    private static string PathOf(string line) => line.Split(" = ")[0];

    private static bool Meet(string path, string other) =>
        path == other || path.StartsWith(other + "/", StringComparison.Ordinal) || other.StartsWith(path + "/", StringComparison.Ordinal);

    // No two files of a site may be one where case does not count, and none the folder of another.
    private static List<string> Unmixed(IEnumerable<string> names)
    {
        var kept = new List<string>();
        foreach (var name in names)
        {
            if (!kept.Exists(other => Meet(UnicodeText.Fold(name), UnicodeText.Fold(other)))) kept.Add(name);
        }

        return kept;
    }
}
