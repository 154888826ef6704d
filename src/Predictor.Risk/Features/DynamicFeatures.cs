using System.Globalization;

namespace Predictor.Risk.Features;

/// <summary>Features that depend on what the data hold: the clinic's own covariates, and scores of instruments that are not known by name.</summary>
internal static class DynamicFeatures
{
    /// <summary>The feature of an <c>x_</c> column; its code is the column's name.</summary>
    public static Feature Covariate(string column, bool isNumeric)
    {
        var label = column["x_".Length..].Replace('_', ' ');
        var meaning = $"The export's column {column}, known from the start of the episode; missing where empty" + (isNumeric ? " or no number." : ".");
        return isNumeric
            ? new(column, label, FeatureFamily.Covariate, Unit.AsGiven, RiskDirection.Either, meaning, [$"episodes.{column}"], s => Number(s.Episode.Covariates, column), null)
            : new(column, label, FeatureFamily.Covariate, Unit.Category, RiskDirection.Either, meaning, [$"episodes.{column}"], null, s => s.Episode.Covariates.GetValueOrDefault(column));
    }

    /// <summary>The features of a generic measure: last, mean, change and time since.</summary>
    /// <param name="measure">Which scores.</param>
    /// <param name="stem">The unique beginning of the codes.</param>
    public static IEnumerable<Feature> Generic(GenericMeasure measure, string stem)
    {
        var name = measure.Instrument + (measure.Scale.Length > 0 ? $" {measure.Scale}" : "") + (measure.Rater.Length > 0 ? $" ({measure.Rater})" : "");
        yield return Of("last", name, Unit.Points, "The last score; missing before the first.", s => s.Generic(measure)?.Last ?? double.NaN);
        yield return Of("mean", $"{name}, on average", Unit.Points, "Mean of the scores; missing before the first.", s => s.Generic(measure)?.Mean ?? double.NaN);
        yield return Of("change", $"{name}, change since the last score", Unit.Points, "The last score less the one before; missing with fewer than two.", s => s.Generic(measure) is { } m ? m.Last - m.Previous : double.NaN);
        yield return Of("days-since", $"{name}, days since the last score", Unit.Days, "Days since the last score; missing before the first.", s => State.Span.DaysSince(s.Generic(measure)?.LastTicks, s.Now));

        Feature Of(string suffix, string label, string unit, string meaning, Func<State.FeatureState, double> compute) =>
            new($"{stem}.{suffix}", label, FeatureFamily.Measure, unit, RiskDirection.Either, meaning, ["measures.score"], compute, null) { Measure = measure };
    }

    /// <summary>True for text that is a finite number in the invariant culture.</summary>
    public static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static double Number(IReadOnlyDictionary<string, string> covariates, string column) =>
        covariates.TryGetValue(column, out var text) && IsNumber(text, out var value) ? value : double.NaN;
}
