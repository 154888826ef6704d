namespace Predictor.Risk.Engines.Logistic;

/// <summary>Rewrites the coefficients of standardised columns as effects in the units of the features.</summary>
internal static class ModelBuilder
{
    public static LogisticModel Build(IReadOnlyList<FeatureColumn> features, Design design, double[] coefficients, double penalty)
    {
        var parts = design.Columns.Select((column, i) => (Column: column, Effect: coefficients[i] * column.Scale)).ToLookup(p => p.Column.Feature);
        var terms = features.Select((feature, f) => new LogisticTerm(
            feature.Code,
            [.. parts[f].Where(p => p.Column.Kind == DesignColumnKind.Ramp)
                .Select(p => new LogisticRamp(p.Column.From, p.Column.To, p.Effect, p.Column.Mean))],
            [.. parts[f].Where(p => p.Column.Kind == DesignColumnKind.Level)
                .Select(p => new LogisticLevel(p.Column.Index, feature.Categories![p.Column.Index], p.Effect, p.Column.Mean))],
            parts[f].Where(p => p.Column.Kind == DesignColumnKind.Missing)
                .Select(p => new LogisticMissing(p.Effect, p.Column.Mean)).SingleOrDefault()));

        // Every column is zero at its mean, so that the intercept is the mean log-odds.
        return new LogisticModel(new LogisticModelData(coefficients[0], penalty, [.. terms]), features);
    }
}
