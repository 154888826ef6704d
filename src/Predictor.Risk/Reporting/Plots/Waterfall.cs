using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>From a start over steps up and down to an end.</summary>
internal static class Waterfall
{
    private const double Width = 400;
    private const double Left = 24;
    private const double Right = Width - 24;
    private const double RowHeight = 34;

    /// <param name="id">Unique on the page.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="start">Where it starts, with its name and how it is told.</param>
    /// <param name="steps">The steps, with their names and how they are told.</param>
    /// <param name="end">How the end is named and told.</param>
    /// <param name="axisTitle">What the places are.</param>
    public static XElement Of(
        string id, string title, string description, (string Name, double At, string Told) start, IReadOnlyList<(string Name, double Change, string Told)> steps, (string Name, string Told) end, string axisTitle)
    {
        var reached = new List<double> { start.At };
        foreach (var step in steps) reached.Add(reached[^1] + step.Change);
        var axis = Axis.Over(reached, axisTitle, value => Show.Number(value, "0.##"));
        var bottom = ((steps.Count + 2) * RowHeight) + 6;
        var content = new List<XElement>();
        foreach (var tick in axis.Ticks)
        {
            var x = axis.Place(tick, Left, Right);
            content.Add(Svg.Line(x, 4, x, bottom, "grid"));
            content.Add(Svg.Text(x, bottom + 16, axis.Show(tick), "middle", "tick"));
        }

        Row(start.Name, start.Told, 0);
        content.Add(Svg.Circle(axis.Place(start.At, Left, Right), 25, 4.5, "point series-0"));
        for (var i = 0; i < steps.Count; i++)
        {
            var (from, to) = (axis.Place(reached[i], Left, Right), axis.Place(reached[i + 1], Left, Right));
            var top = (i + 1) * RowHeight;
            Row(steps[i].Name, steps[i].Told, top);
            content.Add(Svg.Line(from, top - 9, from, top + 20, "link"));
            content.Add(Svg.Rectangle(Math.Min(from, to), top + 20, Math.Max(Math.Abs(to - from), 1), 10, $"bar {(steps[i].Change > 0 ? "series-2" : "series-1")}"));
        }

        var last = (steps.Count + 1) * RowHeight;
        Row(end.Name, end.Told, last);
        content.Add(Svg.Line(axis.Place(reached[^1], Left, Right), last - 4, axis.Place(reached[^1], Left, Right), last + 20, "link"));
        content.Add(Svg.Circle(axis.Place(reached[^1], Left, Right), last + 25, 4.5, "point series-0"));
        content.Add(Svg.Text(Width / 2, bottom + 34, axisTitle, "middle", "axis"));
        return Svg.Root(id, Width, bottom + 42, title, description, content);

        void Row(string name, string told, double top)
        {
            content.Add(Svg.Text(0, top + 15, Svg.Short(name, 40), "start", "label halo"));
            content.Add(Svg.Text(Width, top + 15, told, "end", "label halo"));
        }
    }
}
