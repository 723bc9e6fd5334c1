using System.Globalization;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>A picture of each thread's title, for places where its address is shared.</summary>
/// <remarks>Named by what is on it, so that one that stands in the site need not be made again.</remarks>
internal sealed class SocialCards
{
    // A change of the drawing changes all names.
    private const int Version = 1;
    private const int Margin = 80, QuietSize = 32, TitleTop = 150, TitleBottom = 520;
    private const string DefaultAccent = "#2457a6";
    private static readonly (int Size, int LineHeight)[] TitleSizes = [(64, 84), (48, 62), (40, 52)];

    private readonly SiteConfig _config;
    private readonly byte[] _colours;

    public SocialCards(SiteConfig config)
    {
        _config = config;
        var (ground, ink, quiet, accent) = ((int[])[255, 255, 255], (int[])[28, 30, 33], (int[])[95, 99, 104], Rgb(config.Accent ?? DefaultAccent));
        _colours = [.. Shades(ground, ink), .. Shades(ground, quiet), .. accent.Select(part => (byte)part)];
    }

    /// <summary>Where the thread's card is; null if its title has letters that would show as boxes, or must be joined as ours cannot be.</summary>
    public SiteUrl? UrlOf(ForumThread thread)
    {
        var title = Shown(thread.Title);
        if (title.Length == 0 || !CardLetters.All.Have(title)) return null;
        var content = string.Join('\n', (string[])[Version.ToString(CultureInfo.InvariantCulture), thread.Slug.Value, title, _config.Title, _config.Accent ?? DefaultAccent, .. thread.Tags]);
        return new($"assets/card.{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(content)).ToString("x16", CultureInfo.InvariantCulture)}.png");
    }

    /// <param name="thread">One that has a card.</param>
    public byte[] Draw(ForumThread thread)
    {
        var canvas = CardCanvas.Empty();
        canvas.Fill(0, 0, CardCanvas.Width, 20, CardCanvas.Accent);
        if (Fitting(Shown(_config.Title)) is { } site) canvas.Write(site, Margin, 70, QuietSize, CardCanvas.QuietInk);

        var (lines, size, lineHeight) = Title(Shown(thread.Title));
        for (var i = 0; i < lines.Count; i++) canvas.Write(lines[i], Margin, TitleTop + i * lineHeight, size, CardCanvas.Ink);

        var tags = string.Join(" · ", thread.Tags.Select(Shown).Where(CardLetters.All.Have));
        if (Fitting(tags) is { } shown) canvas.Write(shown, Margin, 550, QuietSize, CardCanvas.QuietInk);
        return canvas.ToPng(_colours);
    }

    /// <summary>The largest size in which the title fits; in the smallest its end may be cut.</summary>
    private static (List<string> Lines, int Size, int LineHeight) Title(string title)
    {
        foreach (var (size, lineHeight) in TitleSizes)
        {
            var most = (TitleBottom - TitleTop) / lineHeight;
            var lines = Wrap(title, size);
            if (lines.Count <= most) return (lines, size, lineHeight);
            if (size != TitleSizes[^1].Size) continue;
            lines.RemoveRange(most, lines.Count - most);
            lines[^1] = lines[^1].TrimEnd() + "…";
            return (lines, size, lineHeight);
        }

        throw new InvalidOperationException("there is a smallest size");
    }

    private static List<string> Wrap(string text, int size)
    {
        const double room = CardCanvas.Width - 2 * Margin;
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (CardLetters.All.WidthOf(longer, size) <= room)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) lines.Add(line);
            line = word;
            // A word longer than a line goes on in the next.
            while (CardLetters.All.WidthOf(line, size) > room)
            {
                var cut = line.Length - 1;
                while (cut > 1 && (CardLetters.All.WidthOf(line[..cut], size) > room || char.IsLowSurrogate(line[cut]))) cut--;
                lines.Add(line[..cut]);
                line = line[cut..];
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>One quiet line, cut where it would leave the card; null if it has letters that are not there, or none at all.</summary>
    private static string? Fitting(string text)
    {
        if (text.Length == 0 || !CardLetters.All.Have(text)) return null;
        var lines = Wrap(text, QuietSize);
        return lines.Count == 1 ? lines[0] : lines[0] + "…";
    }

    /// <summary>Letters in their composed form, single spaces, and no pictures: an emoji says nothing that the words do not.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in UnicodeText.Nfc(text).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) shown.Append(' ');
            else if (!IsOfPictures(rune)) shown.Append(rune.ToString());
        }

        return string.Join(' ', shown.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A picture, or a sign that only changes or joins pictures.</summary>
    private static bool IsOfPictures(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => true,
        UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol => rune.Value > 0x2200,
        _ => false,
    };

    private static IEnumerable<byte> Shades(int[] ground, int[] ink) =>
        Enumerable.Range(0, 16).SelectMany(shade => ground.Zip(ink, (from, to) => (byte)(from + (to - from) * shade / 15)));

    private static int[] Rgb(string colour) => [.. Enumerable.Range(0, 3).Select(part => int.Parse(colour.AsSpan(1 + 2 * part, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
