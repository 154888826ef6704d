using Predictor.Risk.Features;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Compares a model with refits of it on the same rows.</summary>
internal sealed class StabilityOfRefits
{
    /// <summary>How many features count as the strongest.</summary>
    public const int Strongest = 10;

    private const int MostRows = 2000;

    private readonly FeatureSet _features;
    private readonly ScoredRows _rows;
    private readonly double[] _values;
    private readonly RiskBandsOfRows _bands;
    private readonly int?[] _ranks;
    private readonly List<int?[]> _refits = [];
    private readonly List<double> _aucs = [];
    private readonly List<(double Distance, double Weight)> _distances = [];
    private double _otherBand;

    /// <param name="head">The model.</param>
    /// <param name="features">Its columns, which are those of the refits too.</param>
    /// <param name="rows">The rows it is judged on, with its own probabilities; all rows of some clients are looked at.</param>
    /// <param name="values">Row-major, rows x features.</param>
    /// <param name="seed">What the clients are drawn from.</param>
    /// <param name="cancellation">Stops the work.</param>
    public StabilityOfRefits(ModelHead head, FeatureSet features, ScoredRows rows, double[] values, ulong seed, CancellationToken cancellation)
    {
        var kept = RowSample.Of(rows, MostRows, seed);
        var isKept = new HashSet<int>(kept);
        _features = features;
        _rows = rows.Where(isKept.Contains);
        _values = RowSample.Picked(values, kept, features.Count);
        _bands = new RiskBandsOfRows(head, _rows.Probabilities);
        _ranks = Ranks(head, cancellation);
    }

    /// <summary>Takes a refit into account.</summary>
    public void Add(ModelHead refit, CancellationToken cancellation)
    {
        _refits.Add(Ranks(refit, cancellation));
        var probabilities = new double[_rows.Count];
        var (moved, weights) = (0.0, 0.0);
        for (var row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = refit.Probability(_values.AsSpan(row * _features.Count, _features.Count));
            var weight = _rows.Weights[row];
            _distances.Add((Math.Abs(probabilities[row] - _rows.Probabilities[row]), weight));
            weights += weight;
            if (_bands.IsOther(row, probabilities[row])) moved += weight;
        }

        _otherBand += moved / weights;
        if (Discrimination.Auc(RankedPredictions.Of(_rows.WithProbabilities(probabilities))).Value is { } auc) _aucs.Add(auc);
    }

    /// <summary>What the refits taken into account show; at least one has to be.</summary>
    public Stability Told(double clientShare)
    {
        _distances.Sort();
        var weight = _distances.Sum(d => d.Weight);
        return new Stability
        {
            Refits = _refits.Count,
            ClientShare = clientShare,
            Rows = _rows.Count,
            Features =
            [
                .. Enumerable.Range(0, _features.Count)
                    .Where(f => _ranks[f] <= Strongest || _refits.Exists(r => r[f] <= Strongest))
                    .OrderBy(f => _ranks[f] ?? int.MaxValue)
                    .Select(Told),
            ],
            SharedStrongest = Shared(),
            MeanAbsoluteDifference = _distances.Sum(d => d.Distance * d.Weight) / weight,
            Difference90 = Quantile(0.9 * weight),
            OtherBand = _otherBand / _refits.Count,
            AucRange = _aucs.Count == _refits.Count ? new ConfidenceInterval(_aucs.Min(), _aucs.Max()) : null,
        };
    }

    private FeatureStability Told(int feature)
    {
        var ranks = _refits.ConvertAll(r => r[feature]);
        return new FeatureStability(
            _features.Slots[feature].Feature.Code,
            _features.Slots[feature].Feature.Name,
            _ranks[feature],
            ranks.Min(),
            ranks.Contains(null) ? null : ranks.Max(),
            ranks.Count(r => r <= Strongest) / (double)ranks.Count);
    }

    private double Shared()
    {
        var own = Enumerable.Range(0, _features.Count).Where(f => _ranks[f] <= Strongest).ToList();
        return own.Count == 0 ? 1 : _refits.Average(r => own.Count(f => r[f] <= Strongest) / (double)own.Count);
    }

    private double Quantile(double weight)
    {
        var sum = 0.0;
        return _distances.First(d => (sum += d.Weight) >= weight || d == _distances[^1]).Distance;
    }

    /// <summary>The rank of each feature by weighted mean absolute contribution; null for those that move nothing. Of equals the first column stands first.</summary>
    private int?[] Ranks(ModelHead head, CancellationToken cancellation)
    {
        var explained = ExplainedRows.Of(head, _features, _rows, _values, cancellation);
        var ranks = new int?[_features.Count];
        var used = Enumerable.Range(0, ranks.Length).Select(f => (Feature: f, Strength: ImportanceOfFeatures.OfFamily(explained, [f]))).Where(f => f.Strength > 0).OrderByDescending(f => f.Strength).ToList();
        for (var i = 0; i < used.Count; i++) ranks[used[i].Feature] = i + 1;
        return ranks;
    }

    /// <summary>The model's bands, and in which of them it puts each row.</summary>
    private sealed class RiskBandsOfRows
    {
        private readonly ModelHead _head;
        private readonly string[] _own;

        public RiskBandsOfRows(ModelHead head, ReadOnlySpan<double> probabilities)
        {
            _head = head;
            _own = new string[probabilities.Length];
            for (var row = 0; row < _own.Length; row++) _own[row] = head.Bands.Of(probabilities[row]);
        }

        public bool IsOther(int row, double probability) => _head.Bands.Of(probability) != _own[row];
    }
}
