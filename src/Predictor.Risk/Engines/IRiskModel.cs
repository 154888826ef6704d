namespace Predictor.Risk.Engines;

/// <summary>A trained model in log-odds, before calibration. Safe to use from many threads at once.</summary>
public interface IRiskModel
{
    /// <summary>The name of the engine that it came from.</summary>
    string Engine { get; }

    /// <summary>The log-odds of an average training row (weighted): what the contributions start from.</summary>
    double BaselineLogOdds { get; }

    /// <summary>The log-odds of one row, whose values stand in the order of the training columns.</summary>
    double LogOdds(ReadOnlySpan<double> row);

    /// <summary>
    /// Writes each column's exact share of the log-odds: <see cref="BaselineLogOdds"/> plus their sum is <see cref="LogOdds"/> within 1e-9.
    /// </summary>
    void Contribute(ReadOnlySpan<double> row, Span<double> contributions);
}
