using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Training;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Horizons;

/// <summary>
/// Trains the horizons of a package as one curve: the default horizon by itself, each other as a step from its neighbour. A step is learned from those rows
/// whose label at the neighbour leaves it open: for a later horizon the clients who stay up to there, for an earlier one those who have left by then. Both labels
/// of a row are known where the later is, so that the later one's censoring weight is right for the step. A closing end keeps a row among those who stay: steps
/// are hazards of the cumulative incidence (Fine and Gray 1999), which is what the label asks for.
/// </summary>
internal sealed class CurveTrainer(Cohort cohort, HeadTrainer heads, PipelineOptions pipeline)
{
    private readonly Dictionary<int, Step> _steps = [];
    private readonly Dictionary<int, Dictionary<int, double>> _weights = [];

    /// <summary>Trains a horizon; the one that it is told from must have been trained before.</summary>
    /// <param name="horizonDays">The horizon.</param>
    /// <param name="labelled">Its training rows.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TooFewEventsException">There are too few clients with the outcome.</exception>
    public TrainedHead Train(int horizonDays, LabelledRows labelled, IProgress<string>? progress, CancellationToken cancellation)
    {
        var learned = Learn(horizonDays, labelled, progress, cancellation);
        var model = ModelOf(horizonDays);
        // A curve is calibrated in its steps; another line over their product could make it cross itself.
        var calibration = model is CurveModel ? new AffineCalibration(0, 1) : learned.Calibration.Calibration;
        return heads.Finish(horizonDays, labelled, learned, model, calibration, OutOfFold(horizonDays, labelled, learned.Rows), progress, cancellation);
    }

    /// <summary>Learns a horizon and nothing to compare it with.</summary>
    /// <returns>What was learned, with all rows of the horizon.</returns>
    /// <inheritdoc cref="Train"/>
    public LearnedHead Learn(int horizonDays, LabelledRows labelled, IProgress<string>? progress, CancellationToken cancellation)
    {
        var rows = heads.Rows(horizonDays, labelled, out var warning, progress, cancellation);
        _weights[horizonDays] = labelled.Rows.Zip(labelled.Weights).ToDictionary(r => r.First, r => r.Second);
        var given = HorizonChain.GivenOf(pipeline.HorizonDays, horizonDays);
        var kept = given is { } from ? Open(labelled, horizonDays, from) : [.. Enumerable.Range(0, rows.RowCount)];
        var (own, goesByFirst) = (rows, false);
        if (given is { } before)
        {
            own = Picked(rows, kept);
            // Where the label after it is not known yet, an earlier step has nothing to learn from; where it is, its weight is the right one.
            if (horizonDays < before) own = own with { Weights = [.. kept.Select(i => _weights[before][labelled.Rows[i]])] };
            var events = Rarer(own);
            if (EventGate.CheckStep(events, horizonDays, before) is { } few) warning = few;
            goesByFirst = events < EventGate.Fewest;
        }

        var learned = goesByFirst ? ByFirst(labelled, kept, own, warning, cancellation) : heads.Learn(horizonDays, own, warning, progress, cancellation);
        var outOfFold = new Dictionary<int, double>(kept.Length);
        for (var i = 0; i < kept.Length; i++) outOfFold.Add(labelled.Rows[kept[i]], learned.Calibration.Calibration.LogOdds(learned.Result.OutOfFoldLogOdds[i]));
        _steps[horizonDays] = new Step(new CurveComponent(horizonDays, learned.Result.Model, learned.Calibration.Calibration), outOfFold);
        return learned with { Rows = rows };
    }

    /// <summary>The calibrated risk of a row at a horizon that was learned.</summary>
    public double Probability(int horizonDays, ReadOnlySpan<double> row) => ModelOf(horizonDays) is CurveModel curve
        ? StableMath.Sigmoid(curve.LogOdds(row))
        : StableMath.Sigmoid(_steps[horizonDays].Component.LogOdds(row));

    private IRiskModel ModelOf(int horizonDays)
    {
        var way = Way(horizonDays);
        return way.Count == 1 ? way[0].Component.Model : new CurveModel([.. way.Select(s => s.Component)]);
    }

    /// <summary>From the default horizon to another.</summary>
    private List<Step> Way(int horizonDays) => [.. HorizonChain.WayTo(pipeline.HorizonDays, horizonDays).Select(h => _steps[h])];

    /// <summary>
    /// The risk of each row, no model of it having seen a label of the row: where a step learned from the row, by its model without the row's fold; where it did
    /// not, by its model.
    /// </summary>
    private double[] OutOfFold(int horizonDays, LabelledRows labelled, TrainingRows rows)
    {
        var way = Way(horizonDays);
        var curve = ModelOf(horizonDays) as CurveModel;
        var risks = new double[labelled.Rows.Length];
        Parallel.For(0, risks.Length, row =>
        {
            Span<double> logOdds = stackalloc double[way.Count];
            for (var i = 0; i < logOdds.Length; i++) logOdds[i] = way[i].LogOdds(labelled.Rows[row], rows.Row(row));
            risks[row] = StableMath.Sigmoid(curve?.Together(logOdds) ?? logOdds[0]);
        });
        return risks;
    }

    /// <summary>A step with too few events for a model of its own: a line over the log-odds of the first horizon, which takes two numbers.</summary>
    private LearnedHead ByFirst(LabelledRows labelled, int[] kept, TrainingRows own, string? warning, CancellationToken cancellation)
    {
        var first = _steps[pipeline.HorizonDays[0]];
        var logOdds = new double[kept.Length];
        for (var i = 0; i < kept.Length; i++) logOdds[i] = first.LogOdds(labelled.Rows[kept[i]], own.Row(i));
        var line = AffineCalibrator.Fit(logOdds, own.Labels, own.Weights, cancellation);
        // The line is over calibrated log-odds and the component holds the model's own.
        var calibration = first.Component.Calibration.Followed(line.Calibration);
        return new LearnedHead(own, new EngineResult(first.Component.Model, [.. logOdds.Select(first.Component.Calibration.Before)], []), new CalibrationFit(calibration, line.Note), warning);
    }

    /// <summary>The rows, by their place in the list, that the label at another horizon leaves open.</summary>
    private int[] Open(LabelledRows labelled, int horizonDays, int givenDays)
    {
        var given = pipeline.HorizonDays.ToList().IndexOf(givenDays);
        var open = horizonDays > givenDays ? 0 : 1;
        return [.. Enumerable.Range(0, labelled.Rows.Length).Where(i => cohort.Label(labelled.Rows[i], given).Value == open && (open == 0 || _weights[givenDays].ContainsKey(labelled.Rows[i])))];
    }

    private static TrainingRows Picked(TrainingRows rows, int[] kept)
    {
        var columns = rows.Columns.Count;
        var values = new double[kept.Length * columns];
        for (var i = 0; i < kept.Length; i++) rows.Row(kept[i]).CopyTo(values.AsSpan(i * columns, columns));
        return rows with
        {
            Values = values,
            Labels = Array.ConvertAll(kept, i => rows.Labels[i]),
            Weights = Array.ConvertAll(kept, i => rows.Weights[i]),
            Clients = Array.ConvertAll(kept, i => rows.Clients[i]),
            Folds = Array.ConvertAll(kept, i => rows.Folds[i]),
        };
    }

    /// <summary>Clients with a row of the label that fewer clients have.</summary>
    private static int Rarer(TrainingRows rows)
    {
        var with = rows.Clients.Where((_, row) => rows.Labels[row] == 1).Distinct().Count();
        var without = rows.Clients.Where((_, row) => rows.Labels[row] == 0).Distinct().Count();
        return Math.Min(with, without);
    }

    private sealed record Step(CurveComponent Component, IReadOnlyDictionary<int, double> OutOfFold)
    {
        /// <summary>The calibrated log-odds of a row of the cohort: out of fold where the step learned from it.</summary>
        public double LogOdds(int row, ReadOnlySpan<double> values) => OutOfFold.TryGetValue(row, out var known) ? known : Component.LogOdds(values);
    }
}
