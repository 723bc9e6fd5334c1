using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace KnowledgeBase.Indexing;

/// <summary>Writes bits; what is likely takes less than a bit. How likely, it learns from the bits that were written in the same context.</summary>
/// <remarks>A range coder, whose twin is <c>bits.js</c>: both do the same arithmetic on whole numbers.</remarks>
internal sealed class BitWriter
{
    /// <summary>Contexts that <see cref="Number"/> takes.</summary>
    public const int NumberContexts = 32 + 32 * 8;

    /// <summary>Contexts that <see cref="Word"/> takes.</summary>
    public const int WordContexts = NumberContexts + 32 * 256;

    /// <summary>The chance of what is not known.</summary>
    private const uint Even = 0x8000;

    private const int MostSeen = 40;

    /// <summary>How far one more bit moves the chance, in 32,768ths: by how often the context was seen.</summary>
    private static readonly int[] Steps = [.. Enumerable.Range(0, MostSeen + 1).Select(seen => 65536 / (2 * seen + 3))];

    private readonly ByteWriter _bytes = new(256);

    /// <summary>For each context the chance of a 1, in 65,536ths, and below it, in a byte, how often it was seen.</summary>
    private readonly uint[] _contexts;

    private uint _low, _high;

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
        (_low, _high) = (0, uint.MaxValue);
    }

    public void Bit(int context, int bit) => Bit(ref _contexts[context], bit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bit(ref uint known, int bit)
    {
        Split(bit, known >> 8);
        var (chance, seen) = ((int)(known >> 8), (int)(known & 0xFF));
        chance += (bit * 65535 - chance) * Steps[seen] >> 15;
        known = (uint)chance << 8 | (uint)Math.Min(seen + 1, MostSeen);
    }

    /// <summary>So many bits, the highest first, each in the context of those above it.</summary>
    public void Tree(int context, int bits, int value)
    {
        var contexts = _contexts.AsSpan(context, 1 << bits);
        for (var node = 1; bits-- > 0; node = node << 1 | value >> bits & 1) Bit(ref contexts[node], value >> bits & 1);
    }

    /// <summary>Any number: its length, then its bits, of which only the first three are predicted.</summary>
    public void Number(int context, int value)
    {
        var length = BitOperations.Log2((uint)++value);
        Tree(context, 5, length);
        for (var (left, node) = (length, 1); left-- > 0; node = node << 1 | value >> left & 1)
        {
            if (node < 8) Bit(context + 32 + length * 8 + node, value >> left & 1);
            else Split(value >> left & 1, Even);
        }
    }

    /// <summary>A word of a sorted list: how many characters it shares with the one before, and the rest, letter by letter, each in the context of the last.</summary>
    public void Word(int context, string word, string before)
    {
        var shared = word.AsSpan().CommonPrefixLength(before);
        // Half of a pair of surrogates is no text.
        if (shared > 0 && char.IsHighSurrogate(word[shared - 1])) shared--;
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
            if (_low > uint.MaxValue - rest) continue;
            var number = (_low + rest) & ~rest;
            if (number > _high) continue;
            for (; number != 0; number <<= 8) _bytes.Byte((int)(number >> 24));
            break;
        }

        return _bytes.Written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Split(int bit, uint chance)
    {
        var middle = _low + (uint)((ulong)(_high - _low) * Math.Clamp(chance, 64, 65472) >> 16);
        if (bit == 1) _high = middle;
        else _low = middle + 1;
        for (; (_low ^ _high) >> 24 == 0; _low <<= 8, _high = _high << 8 | 0xFF) _bytes.Byte((int)(_high >> 24));
    }
}
