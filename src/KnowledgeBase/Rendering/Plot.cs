using System.Globalization;
using System.Net;
using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Draws figures as SVG, which takes its colours from the style sheet. A table beside it says the same in text.</summary>
internal static class Plot
{
    private const int Width = 640;
    private const int Line = 26;
    private const int NameWidth = 240;
    private const int CountWidth = 60;
    private const int ColumnHeight = 180;
    private const int DigitWidth = 8, SmallDigitWidth = 7;
    private const int MostName = 12;

    /// <summary>A bar for each name, one under another.</summary>
    public static SafeHtml Bars(string title, IReadOnlyList<(string Name, int Count)> bars, Words words)
    {
        var most = Math.Max(1, bars.Select(bar => bar.Count).DefaultIfEmpty(0).Max());
        var svg = Start(title, Math.Max(1, bars.Count) * Line);
        for (var i = 0; i < bars.Count; i++)
        {
            var width = (double)(Width - NameWidth - CountWidth) * bars[i].Count / most;
            var middle = (i * Line) + (Line * 0.7);
            Text(svg, NameWidth - 8, middle, "end", Short(bars[i].Name, 34));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"first\" x=\"{NameWidth}\" y=\"{(i * Line) + 4}\" width=\"{width:0.#}\" height=\"{Line - 8}\"/>");
            Text(svg, NameWidth + width + 6, middle, "start", words.Number(bars[i].Count));
        }

        return new(svg.Append("</svg>").ToString());
    }

    /// <summary>Columns side by side for each name, one for each series; with their figures where there is room, or with the largest.</summary>
    public static SafeHtml Columns(string title, IReadOnlyList<string> series, IReadOnlyList<(string Name, int[] Counts)> columns, Words words)
    {
        var most = Math.Max(1, columns.SelectMany(column => column.Counts).DefaultIfEmpty(0).Max());
        var svg = Start(title, ColumnHeight + (2 * Line));
        var room = (double)Width / Math.Max(1, columns.Count);
        if (columns.Count > 0) room -= Math.Max(0, HalfOf(columns[^1].Name) - (room / 2)) / columns.Count;
        var each = Math.Min(room * 0.8 / series.Count, 40);
        var hasRoom = words.Number(most).Length * SmallDigitWidth <= each;
        var step = (int)Math.Ceiling(columns.Count / 14.0);
        for (var i = 0; i < columns.Count; i++)
        {
            var left = (i * room) + ((room - (each * series.Count)) / 2);
            for (var j = 0; j < series.Count; j++)
            {
                var height = (double)(ColumnHeight - Line) * columns[i].Counts[j] / most;
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(j == 0 ? "first" : "second")}\" x=\"{left + (j * each):0.#}\" y=\"{ColumnHeight - height:0.#}\" width=\"{each * 0.9:0.#}\" height=\"{height:0.#}\"/>");
                if (columns[i].Counts[j] is > 0 and var count && (hasRoom || count == most)) Text(svg, left + (j * each) + (each * 0.45), ColumnHeight - height - 5, "middle", words.Number(count), " class=\"value\"");
            }

            // The last name is always there, and those that reach into it are not.
            var isLast = i == columns.Count - 1;
            if (isLast || (i % step == 0 && HalfOf(columns[i].Name) + HalfOf(columns[^1].Name) <= (columns.Count - 1 - i) * room)) Text(svg, Math.Max((i * room) + (room / 2), HalfOf(columns[i].Name)), ColumnHeight + 18, "middle", Short(columns[i].Name, MostName));
        }

        var legend = 0;
        for (var j = 0; j < series.Count; j++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(j == 0 ? "first" : "second")}\" x=\"{legend}\" y=\"{ColumnHeight + 32}\" width=\"12\" height=\"12\"/>");
            Text(svg, legend + 18, ColumnHeight + 43, "start", series[j]);
            legend += 18 + (series[j].Length * DigitWidth) + 24;
        }

        return new(svg.Append("</svg>").ToString());
    }

    private static StringBuilder Start(string title, int height) => new StringBuilder().Append(
        CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string attribute = "") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{attribute}>{WebUtility.HtmlEncode(text)}</text>");

    private static double HalfOf(string name) => Math.Min(name.Length, MostName) * DigitWidth / 2.0;

    private static string Short(string text, int most) => text.EnumerateRunes().Count() <= most ? text : string.Concat(text.EnumerateRunes().Take(most - 1)) + "…";
}
