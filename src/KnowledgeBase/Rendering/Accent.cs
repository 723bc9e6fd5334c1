using System.Globalization;

namespace KnowledgeBase.Rendering;

/// <summary>
/// Turns the accent colour of <c>site.yaml</c> into the hue and strength that the style sheet is made from. How light a colour
/// is stays with the style sheet, so text keeps its contrast whatever accent is chosen.
/// </summary>
internal static class Accent
{
    /// <summary>Stronger colours than this one cannot be shown at every lightness.</summary>
    private const double MostChroma = 0.16;

    public static string StyleOf(string? accent)
    {
        if (accent is null) return "";
        var (chroma, hue) = Oklch(accent);
        return string.Create(CultureInfo.InvariantCulture, $"\n@layer tokens {{ :root {{ --hue: {hue:0.#}; --chroma: {Math.Min(chroma, MostChroma):0.###}; }} }}\n");
    }

    /// <summary>Chroma and hue (in degrees) of an sRGB colour in OKLCH, by Björn Ottosson's matrices.</summary>
    private static (double Chroma, double Hue) Oklch(string accent)
    {
        var (r, g, b) = (Linear(accent[1..3]), Linear(accent[3..5]), Linear(accent[5..7]));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var greenRed = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var blueYellow = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        var hue = Math.Atan2(blueYellow, greenRed) * 180 / Math.PI;
        return (Math.Sqrt((greenRed * greenRed) + (blueYellow * blueYellow)), hue < 0 ? hue + 360 : hue);
    }

    private static double Linear(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
