using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Model;

/// <summary>Short texts that come again and again: names, tags, ids, licences. Who holds one of these holds the same string as the others do.</summary>
/// <remarks>Each has one slot by its hash, where the last that was met stays: so this needs no lock and never grows, and what is met often is mostly there.</remarks>
internal static class KnownTexts
{
    private static readonly string?[] s_slots = new string?[1 << 14];

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null) return null;
        ref var slot = ref SlotOf(text);
        if (slot is { } known && known == text) return known;
        return slot = text;
    }

    public static string Of(ReadOnlySpan<char> text)
    {
        ref var slot = ref SlotOf(text);
        if (slot is { } known && text.SequenceEqual(known)) return known;
        return slot = text.ToString();
    }

    private static ref string? SlotOf(ReadOnlySpan<char> text) => ref s_slots[XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text)) % (ulong)s_slots.Length];
}
