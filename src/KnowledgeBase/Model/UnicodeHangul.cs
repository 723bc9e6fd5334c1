namespace KnowledgeBase.Model;

/// <summary>Korean syllables, whose letters are found by arithmetic (Unicode 3.12) and so are not in the table.</summary>
internal static class UnicodeHangul
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28; // a tail of 0 is none
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    public static bool IsSyllable(int point) => IsWithin(point, SyllableBase, SyllableCount);

    public static void AddDecomposed(List<int> points, int syllable)
    {
        var (rest, tail) = Math.DivRem(syllable - SyllableBase, TailCount);
        var (lead, vowel) = Math.DivRem(rest, VowelCount);
        points.Add(LeadBase + lead);
        points.Add(VowelBase + vowel);
        if (tail > 0) points.Add(TailBase + tail);
    }

    public static bool TryCompose(int first, int second, out int syllable)
    {
        if (IsWithin(first, LeadBase, LeadCount) && IsWithin(second, VowelBase, VowelCount))
        {
            syllable = SyllableBase + (((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount;
            return true;
        }

        syllable = first + second - TailBase;
        return IsSyllable(first) && (first - SyllableBase) % TailCount == 0 && IsWithin(second, TailBase + 1, TailCount - 1);
    }

    private static bool IsWithin(int point, int start, int count) => (uint)(point - start) < (uint)count;
}
