namespace Predictor.Risk.Evaluation;

/// <summary>
/// The figures of one set of rows in every sample of <see cref="ClientDraws"/>. Rows are sorted once; a repeat only weighs each row by how often its
/// client was drawn and walks the rows in order. AUC, average precision and the scoring rules are those of every row; the figures of calibration are
/// of <see cref="CalibrationBins"/>.
/// </summary>
internal sealed class ClientBootstrap
{
    /// <summary>With fewer clients a percentile interval means little.</summary>
    internal const int FewestClients = 10;

    private readonly int[] _ends;
    private readonly double[] _values;
    private readonly double[] _lossIfOne;
    private readonly double[] _lossIfZero;
    private readonly CalibrationBins _bins;
    private readonly bool _withCurve;

    // By rank; the weight stands in the array of the row's label, 0 in the other, so that the walk has no branch.
    private readonly int[] _client;
    private readonly double[] _positive;
    private readonly double[] _negative;

    private ClientBootstrap(ScoredRows rows, RankedPredictions ranked, ClientNumbers clients, bool withCurve)
    {
        _withCurve = withCurve;
        _ends = ranked.Ends.ToArray();
        _values = ranked.Values.ToArray();
        _lossIfOne = new double[ranked.Count];
        _lossIfZero = new double[ranked.Count];
        for (var i = 0; i < ranked.Count; i++)
        {
            var p = LogOdds.Clipped(_values[i]);
            (_lossIfOne[i], _lossIfZero[i]) = (-LogOdds.Log(p), -LogOdds.Log(1 - p));
        }

        _bins = CalibrationBins.Of(ranked);
        _client = new int[rows.Count];
        _positive = new double[rows.Count];
        _negative = new double[rows.Count];
        for (var rank = 0; rank < rows.Count; rank++)
        {
            var row = ranked.Order[rank];
            _client[rank] = clients.Of(rows.Clients[row]);
            (rows.Labels[row] == 1 ? _positive : _negative)[rank] = rows.Weights[row];
        }
    }

    /// <summary>The figures of every repeat. The same bits at any number of threads.</summary>
    /// <param name="rows">All rows that <paramref name="draws"/> were made for, or some of them.</param>
    /// <param name="ranked">The same rows by prediction.</param>
    /// <param name="clientCount">How many clients <paramref name="rows"/> have.</param>
    /// <param name="draws">The samples.</param>
    /// <param name="withCurve">Whether the figures of the calibration curve are wanted too; they take the longest.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="whyNot">Why there are none; null where there are.</param>
    /// <returns>Null where there are none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BootstrapFigures? Of(ScoredRows rows, RankedPredictions ranked, int clientCount, ClientDraws draws, bool withCurve, CancellationToken cancellation, out string? whyNot)
    {
        whyNot = draws.Repeats == 0 ? "no bootstrap was asked for"
            : clientCount < FewestClients ? $"{clientCount} clients; an interval needs at least {FewestClients}"
            : null;
        return whyNot is null ? new ClientBootstrap(rows, ranked, draws.Clients, withCurve).Figures(draws, cancellation) : null;
    }

    private BootstrapFigures Figures(ClientDraws draws, CancellationToken cancellation)
    {
        var byFigure = new double[Enum.GetValues<Figure>().Length][];
        for (var figure = 0; figure < byFigure.Length; figure++)
            byFigure[figure] = new double[draws.Repeats];
        draws.ForEach((repeat, times) => Repeat(times, (figure, value) => byFigure[(int)figure][repeat] = value ?? double.NaN, cancellation), cancellation);
        return new BootstrapFigures(byFigure);
    }

    private void Repeat(int[] times, Action<Figure, double?> tell, CancellationToken cancellation)
    {
        var binPositive = new double[_bins.Count];
        var binNegative = new double[_bins.Count];
        var binOf = _bins.BinOf;
        var (concordant, area, squares, loss, above, ones) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = _ends.Length - 1; i >= 0; i--)
        {
            var (positive, negative) = (0.0, 0.0);
            for (var rank = i == 0 ? 0 : _ends[i - 1]; rank < _ends[i]; rank++)
            {
                double drawn = times[_client[rank]];
                positive += drawn * _positive[rank];
                negative += drawn * _negative[rank];
            }

            concordant += negative * (ones + 0.5 * positive);
            ones += positive;
            above += positive + negative;
            if (positive > 0)
                area += positive * (ones / above);
            var p = _values[i];
            squares += positive * (1 - p) * (1 - p) + negative * p * p;
            loss += positive * _lossIfOne[i] + negative * _lossIfZero[i];
            binPositive[binOf[i]] += positive;
            binNegative[binOf[i]] += negative;
        }

        var zeros = above - ones;
        var both = ones > 0 && zeros > 0;
        var share = ones / above;
        tell(Figure.Auc, both ? Discrimination.Share(concordant, ones * zeros) : null);
        tell(Figure.AveragePrecision, ones > 0 ? Discrimination.Share(area, ones) : null);
        tell(Figure.Brier, above > 0 ? squares / above : null);
        tell(Figure.ScaledBrier, both ? 1 - squares / above / (share * (1 - share)) : null);
        tell(Figure.LogLoss, above > 0 ? loss / above : null);

        var binned = _bins.Weighed(binPositive, binNegative);
        tell(Figure.CalibrationIntercept, LogisticRecalibration.Intercept(binned).Value);
        tell(Figure.CalibrationSlope, LogisticRecalibration.Line(binned).Value?.Slope);
        var index = _withCurve ? CalibrationIndex.Of(binned, cancellation).Value : null;
        tell(Figure.Ici, index?.Mean);
        tell(Figure.E50, index?.Median);
        tell(Figure.E90, index?.Percentile90);
    }
}
