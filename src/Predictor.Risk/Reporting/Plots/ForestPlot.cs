using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>One line of a forest plot.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">The figure; null where there is none.</param>
/// <param name="Interval">Its interval; null where there is none.</param>
/// <param name="Why">What is told in place of a figure.</param>
internal sealed record ForestLine(string Label, double? Value, ConfidenceInterval? Interval, string Why);

/// <summary>Figures with their intervals one below the other, beside a line of reference. The names stand above the intervals: so there is room for them on a phone.</summary>
internal static class ForestPlot
{
    private const double Width = 400;
    private const double Left = 24;
    private const double Right = Width - 24;
    private const double RowHeight = 38;
    private const int LongestLabel = 32;

    /// <param name="id">Unique on the page.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="lines">From top to bottom.</param>
    /// <param name="reference">Where the line of reference stands.</param>
    /// <param name="axisTitle">What the figures are.</param>
    /// <param name="show">How they are told.</param>
    public static XElement Of(string id, string title, string description, IReadOnlyList<ForestLine> lines, double reference, string axisTitle, Func<double, string> show)
    {
        var known = lines.Where(l => l.Value is not null).SelectMany(l => new[] { l.Value!.Value, l.Interval?.Lower ?? l.Value.Value, l.Interval?.Upper ?? l.Value.Value });
        var axis = Axis.Over(known.Append(reference), axisTitle, value => Show.Number(value, "0.##"));
        var bottom = (lines.Count * RowHeight) + 8;
        var content = new List<XElement>();
        foreach (var tick in axis.Ticks)
        {
            var x = axis.Place(tick, Left, Right);
            content.Add(Svg.Line(x, 4, x, bottom, "grid"));
            content.Add(Svg.Text(x, bottom + 16, axis.Show(tick), "middle", "tick"));
        }

        var zero = axis.Place(reference, Left, Right);
        content.Add(Svg.Line(zero, 4, zero, bottom, "reference"));
        for (var i = 0; i < lines.Count; i++) content.AddRange(Row(lines[i], i * RowHeight, axis, show));
        content.Add(Svg.Text(Width / 2, bottom + 34, axisTitle, "middle", "axis"));
        return Svg.Root(id, Width, bottom + 42, title, description, content);
    }

    private static IEnumerable<XElement> Row(ForestLine line, double top, Axis axis, Func<double, string> show)
    {
        yield return Svg.Text(0, top + 16, Svg.Short(line.Label, LongestLabel), "start", "label halo");
        if (line.Value is not { } value)
        {
            yield return Svg.Text(Width, top + 16, line.Why, "end", "label halo quiet");
            yield break;
        }

        var told = show(value) + (line.Interval is { } ci ? $" ({show(ci.Lower)} to {show(ci.Upper)})" : "");
        yield return Svg.Text(Width, top + 16, told, "end", "label halo");
        var y = top + 29;
        if (line.Interval is { } interval) yield return Svg.Line(axis.Place(interval.Lower, Left, Right), y, axis.Place(interval.Upper, Left, Right), y, "whisker series-1");
        yield return Svg.Rectangle(axis.Place(value, Left, Right) - 4, y - 4, 8, 8, "mark series-1");
    }
}
