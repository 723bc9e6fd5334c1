using System.Diagnostics;
using System.Text;
using CsCheck;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Model;

public class UnicodeTextTests
{
    // What goes wrong is rare in all of Unicode, so texts are drawn mostly from characters that compose, reorder, fold or
    // are broken.
    private const string Awkward =
        "aAeoiIsSkKzq5=<- éÅßſİıŉǰÿµ"
        + "\u0300\u0301\u0307\u0308\u030A\u0313\u0323\u0327\u0338\u0342\u0344\u0345\u034F\u0360\u035C"
        + "αΑιΙωΩΐΰᾳᾼᾶᾷΆςΣ\u0390\u1FE3\u1FD3\u1F80\u212A\u212B\u2126ЙйЁё\u0488ẛẞ\u1E69\u1E0D\u0958\u0915\u093C\u09C7\u09BE\u0DD9\u0DCF\u0DCA"
        + "\u1100\u1161\u11A8\u11A7가각힣\u304B\u3099が\u05D0\u05B8\u05BC\u0F71\u0F72\u0F73\uFB1D\uFB03\uF900ꭰᏸ"
        + "\uD800\uDBFF\uDC00\uDFFF\uD834\uDD57\uDD65\uDD5E\uD804\uDC99\uDCBA\uDCA5\uFFFE\uFFFF\uFEFF\u200D\0";

    private static readonly Gen<string> Texts = Gen.Frequency(
        (8, Gen.OneOf(Gen.Char[Awkward], Gen.Char[Awkward], Gen.Char).Array[0, 30].Select(chars => new string(chars))),
        (1, Gen.String));

    private static readonly Dictionary<string, Func<string, string>> Functions = new()
    {
        ["Nfc"] = UnicodeText.Nfc,
        ["Nfd"] = UnicodeText.Nfd,
        ["Fold"] = UnicodeText.Fold,
        ["FoldMarks"] = UnicodeText.FoldMarks,
    };

    public static TheoryData<string> FunctionNames => [.. Functions.Keys];

    [Theory]
    [InlineData("Nfc", "cafe\u0301", "caf\u00E9")]
    [InlineData("Nfc", "\u212B", "\u00C5")] // the Ångström sign is a singleton
    [InlineData("Nfc", "s\u0307\u0323", "\u1E69")] // composes across marks that came in the other order
    [InlineData("Nfc", "a\u0301\u0301", "\u00E1\u0301")] // á takes no second acute
    [InlineData("Nfc", "a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")] // NormalizationTest, part 3
    [InlineData("Nfc", "\u0958", "\u0915\u093C")] // excluded from composition
    [InlineData("Nfc", "\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("Nfc", "\uAC00\u11A8", "\uAC01")]
    [InlineData("Nfc", "\uAC00\u11A7", "\uAC00\u11A7")] // U+11A7 is the base of the tails and no tail
    [InlineData("Nfc", "\u304B\u3099", "\u304C")]
    [InlineData("Nfc", "\uD834\uDD57\uD834\uDD65", "\uD834\uDD57\uD834\uDD65")] // beyond U+FFFF, excluded
    [InlineData("Nfc", "\uD804\uDC99\uD804\uDCBA", "\uD804\uDC9A")] // beyond U+FFFF, composed
    [InlineData("Nfc", "\u0301a", "\u0301a")] // a mark with nothing to stand on
    [InlineData("Nfd", "\u1E69", "s\u0323\u0307")]
    [InlineData("Nfd", "\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("Nfd", "\u01D5", "U\u0308\u0304")] // decomposes twice
    [InlineData("Fold", "Git-Bisect", "git-bisect")]
    [InlineData("Fold", "STRASSE Straße", "strasse strasse")]
    [InlineData("Fold", "CAFE\u0301", "caf\u00E9")]
    [InlineData("Fold", "Σίσυφος ΣΊΣΥΦΟΣ", "σίσυφοσ σίσυφοσ")]
    [InlineData("Fold", "\u1FB3 \u1FBC", "\u03B1\u03B9 \u03B1\u03B9")] // iota subscript
    [InlineData("Fold", "\u03B1\u0323\u0345", "\u03B1\u0323\u03B9")] // the dot below stays under the alpha, not the iota
    [InlineData("Fold", "İI ıi", "i\u0307i ıi")] // no Turkic folding
    [InlineData("Fold", "\u212A\u00B5", "k\u03BC")]
    [InlineData("Fold", "ВОПРОС", "вопрос")]
    [InlineData("Fold", "\uFB03", "ffi")]
    [InlineData("Fold", "\uD801\uDC00", "\uD801\uDC28")] // Deseret
    [InlineData("Fold", "\uAB70\u13F8", "\u13A0\u13F0")] // Cherokee folds to its upper case
    [InlineData("FoldMarks", "Crème BRÛLÉE", "creme brulee")]
    [InlineData("FoldMarks", "Ёлка, Йод", "елка, иод")]
    [InlineData("FoldMarks", "ΐ \u1FB7", "ι αι")]
    [InlineData("FoldMarks", "Tiếng Việt", "tieng viet")]
    [InlineData("FoldMarks", "İ ø đ æ", "i ø đ æ")]
    [InlineData("FoldMarks", "a\u034F\u0301\u0488\u0301", "a\u0488\u0301")] // an enclosing mark (Me) is not a nonspacing one
    [InlineData("FoldMarks", "\u2260 5\u0301 \u304C \u05D0\u05B8", "\u2260 5\u0301 \u304C \u05D0\u05B8")]
    public void Function_Example_AsWrittenByHand(string function, string text, string expected) =>
        Check(function, text, expected);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Function_AnyText_IsIdempotent(string function) =>
        Texts.Sample(text => Functions[function](text) is var once && Functions[function](once) == once, iter: 20_000);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Function_CanonicallyEqualText_GivesTheSame(string function) =>
        Texts.Sample(text => Functions[function](UnicodeText.Nfd(text)) == Functions[function](UnicodeText.Nfc(text))
            && Functions[function](UnicodeText.Nfd(text)) == Functions[function](text), iter: 20_000);

    [Fact]
    public void Results_AnyText_AreComposed() =>
        Texts.Sample(text => UnicodeText.Fold(text) is var folded && UnicodeText.Nfc(folded) == folded
            && UnicodeText.FoldMarks(folded) == UnicodeText.FoldMarks(text), iter: 20_000);

    [Fact]
    public void Functions_EveryCodePoint_AreIdempotentAndDoNotThrow()
    {
        foreach (var text in EveryCodePoint())
        {
            Assert.Equal(UnicodeText.Nfc(text), UnicodeText.Nfc(UnicodeText.Nfd(text)));
            foreach (var function in Functions.Values) Assert.Equal(function(text), function(function(text)));
        }
    }

    [Fact]
    public void Fold_EverySimpleCasePair_IsTheSame()
    {
        // The runtime's case tables are of a later Unicode, which gave some old letters a new capital (U+019B got U+A7DC):
        // the two must agree where both letters are old.
        foreach (var lower in Enumerable.Range(0, 0x530).Where(Rune.IsValid).Select(point => new Rune(point)))
        {
            var upper = Rune.ToUpperInvariant(lower);
            var isOldPair = upper.Value < 0x530 && Rune.ToLowerInvariant(upper) == lower;
            if (isOldPair) Check("Fold", upper.ToString(), UnicodeText.Fold(lower.ToString()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain ASCII")]
    [InlineData("Größe, Ærø, Đà")]
    [InlineData("Вопрос, 問題, 질문")]
    public void Nfc_SettledText_IsTheSameInstance(string text) => Assert.Same(text, UnicodeText.Nfc(text));

    [Theory]
    [InlineData("\uD800")]
    [InlineData("\uDC00\uD800")]
    [InlineData("\uD800\u0301\uDC00")]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("\uDBFF\uDFFF")]
    public void Functions_BrokenText_PassesThrough(string text)
    {
        foreach (var function in Functions.Keys) Check(function, text, text);
    }

    [Fact]
    public void Nfc_AlmostAMillionMarksInARow_AreSortedStablyInGoodTime()
    {
        // Classes 230, 220, 230 and 202 in turn; a quadratic sort would take minutes.
        const int count = 200_000;
        var text = "q" + string.Concat(Enumerable.Repeat("\u0301\u0323\u0308\u0327", count));
        var clock = Stopwatch.StartNew();
        var actual = UnicodeText.Nfc(text);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.Equal("q" + new string('\u0327', count) + new string('\u0323', count)
            + string.Concat(Enumerable.Repeat("\u0301\u0308", count)), actual);
    }

    [Fact]
    public void NormalForms_UnicodesOwnTest_Pass()
    {
        var lines = UnicodesOwnTest();
        Assert.SkipWhen(lines.Count == 0, "no NormalizationTest.txt on this machine (Debian: apt-get install unicode-data bzip2)");
        Assert.SkipUnless(lines[0].Contains($"-{UnicodeTable.Shared.Version}.txt", StringComparison.Ordinal),
            $"'{lines[0]}' is not for Unicode {UnicodeTable.Shared.Version}");

        // "c2 == toNFC(c1) == toNFC(c2) == toNFC(c3), c4 == toNFC(c4) == toNFC(c5)", and c3 and c5 likewise for NFD.
        var (part, listed) = ("", new HashSet<string>());
        foreach (var line in lines)
        {
            if (line.StartsWith('@')) part = line.Split(' ')[0];
            if (line.Length == 0 || line[0] is '#' or '@') continue;

            var columns = line.Split(';')[..5].Select(FromHex).ToArray();
            if (part == "@Part1") listed.Add(columns[0]);
            foreach (var column in columns[..3]) Check("Nfc", column, columns[1]);
            foreach (var column in columns[3..]) Check("Nfc", column, columns[3]);
            foreach (var column in columns[..3]) Check("Nfd", column, columns[2]);
            foreach (var column in columns[3..]) Check("Nfd", column, columns[4]);
        }

        // "For every code point X [...] not specifically listed in Part 1: X == toNFC(X) == toNFD(X)".
        Assert.NotEmpty(listed);
        foreach (var text in EveryCodePoint().Where(text => !listed.Contains(text)))
        {
            Check("Nfc", text, text);
            Check("Nfd", text, text);
        }
    }

    private static void Check(string function, string text, string expected)
    {
        var actual = Functions[function](text);
        if (actual != expected) Assert.Fail($"{function}({ToHex(text)}) is {ToHex(actual)}, not {ToHex(expected)}");
    }

    private static IEnumerable<string> EveryCodePoint() =>
        Enumerable.Range(0, 0x110000).Select(point => point < 0x10000 ? ((char)point).ToString() : char.ConvertFromUtf32(point));

    private static string FromHex(string points) =>
        string.Concat(points.Split(' ').Select(point => char.ConvertFromUtf32(Convert.ToInt32(point, 16))));

    // UTF-16 units, since the message must also be able to show a lone surrogate.
    private static string ToHex(string text) => string.Join(' ', text.Select(unit => $"{(int)unit:X4}"));

    // Debian packs the test with bzip2, which .NET cannot read.
    private static List<string> UnicodesOwnTest()
    {
        const string plain = "/usr/share/unicode/NormalizationTest.txt", packed = plain + ".bz2", unpacker = "/usr/bin/bzip2";
        if (File.Exists(plain)) return [.. File.ReadLines(plain)];
        if (!File.Exists(packed) || !File.Exists(unpacker)) return [];

        using var process = Process.Start(new ProcessStartInfo(unpacker, ["-dc", packed]) { RedirectStandardOutput = true })!;
        return [.. process.StandardOutput.ReadToEnd().Split('\n')];
    }
}
