using Predictor.Risk.Packaging;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Horizons;

/// <summary>The risks of a row at all horizons of a package, as one curve. Safe to use from many threads at once.</summary>
internal sealed class RiskCurve
{
    private readonly CurveComponent[] _earlier;
    private readonly CurveComponent _default;
    private readonly CurveComponent[] _later;

    private RiskCurve(CurveComponent first, CurveComponent[] earlier, CurveComponent[] later) => (_default, _earlier, _later) = (first, earlier, later);

    /// <summary>The curve of a package; null where its horizons were learned apart.</summary>
    public static RiskCurve? Of(ModelPackage package)
    {
        if (!package.IsCurve) return null;
        var first = package.Heads[0];
        var steps = package.Heads.Select(h => h.Model).OfType<CurveModel>().Select(m => m.Last).ToList();
        return new RiskCurve(
            new CurveComponent(first.HorizonDays, first.Model, first.Calibration),
            [.. steps.Where(s => s.HorizonDays < first.HorizonDays).OrderByDescending(s => s.HorizonDays)],
            [.. steps.Where(s => s.HorizonDays > first.HorizonDays).OrderBy(s => s.HorizonDays)]);
    }

    /// <summary>The risk at each horizon, by ascending horizon: it never falls.</summary>
    public IReadOnlyList<CurvePoint> Of(ReadOnlySpan<double> row)
    {
        var points = new CurvePoint[_earlier.Length + 1 + _later.Length];
        var logOdds = _default.LogOdds(row);
        points[_earlier.Length] = new CurvePoint(_default.HorizonDays, StableMath.Sigmoid(logOdds));
        Follow(_earlier, logOdds, row, points, -1);
        Follow(_later, logOdds, row, points, +1);
        return points;
    }

    private void Follow(CurveComponent[] steps, double first, ReadOnlySpan<double> row, CurvePoint[] points, int direction)
    {
        Span<double> logOdds = stackalloc double[steps.Length + 1];
        logOdds[0] = first;
        var at = _earlier.Length;
        for (var i = 0; i < steps.Length; i++)
        {
            logOdds[i + 1] = steps[i].LogOdds(row);
            var way = logOdds[..(i + 2)];
            var risk = StableMath.Sigmoid(direction > 0 ? Hazards.Any(way) : Hazards.All(way));
            // Where a step adds next to nothing, rounding alone could turn the order round.
            var before = points[at].Probability;
            at += direction;
            points[at] = new CurvePoint(steps[i].HorizonDays, direction > 0 ? Math.Max(risk, before) : Math.Min(risk, before));
        }
    }
}
