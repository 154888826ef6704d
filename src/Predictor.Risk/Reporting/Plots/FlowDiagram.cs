using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>One stage of a flow diagram.</summary>
/// <param name="Lines">What the box says, a few short lines.</param>
/// <param name="LeavesOut">What falls away before the next stage, a few short lines; empty for nothing.</param>
internal sealed record FlowStage(IReadOnlyList<string> Lines, IReadOnlyList<string> LeavesOut);

/// <summary>Boxes from top to bottom, with what falls away beside the arrows, and at the end the parts of the last one.</summary>
internal static class FlowDiagram
{
    private const double Width = 400;
    private const double BoxWidth = 214;
    private const double SideLeft = 232;
    private const double LineHeight = 17;
    private const double Padding = 9;
    private const double Gap = 18;

    public static XElement Of(string id, string title, string description, IReadOnlyList<FlowStage> stages, IReadOnlyList<IReadOnlyList<string>> parts)
    {
        var content = new List<XElement>();
        var y = 2.0;
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            content.AddRange(Box(0, y, BoxWidth, stage.Lines, "box"));
            y += Height(stage.Lines);
            if (i == stages.Count - 1) break;

            var side = stage.LeavesOut.Count == 0 ? 0 : Height(stage.LeavesOut);
            var next = y + Gap + side + (side > 0 ? Gap : 0);
            content.Add(Svg.Line(BoxWidth / 2, y, BoxWidth / 2, next - 5, "arrow"));
            content.Add(Svg.Path([((BoxWidth / 2) - 4, next - 7), (BoxWidth / 2, next), ((BoxWidth / 2) + 4, next - 7)], "head", isClosed: true));
            if (side > 0)
            {
                content.Add(Svg.Line(BoxWidth / 2, y + Gap + (side / 2), SideLeft, y + Gap + (side / 2), "arrow"));
                content.AddRange(Box(SideLeft, y + Gap, Width - SideLeft - 1, stage.LeavesOut, "box out"));
            }

            y = next;
        }

        y += Gap;
        content.Add(Svg.Text(0, y + 4, "of which", "start", "label quiet"));
        y += 12;
        for (var i = 0; i < parts.Count; i++)
        {
            content.AddRange(Box(i % 2 == 0 ? 0 : (Width + 8) / 2, y, ((Width - 8) / 2) - 1, parts[i], "box"));
            if (i % 2 == 1 || i == parts.Count - 1) y += Height(parts[i]) + 8;
        }

        return Svg.Root(id, Width, y, title, description, content);
    }

    private static double Height(IReadOnlyList<string> lines) => (lines.Count * LineHeight) + (2 * Padding) - 3;

    private static IEnumerable<XElement> Box(double x, double y, double width, IReadOnlyList<string> lines, string style)
    {
        yield return Svg.Rectangle(x + 1, y, width - 1, Height(lines), style);
        for (var i = 0; i < lines.Count; i++) yield return Svg.Text(x + Padding, y + Padding + 10 + (i * LineHeight), lines[i], "start", i == 0 ? "label strong" : "label");
    }
}
