using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Markup;

/// <summary>How large an image is, in pixels.</summary>
public sealed partial record ImageSize(int Width, int Height)
{
    private const int Most = 30_000;

    /// <summary>The size as forums write it at the end of an image's text: <c>a cat|690x388</c>, or <c>|690x388, 50%</c>.</summary>
    /// <param name="length">What the text is long without it.</param>
    internal static ImageSize? OfText(string text, out int length)
    {
        length = text.Length;
        if (Written().Match(text) is not { Success: true } match) return null;
        length = match.Index;
        var scale = match.Groups["scale"] is { Success: true } percent ? int.Parse(percent.ValueSpan, CultureInfo.InvariantCulture) : 100;
        return Of(Number("width"), Number("height"));

        double Number(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) * scale / 100.0;
    }

    /// <summary>The size that a PNG, JPEG, GIF, WebP or SVG file says it has; null for any other file.</summary>
    public static ImageSize? OfFile(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when file.Length >= 24 => Of(Big32(file[16..]), Big32(file[20..])),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] when file.Length >= 10 => Of(Little16(file[6..]), Little16(file[8..])),
        [0xFF, 0xD8, ..] => OfJpeg(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] when file.Length >= 30 => OfWebP(file[12..]),
        _ => OfSvg(file[..Math.Min(file.Length, 4096)]),
    };

    /// <summary>The frame's header is one of many segments, each with its length.</summary>
    private static ImageSize? OfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return Of(Big16(file[(at + 7)..]), Big16(file[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + Big16(file[(at + 2)..]);
        }

        return null;
    }

    private static ImageSize? OfWebP(ReadOnlySpan<byte> chunk) => Encoding.ASCII.GetString(chunk[..4]) switch
    {
        "VP8 " => Of(Little16(chunk[14..]) & 0x3FFF, Little16(chunk[16..]) & 0x3FFF),
        "VP8L" => BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]) is var bits ? Of((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1) : null,
        "VP8X" => Of((BinaryPrimitives.ReadUInt32LittleEndian(chunk[12..]) & 0xFFFFFF) + 1, (BinaryPrimitives.ReadUInt32LittleEndian(chunk[14..]) >> 8) + 1),
        _ => null,
    };

    /// <summary>Its width and height where they are in pixels, else those of the box it draws in.</summary>
    private static ImageSize? OfSvg(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start);
        var tag = SvgTag().Match(text).Value;
        if (tag.Length == 0) return null;
        if (Length(tag, "width") is { } width && Length(tag, "height") is { } height) return Of(width, height);
        var box = Attribute(tag, "viewBox")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return box is [_, _, var boxWidth, var boxHeight] && Pixels(boxWidth) is { } across && Pixels(boxHeight) is { } down ? Of(across, down) : null;
    }

    private static double? Length(string tag, string name) => Attribute(tag, name) is { } value ? Pixels(value) : null;

    private static double? Pixels(string value) =>
        double.TryParse(value.EndsWith("px", StringComparison.Ordinal) ? value[..^2] : value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Attribute(string tag, string name)
    {
        foreach (Match attribute in SvgAttribute().Matches(tag))
        {
            if (attribute.Groups["name"].Value == name) return attribute.Groups["value"].Value.Trim();
        }

        return null;
    }

    private static ImageSize? Of(double width, double height) =>
        width is >= 0.5 and <= Most && height is >= 0.5 and <= Most ? new((int)Math.Round(width), (int)Math.Round(height)) : null;

    private static int Big16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Big32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    [GeneratedRegex(@"\|(?<width>[0-9]{1,5})x(?<height>[0-9]{1,5})(, ?(?<scale>[0-9]{1,3})%)?$")]
    private static partial Regex Written();

    [GeneratedRegex(@"<svg\b[^>]*>")]
    private static partial Regex SvgTag();

    [GeneratedRegex(@"\s(?<name>[A-Za-z]+)\s*=\s*(""(?<value>[^""]*)""|'(?<value>[^']*)')", RegexOptions.ExplicitCapture)]
    private static partial Regex SvgAttribute();
}
