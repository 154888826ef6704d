using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>A plane with two axes to draw on.</summary>
internal sealed class Plot
{
    // Drawn for the width of a phone, where a unit is about a pixel; wider pages enlarge it.
    private const double Width = 400;
    private const double Left = 56;
    private const double Right = Width - 20;
    private const double Top = 12;

    private readonly double _bottom;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly List<XElement> _drawn = [];

    /// <param name="x">The axis below.</param>
    /// <param name="y">The axis at the left.</param>
    /// <param name="height">Of the plane, without the axis below.</param>
    public Plot(Axis x, Axis y, double height = 250)
    {
        (_x, _y, _bottom) = (x, y, Top + height);
    }

    public void Line(IEnumerable<(double X, double Y)> points, string style) => _drawn.Add(Svg.Path(points.Select(At), $"line {style}"));

    public void Area(IReadOnlyList<(double X, double Lower, double Upper)> points, string style) =>
        _drawn.Add(Svg.Path(points.Select(p => At((p.X, p.Upper))).Concat(points.Reverse().Select(p => At((p.X, p.Lower)))), $"area {style}", isClosed: true));

    public void Point(double x, double y, string style)
    {
        var at = At((x, y));
        _drawn.Add(Svg.Circle(at.X, at.Y, 3.5, $"point {style}"));
    }

    public void Whisker(double x, double lower, double upper, string style)
    {
        var (from, to) = (At((x, lower)), At((x, upper)));
        _drawn.Add(Svg.Line(from.X, from.Y, to.X, to.Y, $"whisker {style}"));
    }

    public void Bar(double from, double to, double height, string style)
    {
        var (low, high) = (At((from, _y.From)), At((to, height)));
        _drawn.Add(Svg.Rectangle(low.X + 0.5, high.Y, Math.Max(0, high.X - low.X - 1), low.Y - high.Y, $"bar {style}"));
    }

    public XElement ToSvg(string id, string title, string description)
    {
        var frame = new List<XElement>();
        foreach (var tick in _x.Ticks)
        {
            var x = _x.Place(tick, Left, Right);
            frame.Add(Svg.Line(x, Top, x, _bottom, "grid"));
            frame.Add(Svg.Text(x, _bottom + 16, _x.Show(tick), "middle", "tick"));
        }

        foreach (var tick in _y.Ticks)
        {
            var y = _y.Place(tick, _bottom, Top);
            frame.Add(Svg.Line(Left, y, Right, y, "grid"));
            frame.Add(Svg.Text(Left - 6, y + 4, _y.Show(tick), "end", "tick"));
        }

        frame.Add(Svg.Text((Left + Right) / 2, _bottom + 34, _x.Title, "middle", "axis"));
        // Turned about the place where it stands.
        var place = $"{Svg.Number(12)} {Svg.Number((Top + _bottom) / 2)}";
        var turned = Svg.Text(12, (Top + _bottom) / 2, _y.Title, "middle", "axis");
        turned.Add(new XAttribute("transform", $"rotate(-90 {place})"));
        frame.Add(turned);
        frame.Add(Svg.Line(Left, _bottom, Right, _bottom, "base"));
        return Svg.Root(id, Width, _bottom + 40, title, description, frame, _drawn);
    }

    private (double X, double Y) At((double X, double Y) point) => (_x.Place(point.X, Left, Right), _y.Place(point.Y, _bottom, Top));
}
