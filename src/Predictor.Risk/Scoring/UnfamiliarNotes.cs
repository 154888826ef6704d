using System.Globalization;
using Predictor.Risk.Features;
using Predictor.Risk.Packaging;
using Predictor.Risk.Uncertainty;

namespace Predictor.Risk.Scoring;

/// <summary>Says what of a client is unlike those that the model has learned from.</summary>
internal sealed class UnfamiliarNotes(FeatureSet features, IReadOnlyList<FeatureDistribution> distributions)
{
    // What moves risks less than this is not worth a sentence.
    private const double LeastOfInstrument = 0.02;
    private const double LeastOfFeature = 0.01;
    private const int MostFeatures = 3;

    // Features of one instrument that is not known by name: with the first score of it, the first of them has a value.
    private readonly (string Instrument, int[] Features)[] _instruments =
    [
        .. features.Slots.Select((s, f) => (s.Feature.Measure?.Instrument, Feature: f))
            .Where(m => m.Instrument is not null)
            .GroupBy(m => m.Instrument!, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Select(m => m.Feature).ToArray())),
    ];

    /// <summary>The notes on a row.</summary>
    public IEnumerable<string> Of(ReadOnlySpan<double> row, Strangeness strange, FamiliarityData familiarity)
    {
        var notes = new List<string>();
        foreach (var (instrument, own) in _instruments)
        {
            if (!own.Any(strange.Missing.Contains) || AnyGiven(row, own)) continue;
            var importance = own.Sum(f => familiarity.Importance[f]);
            if (importance < LeastOfInstrument) continue;
            notes.Add($"No score of {instrument} is known: {Rarely(own.Min(f => distributions[f].Missing))} of what the model has learned from was without, and {Percent(importance)} of what moves its risks comes from there.");
        }

        foreach (var f in strange.Beyond.Where(f => IsWorthSaying(f, familiarity)).OrderByDescending(f => familiarity.Importance[f]).Take(MostFeatures)) notes.Add(Beyond(row[f], f));
        if (notes.Count == 0 && strange.Share > familiarity.NoteAbove)
            notes.Add($"This client is unlike 99 of 100 that the model has learned from: {Percent(strange.Share)} of what moves its risks comes from inputs that are missing here, or unusual.");
        return notes;
    }

    /// <summary>Why a score is withheld.</summary>
    public static string Reason(Strangeness strange) =>
        $"This client is too unlike all that the model has learned from: {Percent(strange.Share)} of what moves its risks comes from inputs that are missing here, or unusual.";

    private static bool AnyGiven(ReadOnlySpan<double> row, int[] own)
    {
        foreach (var f in own)
        {
            if (!double.IsNaN(row[f])) return true;
        }

        return false;
    }

    private bool IsWorthSaying(int feature, FamiliarityData familiarity) =>
        familiarity.Importance[feature] >= LeastOfFeature || features.Slots[feature].Feature.Family == FeatureFamily.Person;

    /// <summary>A clinic's own covariate may be anything: its value is not repeated.</summary>
    private string Beyond(double value, int index)
    {
        var feature = features.Slots[index].Feature;
        var quantiles = distributions[index].Quantiles!;
        var name = feature.Family == FeatureFamily.Covariate ? $"The value of {feature.Code}" : $"{feature.Name} ({Number(value)})";
        return $"{name} is unusual: of 100 moments that the model has learned from, 98 have {Number(quantiles[0])} to {Number(quantiles[^1])}.";
    }

    private static string Rarely(double share) => share < 0.005 ? "next to none" : $"only {Percent(share)}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
