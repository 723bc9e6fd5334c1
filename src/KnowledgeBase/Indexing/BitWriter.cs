using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace KnowledgeBase.Indexing;

/// <summary>Writes bits; what is likely takes less than a bit. How likely, it learns from the bits that were written in the same context.</summary>
/// <remarks>A range coder, whose twin is <c>bits.js</c>: both do the same arithmetic on whole numbers.</remarks>
internal sealed class BitWriter
{
    /// <summary>Contexts that <see cref="Number"/> takes.</summary>
    public const int NumberContexts = LengthContexts + 36 * 8;

    /// <summary>Contexts that <see cref="Word"/> takes.</summary>
    public const int WordContexts = NumberContexts + 32 * 256;

    /// <summary>Of the length of a number, which is told in up to five parts.</summary>
    private const int LengthContexts = 5 * 8;

    /// <summary>The chance of what is not known, and the bounds of what is: nothing is sure.</summary>
    private const uint Even = 0x8000, Least = 64, Most = 0x10000 - Least;

    private const int MostSeen = 40;

    /// <summary>How far one more bit moves the chance, in 32,768ths: by how often the context was seen.</summary>
    private static readonly int[] Steps = MakeSteps();

    private readonly ByteWriter _bytes = new(256);

    /// <summary>For each context the chance of a 1, in 65,536ths, and below it, in a byte, how often it was seen.</summary>
    private readonly uint[] _contexts;

    private BitRange _range;

    /// <param name="contexts">How many there are.</param>
    public BitWriter(int contexts)
    {
        _contexts = new uint[contexts];
        Begin();
    }

    /// <summary>Forgets all that was written.</summary>
    public void Begin()
    {
        Array.Fill(_contexts, Even << 8);
        _bytes.Clear();
        _range = new(0, uint.MaxValue);
    }

    public void Bit(int context, int bit) => Bit(ref _contexts[context], bit, ref _range);

    /// <summary>So many bits, the highest first, each in the context of those above it.</summary>
    public void Tree(int context, int bits, int value)
    {
        // A copy of the range stays in registers, which is half of the time.
        var range = _range;
        Tree(_contexts.AsSpan(context, 1 << bits), bits, value, ref range);
        _range = range;
    }

    /// <summary>Any number: its length, then its bits, of which only the first three are predicted.</summary>
    public void Number(int context, int value)
    {
        var range = _range;
        var length = BitOperations.Log2((uint)++value);
        var contexts = _contexts.AsSpan(context, NumberContexts);
        // Three bits are enough for the length of most; a seven says that more follows.
        var (part, rest) = (0, length);
        for (; rest >= 7; rest -= 7) Tree(contexts.Slice(8 * part++, 8), 3, 7, ref range);
        Tree(contexts.Slice(8 * part, 8), 3, rest, ref range);
        var firsts = contexts.Slice(LengthContexts + length * 8, 8);
        var (left, node) = (length, 1);
        for (; left > 0 && node < 8; node = node << 1 | value >> left & 1) Bit(ref firsts[node], value >> --left & 1, ref range);
        while (left-- > 0) Split(value >> left & 1, Even, ref range);
        _range = range;
    }

    /// <summary>A word of a sorted list: how many characters it shares with the one before, and the rest, letter by letter, each in the context of the last.</summary>
    public void Word(int context, string word, string before)
    {
        var shared = ByteWriter.Shared(word, before);
        Number(context, shared);
        var rest = word.AsSpan(shared);
        // Three bytes for each letter, and one for the end.
        var letters = rest.Length < 80 ? stackalloc byte[256] : new byte[3 * rest.Length + 1];
        letters[Encoding.UTF8.GetBytes(rest, letters)] = 0;
        var last = 0;
        foreach (var letter in letters)
        {
            Tree(context + NumberContexts + 256 * (last & 31), 8, letter);
            if (letter == 0) return;
            last = letter;
        }
    }

    /// <returns>All that was written; a reader takes zeros for what comes after.</returns>
    public ReadOnlySpan<byte> End()
    {
        // The shortest number in the range that is left.
        for (var kept = 24; kept >= 0; kept -= 8)
        {
            var rest = (1u << kept) - 1;
            if (_range.Low > uint.MaxValue - rest) continue;
            var number = (_range.Low + rest) & ~rest;
            if (number > _range.High) continue;
            for (; number != 0; number <<= 8) _bytes.Byte((int)(number >> 24));
            break;
        }

        return _bytes.Written;
    }

    private static int[] MakeSteps()
    {
        var steps = new int[MostSeen + 1];
        for (var seen = 0; seen < steps.Length; seen++) steps[seen] = 65536 / (2 * seen + 3);
        return steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tree(Span<uint> contexts, int bits, int value, ref BitRange range)
    {
        for (var node = 1; bits-- > 0; node = node << 1 | value >> bits & 1) Bit(ref contexts[node], value >> bits & 1, ref range);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bit(ref uint known, int bit, ref BitRange range)
    {
        var (chance, seen) = (known >> 8, known & 0xFF);
        Split(bit, chance, ref range);
        chance += (uint)((int)(Least + (Most - Least) * (uint)bit - chance) * Steps[seen] >> 15);
        known = chance << 8 | Math.Min(seen + 1, MostSeen);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Split(int bit, uint chance, ref BitRange range)
    {
        var (low, high) = range;
        var middle = low + (uint)((ulong)(high - low) * chance >> 16);
        // Without a branch: which bit comes is what nobody knows.
        var isOne = (uint)-bit;
        high += (middle - high) & isOne;
        low += (middle + 1 - low) & ~isOne;
        for (; (low ^ high) < 1 << 24; low <<= 8, high = high << 8 | 0xFF) _bytes.Byte((int)(high >> 24));
        range = new(low, high);
    }

    /// <summary>What is left of all numbers, after what was written.</summary>
    private readonly record struct BitRange(uint Low, uint High);
}
