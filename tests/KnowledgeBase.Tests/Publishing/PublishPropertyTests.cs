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

    public PublishPropertyTests() : base(Directory.Exists("/dev/shm") ? "/dev/shm" : null)
    {
    }

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
        Gen.Select(GenSite, GenSite, Gen.Int[0, 20]).Sample(
            (old, @new, stop) =>
            {
                Reset();
                Publish(old);
                var journal = StageAsAKilledBuild(@new);
                // What a kill within the replay leaves: a part of its steps is done, in order.
                var clears = Math.Min(stop, journal.Clears.Length);
                var moves = Math.Clamp(stop - clears, 0, journal.Moves.Length);
                var deletes = Math.Clamp(stop - clears - moves, 0, journal.Deletes.Length);
                (journal with { Clears = journal.Clears[..clears], Moves = journal.Moves[..moves], Deletes = journal.Deletes[..deletes] })
                    .Replay(new(Site, Path.Join(State, "staging")));
                Assert.Empty(SitePublisher.Heal(Site));
                CheckSite(@new);
                CheckClean();
                CheckPublished(new(0, @new.Length, 0), @new);
            },
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public void Publish_KilledAndTheStateFolderLost_NewFilesAreStillOurs()
    {
        string[] @new = ["a = 2", "b/a = 2", "c/d = 2"];
        Publish("a = 1", "x.css = 1");
        var journal = StageAsAKilledBuild(@new);
        (journal with { Moves = journal.Moves[..^1], Deletes = [] }).Replay(new(Site, Path.Join(State, "staging")));
        Directory.Delete(State, recursive: true);

        CheckPublished(new(1, 2, 0), @new);

        // It was on its way out, and nothing says any more whose it is.
        CheckSite([.. @new, "x.css = 1"]);
    }

    [Fact]
    public void Make_NewChangedAndGone_ComeInThisOrder()
    {
        Publish("index.html = 1", "assets/a.1.css = 1", "z = 1");
        var journal = StageAsAKilledBuild(["index.html = 2", "assets/a.2.css = 2", "z = 1", "zz/new.html = 1"]);
        Assert.Equal([".kb-site", "assets/a.2.css", "zz/new.html", "index.html"], journal.Moves);
        Assert.Equal(["assets/a.1.css"], journal.Deletes);
    }

    private Journal StageAsAKilledBuild(string[] site)
    {
        var output = new OutputTree(Site);
        var inventory = new Inventory(SiteMarker.ReadOrNull(Path.Join(Site, ".kb-site"))!);
        var staging = new Staging(Path.Join(State, "staging"), output, inventory);
        foreach (var line in site) Assert.Null(staging.Take(PathOf(line), new(File("x", line[^1..]).Content)));
        SiteMarker.Write(staging.Prepare(".kb-site"), inventory.Paths());
        var journal = PublishPlan.Make(inventory, output).Journal;
        journal = journal with { Moves = [".kb-site", .. journal.Moves] };
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
