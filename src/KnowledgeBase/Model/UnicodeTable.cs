using System.Globalization;

namespace KnowledgeBase.Model;

/// <summary>What the pinned Unicode version says of each code point; read from unicode-data.txt when first asked.</summary>
/// <remarks>The sections and their lines are described in make-unicode-data.py, which writes them.</remarks>
internal sealed class UnicodeTable
{
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    private UnicodeTable()
    {
        using var resource = typeof(UnicodeTable).Assembly.GetManifestResourceStream("KnowledgeBase.Model.unicode-data.txt")!;
        using var reader = new StreamReader(resource);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '[') section = line;
            else if (line[0] != '#') Read(section, line.Split(' '));
        }
    }

    // The runtime fills this once, on first use and under its own lock.
    public static UnicodeTable Shared { get; } = new();

    public string Version { get; private set; } = "";

    /// <summary>Canonical combining classes; 0, the default, is a starter.</summary>
    public UnicodeMap<byte> Classes { get; } = new();

    public UnicodeMap<UnicodeTraits> Traits { get; } = new();

    /// <summary>Canonical decompositions, one step: (0, 0) where there is none, Second 0 for a singleton.</summary>
    public UnicodeMap<(int First, int Second)> Decompositions { get; } = new();

    /// <summary>Case foldings, status C and F; null where a code point folds to itself.</summary>
    public UnicodeMap<int[]?> Foldings { get; } = new();

    public bool TryCompose(int first, int second, out int composite) => _compositions.TryGetValue((first, second), out composite);

    private void Read(string section, string[] fields)
    {
        switch (section)
        {
            case "[version]": Version = fields[0]; break;
            case "[classes]": ReadClass(fields); break;
            case "[never-composed]": AddTrait(fields[0], UnicodeTraits.NeverComposed | UnicodeTraits.Unsettled); break;
            case "[may-compose]": AddTrait(fields[0], UnicodeTraits.MayCompose | UnicodeTraits.Unsettled); break;
            case "[marks]": AddTrait(fields[0], UnicodeTraits.Mark); break;
            case "[letters]": AddTrait(fields[0], UnicodeTraits.Letter); break;
            case "[decompositions]": ReadDecomposition([.. fields.Select(Hex)]); break;
            case "[foldings]": ReadFolding(fields); break;
            case "[expansions]": Foldings[Hex(fields[0])] = [.. fields.Skip(1).Select(Hex)]; break;
            default: throw new InvalidDataException($"unicode-data.txt: unknown section '{section}'");
        }
    }

    private void ReadClass(string[] fields)
    {
        AddTrait(fields[0], UnicodeTraits.Unsettled);
        foreach (var point in Points(fields[0])) Classes[point] = (byte)Hex(fields[1]);
    }

    private void ReadDecomposition(int[] points)
    {
        var pair = (First: points[1], Second: points.ElementAtOrDefault(2));
        Decompositions[points[0]] = pair;
        if (!Traits[points[0]].HasFlag(UnicodeTraits.NeverComposed)) _compositions.Add(pair, points[0]);
    }

    private void ReadFolding(string[] fields)
    {
        var target = Hex(fields[1]);
        var points = Points(fields[0]);
        foreach (var point in points) Foldings[point] = [target + point - points[0]];
    }

    private void AddTrait(string span, UnicodeTraits trait)
    {
        foreach (var point in Points(span)) Traits[point] |= trait;
    }

    // FROM[-TO][/STEP]
    private static List<int> Points(string span)
    {
        var ends = span.Split('/')[0].Split('-');
        var step = span.Contains('/') ? Hex(span.Split('/')[1]) : 1;
        var points = new List<int>();
        for (var point = Hex(ends[0]); point <= Hex(ends[^1]); point += step) points.Add(point);
        return points;
    }

    private static int Hex(string number) => int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>Yes-or-no properties of a code point.</summary>
[Flags]
internal enum UnicodeTraits : byte
{
    None = 0,
    NeverComposed = 1, // NFC_QC=No: the composition exclusions
    MayCompose = 2, // NFC_QC=Maybe: can join what stands before it
    Unsettled = 4, // either of these, or a combining class: composing can move or change it
    Mark = 8, // general category Mn
    Letter = 16, // general category L*, script Latin, Greek or Cyrillic
}

/// <summary>A value for every code point; blocks of 256 that hold only the default take no room.</summary>
internal sealed class UnicodeMap<T>
{
    private readonly T[]?[] _blocks = new T[0x110000 >> 8][];

    public T? this[int point]
    {
        get => _blocks[point >> 8] is { } block ? block[point & 0xFF] : default;
        set => (_blocks[point >> 8] ??= new T[256])[point & 0xFF] = value!;
    }
}
