namespace Predictor.Risk.Engines.Logistic;

/// <summary>How the logistic engine learns. The defaults suit some 25,000 rows of 80 features and need no change for a million.</summary>
internal sealed record LogisticSettings
{
    /// <summary>
    /// The penalties to choose from, each half its value times the sum of squared standardised coefficients, against the weighted mean
    /// log loss. Positive, largest first.
    /// </summary>
    public IReadOnlyList<double> Penalties { get; init; } = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003];

    /// <summary>Whether numbers may bend: the slope changes at the quartiles of the values between a feature's bounds.</summary>
    public bool Bends { get; init; } = true;

    /// <summary>The share of values beyond each bound to which a number is clipped.</summary>
    public double ClippedShare { get; init; } = 0.005;

    /// <summary>A number with fewer distinct values than this is not clipped and does not bend.</summary>
    public int DistinctValuesToBend { get; init; } = 4;

    /// <summary>A category, a missing value or a feature seen in fewer rows than this gets no coefficient.</summary>
    public int MinimumRows { get; init; } = 20;

    /// <summary>A category, or being missing, has to be seen in this many clients to have an effect of its own.</summary>
    public int MinimumClients { get; init; } = 20;

    /// <summary>With more rows than this the penalty and the bounds come from a subset of whole clients of about this size.</summary>
    public int SubsetRows { get; init; } = 100_000;

    /// <summary>The distance to the optimum at which a fit ends: the square root of twice what is left of the penalised loss.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>The same for the models that leave out a fold, of which only the log-odds are kept.</summary>
    public double FoldTolerance { get; init; } = 1e-6;

    /// <summary>The largest number of threads; -1 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; } = -1;
}
