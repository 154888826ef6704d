using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;

namespace Predictor.Risk.Monitoring;

/// <summary>
/// Performance over calendar windows as a control chart (Shewhart 1931). The centre is the figure on the held-out clients of the training; a limit is so many standard errors away, of the window's figure
/// (from a bootstrap of its clients) and of the centre (from its interval) together. Only windows whose outcomes are all known are judged: near the end of the data those known first are
/// not those of all.
/// </summary>
internal sealed class PerformanceWindows(ModelPackage package, Cohort cohort, int[] clients, DriftOptions options)
{
    /// <summary>Fewer clients make no chart.</summary>
    public const int FewestClients = 30;

    /// <summary>Fewer clients with the outcome make none either.</summary>
    public const int FewestEvents = 10;

    // A 95 % interval is this many standard errors wide where the figure is about normal.
    private const double WidthOfInterval = 2 * 1.959963984540054;

    private static readonly Figure[] Watched = [Figure.Auc, Figure.CalibrationIntercept, Figure.CalibrationSlope];

    private readonly MetricsDocument _metrics = PackageJson.Read<MetricsDocument>(PackageFiles.Metrics, package.Files[PackageFiles.Metrics]);

    /// <param name="horizon">Index of the head.</param>
    /// <param name="rows">Ascending indices into the cohort's rows: those to judge on.</param>
    /// <param name="probabilities">The calibrated probability of each.</param>
    /// <param name="cancellation">Stops the work.</param>
    public List<WindowPerformance> Of(int horizon, int[] rows, double[] probabilities, CancellationToken cancellation)
    {
        var windows = Enumerable.Range(0, rows.Length).GroupBy(i => FirstOf(cohort.Rows[rows[i]].Landmark.Ticks)).OrderBy(g => g.Key);
        return [.. windows.Select(w => Judge(horizon, w.Key, [.. w], rows, probabilities, cancellation))];
    }

    private WindowPerformance Judge(int horizon, DateOnly first, int[] members, int[] rows, double[] probabilities, CancellationToken cancellation)
    {
        var head = package.Heads[horizon];
        var labelDays = head.HorizonDays + package.Pipeline.Outcome.InactivityDays;
        // To the first tick after the window, and from there to where the last label is known.
        var known = package.Pipeline.Calendar.AddDays(package.Pipeline.Calendar.Day(Next(first)).EarliestTicks, labelDays);
        var people = members.Select(i => clients[cohort.Rows[rows[i]].Episode]).ToArray();
        var window = new WindowPerformance { HorizonDays = head.HorizonDays, Window = Name(first), Rows = members.Length, Clients = people.Distinct().Count(), Events = 0, Predicted = members.Average(i => probabilities[i]), Observed = null, Figures = [], WhyNotJudged = null };
        if (known > cohort.CutTicks) return window with { WhyNotJudged = $"its outcomes are all known {labelDays} days after its end, and the data end before" };

        var labels = members.Select(i => cohort.Label(rows[i], horizon).Value).ToArray();
        window = window with { Events = people.Where((_, i) => labels[i] == 1).Distinct().Count(), Observed = labels.Average(l => (double)l) };
        if (window.Clients < FewestClients || window.Events < FewestEvents) return window with { WhyNotJudged = $"{window.Clients} clients, {window.Events} of them with the outcome; a window is judged from {FewestClients} and {FewestEvents} on" };

        var scored = new ScoredRows([.. members.Select(i => probabilities[i])], labels, [.. members.Select(_ => 1.0)], people, [.. members.Select(i => cohort.Rows[rows[i]].Landmark.Kind)], [.. members.Select(i => cohort.Rows[rows[i]].NotYetGone)]);
        var measured = MeasuredRows.Of(scored, censored: 0, new ClientDraws(scored, new EvaluationOptions { BootstrapRepeats = options.BootstrapRepeats, Seed = (ulong)package.Seed }), cancellation);
        return window with { Figures = [.. Watched.Select(f => Controlled(f, head.HorizonDays, measured)).OfType<ControlledFigure>()] };
    }

    /// <summary>Null where the window or the held-out clients do not define the figure or its error.</summary>
    private ControlledFigure? Controlled(Figure figure, int horizonDays, MeasuredRows measured)
    {
        var (value, _) = Told(measured.Performance, figure);
        if (!_metrics.ByHorizon.TryGetValue(horizonDays, out var heldOut)) return null;
        var (centre, interval) = Told(heldOut, figure);
        if (value is not { } now || centre is not { } before || interval is not { } ci || measured.Repeats?.StandardError(figure) is not { } error) return null;
        var ofCentre = (ci.Upper - ci.Lower) / WidthOfInterval;
        var reach = options.Sigma * Math.Sqrt((error * error) + (ofCentre * ofCentre));
        var (lower, upper) = (before - reach, before + reach);
        return new ControlledFigure(char.ToLowerInvariant(figure.ToString()[0]) + figure.ToString()[1..], now, before, lower, upper, now < lower || (now > upper && figure != Figure.Auc));
    }

    private static (double? Value, ConfidenceInterval? Interval) Told(Performance performance, Figure figure) => figure switch
    {
        Figure.Auc => (performance.Auc, performance.AucCi),
        Figure.CalibrationIntercept => (performance.CalibrationIntercept, performance.CalibrationInterceptCi),
        _ => (performance.CalibrationSlope, performance.CalibrationSlopeCi),
    };

    private DateOnly FirstOf(long ticks)
    {
        var local = package.Pipeline.Calendar.Local(ticks);
        return new DateOnly(local.Year, options.Window == CalendarWindow.Month ? local.Month : (3 * ((local.Month - 1) / 3)) + 1, 1);
    }

    private DateOnly Next(DateOnly first) => first.AddMonths(options.Window == CalendarWindow.Month ? 1 : 3);

    private string Name(DateOnly first) => options.Window == CalendarWindow.Month
        ? first.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{first.Year}-Q{(first.Month + 2) / 3}");
}
