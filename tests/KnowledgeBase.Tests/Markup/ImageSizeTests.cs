using System.Text;
using CsCheck;
using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>What images say of their size: the headers of each format, and any bytes at all.</summary>
public class ImageSizeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452 00000140 000000C8 08060000", "320x200")]
    [InlineData("474946383961 4001 C800 F7", "320x200")]
    [InlineData("FFD8 FFE00010 4A46494600010100000100010000 FFC00011 08 00C8 0140 03012200", "320x200")]
    [InlineData("FFD8 FFFF E00004 0000 FFC20011 08 00C8 0140 03012200", "320x200")]
    [InlineData("52494646 24000000 57454250 56503820 18000000 300100 9D012A 4001 C800 000000000000", "320x200")]
    [InlineData("52494646 24000000 57454250 5650384C 18000000 2F 3FC13100 0000000000000000", "320x200")]
    [InlineData("52494646 24000000 57454250 56503858 0A000000 10000000 3F0100 C70000 000000000000", "320x200")]
    [InlineData("89504E470D0A1A0A0000000D49484452 00000000 000000C8 08060000", null)]
    [InlineData("89504E470D0A1A0A0000000D49484452 7FFFFFFF 7FFFFFFF 08060000", null)]
    [InlineData("FFD8 FFDA 0004 0000", null)]
    [InlineData("255044462D", null)]
    public void OfFile_Header_GivesItsSize(string hex, string? expected) => Check(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), expected);

    [Theory]
    [InlineData("<svg width='320' height=\"200\"/>", "320x200")]
    [InlineData("<!-- x --><svg xmlns='http://www.w3.org/2000/svg'\n viewBox='0 0 320 200'>", "320x200")]
    [InlineData("<svg stroke-width='9' width='320' height='200' viewBox='0,0,1,1'>", "320x200")]
    [InlineData("<svg width='100%' height='5em' viewBox='0,0,320,200'>", "320x200")]
    [InlineData("<svg width='NaN' height='200'>", null)]
    [InlineData("<svg", null)]
    [InlineData("<html width='1' height='1'>", null)]
    public void OfFile_Svg_GivesItsSize(string text, string? expected) => Check(Encoding.UTF8.GetBytes(text), expected);

    [Fact]
    public void OfFile_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.OneOf("89504E47", "47494638", "FFD8FFC0", "FFD8FFE0", "524946460000000057454250565038", "3C737667", ""), Gen.Byte.Array[0, 60], (head, tail) => Convert.FromHexString(head.Length % 2 == 0 ? head : head + "0").Concat(tail).ToArray())
            .Sample(bytes =>
            {
                if (ImageSize.OfFile(bytes) is not { } size) return;
                Assert.InRange(size.Width, 1, 30_000);
                Assert.InRange(size.Height, 1, 30_000);
            });

    private static void Check(byte[] file, string? expected) =>
        Assert.Equal(expected, ImageSize.OfFile(file) is { } size ? $"{size.Width}x{size.Height}" : null);
}
