using Predictor.Risk.Features;
using Predictor.Risk.Numerics;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Monitoring;

/// <summary>Compares rows with those that a model was trained on: features, and scores. It needs no outcome.</summary>
public static class DriftMonitor
{
    /// <summary>Compares.</summary>
    /// <param name="package">The model.</param>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="options">From where on something is an alarm.</param>
    /// <param name="progress">Told what is being done; null for nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no row, or the values are not rows of the package's features.</exception>
    /// <exception cref="ModelPackageException">The package keeps nothing to compare with.</exception>
    public static DriftResult Compare(ModelPackage package, MonitoredRows rows, DriftOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var columns = package.Features.Count;
        if (rows.Clients.Length == 0) throw new ArgumentException("There is no landmark to compare.", nameof(rows));
        if (rows.Values.Length != (long)rows.Clients.Length * columns) throw new ArgumentException($"There are {rows.Values.Length} values; expected {rows.Clients.Length} rows of {columns} features.", nameof(rows));
        var references = package.Heads.Select(h => h.Reference ?? throw new ModelPackageException($"{PackageFiles.Pipeline}: keeps no distribution of the scores by client, as training writes it now; train the model anew to monitor it.")).ToList();
        var weights = new ClientWeights(rows.Clients);

        progress?.Report($"Comparing {columns} features of {rows.Clients.Length} landmarks of {weights.Clients} clients");
        var compared = new Comparison[columns];
        Parallel.For(0, columns, new ParallelOptions { CancellationToken = cancellation }, c => compared[c] = Comparison.Of(Reference(package, c), Column(rows.Values, c, columns), weights.OfRow, weights.Clients));
        progress?.Report("Explaining what they do to the risk");
        var contributions = package.Heads.Select(h => MeanContributions.Of(h.Model, h.Calibration, rows.Values, columns, weights.OfRow, cancellation)).ToList();
        var unseen = rows.Unseen.GroupBy(u => u.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Unseen(g, weights), StringComparer.Ordinal);
        var adjusted = Holm.Adjusted([.. compared.Select(c => c.PValue)]);
        var features = Enumerable.Range(0, columns).Select(c => Feature(c)).ToList();
        var scores = Scores(package, rows, references, weights, options, cancellation);
        var ordered = features.OrderByDescending(f => f.Level == DriftLevel.Alarm).ThenByDescending(f => Math.Abs(f.Contributions[0].Shift)).ThenByDescending(f => f.Psi).ThenBy(f => f.Code, StringComparer.Ordinal).ToList();
        return new DriftResult
        {
            Rows = rows.Clients.Length,
            Clients = weights.Clients,
            Features = ordered,
            Scores = scores,
            Alarms = [.. ordered.Where(f => f.Level == DriftLevel.Alarm).Select(DriftSentences.Of), .. scores.Where(s => s.Level == DriftLevel.Alarm).Select(DriftSentences.Of)],
        };

        FeatureDrift Feature(int c)
        {
            var slot = package.Features.Slots[c].Feature;
            var shifts = package.Heads.Select((h, i) => new ContributionShift(h.HorizonDays, references[i].MeanContributions[c], contributions[i].Mean[c], contributions[i].Mean[c] - references[i].MeanContributions[c], contributions[i].MeanAbsolute[c])).ToList();
            var drift = new FeatureDrift
            {
                Code = slot.Code,
                Name = slot.Name,
                Family = slot.Family,
                Level = DriftLevel.Stable,
                IsUsed = shifts.Any(s => s.Importance > 0 || s.Before != 0),
                Psi = compared[c].Psi,
                Test = compared[c].Test,
                Statistic = compared[c].Statistic,
                PValue = compared[c].PValue,
                AdjustedPValue = adjusted[c],
                MissingBefore = compared[c].MissingBefore,
                MissingNow = compared[c].MissingNow,
                MedianBefore = compared[c].MedianBefore,
                MedianNow = compared[c].MedianNow,
                Unseen = unseen.GetValueOrDefault(slot.Code, []),
                Contributions = shifts,
            };
            return drift with { Level = LevelOf(drift, options) };
        }
    }

    /// <summary>
    /// An alarm needs a large move, more than chance explains, of something that the model reads. Either alone is none: with few clients chance makes a large index, and with many a tiny
    /// move is beyond chance.
    /// </summary>
    private static DriftLevel LevelOf(FeatureDrift drift, DriftOptions options)
    {
        var isReal = drift.AdjustedPValue < options.Significance;
        var isMoved = isReal && (drift.Psi >= options.PsiAlarm || Math.Abs(drift.MissingNow - drift.MissingBefore) >= options.MissingAlarm);
        // Training saw none of them: there is no chance to tell this from.
        var isUnseen = drift.Unseen.Sum(u => u.Share) >= options.UnseenAlarm;
        if (isMoved || isUnseen) return drift.IsUsed ? DriftLevel.Alarm : DriftLevel.Watch;
        return isReal && drift.Psi >= options.PsiWatch ? DriftLevel.Watch : DriftLevel.Stable;
    }

    private static List<ScoreDrift> Scores(ModelPackage package, MonitoredRows rows, List<TrainingReference> references, ClientWeights weights, DriftOptions options, CancellationToken cancellation)
    {
        var compared = package.Heads.Select((h, i) => Comparison.Of(references[i].Scores, Probabilities(h, rows.Values, package.Features.Count, cancellation), weights.OfRow, weights.Clients)).ToList();
        var adjusted = Holm.Adjusted([.. compared.Select(c => c.PValue)]);
        return
        [
            .. compared.Select((c, i) => new ScoreDrift(
                package.Heads[i].HorizonDays,
                adjusted[i] >= options.Significance || c.Psi < options.PsiWatch ? DriftLevel.Stable : c.Psi < options.PsiAlarm ? DriftLevel.Watch : DriftLevel.Alarm,
                c.Psi,
                c.Statistic,
                c.PValue,
                adjusted[i],
                c.MedianBefore,
                c.MedianNow)),
        ];
    }

    /// <summary>The calibrated probability of each row.</summary>
    internal static double[] Probabilities(ModelHead head, double[] values, int columns, CancellationToken cancellation)
    {
        var probabilities = new double[values.Length / columns];
        Parallel.For(0, probabilities.Length, new ParallelOptions { CancellationToken = cancellation }, row => probabilities[row] = head.Calibration.Probability(head.Model.LogOdds(values.AsSpan(row * columns, columns))));
        return probabilities;
    }

    private static ClientDistribution Reference(ModelPackage package, int column) =>
        package.Distributions[column].ByClient ?? throw new ModelPackageException($"{PackageFiles.Features}: keeps no distribution by client of {package.Features.Slots[column].Feature.Code}, as training writes it now; train the model anew to monitor it.");

    private static double[] Column(double[] values, int column, int columns)
    {
        var one = new double[values.Length / columns];
        for (var row = 0; row < one.Length; row++) one[row] = values[(row * columns) + column];
        return one;
    }

    private static List<UnseenCategory> Unseen(IEnumerable<UnseenValue> values, ClientWeights weights) =>
        [.. values.GroupBy(u => u.Category, StringComparer.Ordinal).Select(g => new UnseenCategory(g.Key, g.Sum(u => weights.OfRow[u.Row]))).OrderByDescending(u => u.Share).ThenBy(u => u.Category, StringComparer.Ordinal)];
}
