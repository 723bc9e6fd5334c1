using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Any accent gives colours that can be read: links at least 4.5 to 1 on the page and on what is raised, in light and in dark.</summary>
public sealed partial class AccentTests
{
    [Theory]
    [InlineData("#336699", 250, 251)]
    [InlineData("#ff0000", 29, 30)]
    [InlineData("#00ff00", 142, 143)]
    public void StyleOf_Colour_HasItsHue(string accent, double least, double most)
    {
        var (hue, _) = Read(Accent.StyleOf(accent));
        Assert.InRange(hue, least, most);
    }

    [Fact]
    public void StyleOf_NoColour_LeavesTheStyleSheetAsItIs() => Assert.Equal("", Accent.StyleOf(null));

    [Fact]
    public void EveryAccent_KeepsItsContrast()
    {
        for (var hue = 0; hue < 360; hue += 5)
        {
            // The strongest chroma that an accent can give, and how style.css uses it.
            Assert.True(Contrast((0.43, 0.16, hue), (0.97, 0.006, hue)) >= 4.5, $"light, hue {hue}");
            Assert.True(Contrast((0.80, 0.128, hue), (0.24, 0.0352, hue)) >= 4.5, $"dark, hue {hue}");
        }
    }

    private static (double Hue, double Chroma) Read(string style)
    {
        var match = Values().Match(style);
        return (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    private static double Contrast((double L, double C, double H) one, (double L, double C, double H) other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance of an OKLCH colour, brought into sRGB by clipping, which is worse than what browsers do.</summary>
    private static double Luminance((double L, double C, double H) colour)
    {
        var (a, b) = (colour.C * Math.Cos(colour.H * Math.PI / 180), colour.C * Math.Sin(colour.H * Math.PI / 180));
        var l = Math.Pow(colour.L + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(colour.L - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(colour.L - (0.0894841775 * a) - (1.2914855480 * b), 3);
        var red = Math.Clamp((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s), 0, 1);
        var green = Math.Clamp((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s), 0, 1);
        var blue = Math.Clamp((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s), 0, 1);
        return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
    }

    [GeneratedRegex("--hue: ([0-9.]+); --chroma: ([0-9.]+);")]
    private static partial Regex Values();
}
