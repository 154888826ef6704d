namespace Predictor.Risk.Evaluation.Examples;

/// <summary>
/// How the risk of a client comes about, told of nobody: the means over all rows in a band of risk. Contributions are exact for each row and their mean
/// is exact for the mean, so that the parts add up as they do for one client.
/// </summary>
public sealed record BandExample
{
    /// <summary>With fewer clients than this in a band there is no example.</summary>
    public const int FewestClients = 20;

    /// <summary>The band of risk, such as <c>high</c>.</summary>
    public required string Band { get; init; }

    /// <summary>Rows judged whose prediction is in the band.</summary>
    public required int Rows { get; init; }

    public required int Clients { get; init; }

    /// <summary>The log-odds of an average training row, calibrated: where the contributions start from.</summary>
    public required double BaselineLogOdds { get; init; }

    /// <summary>The mean log-odds of the band: the baseline and all contributions.</summary>
    public required double LogOdds { get; init; }

    /// <summary>The mean contribution of each family of features in log-odds, the largest first.</summary>
    public required IReadOnlyList<FamilyShare> Families { get; init; }

    /// <summary>The features with the largest mean contributions, the largest first.</summary>
    public required IReadOnlyList<FeatureShare> Features { get; init; }
}

/// <summary>The mean contribution of a family.</summary>
/// <param name="Family">As in feature codes, such as <c>attendance</c>.</param>
/// <param name="LogOdds">The sum over its features.</param>
public sealed record FamilyShare(string Family, double LogOdds);

/// <summary>The mean contribution of a feature.</summary>
/// <param name="Code">Such as <c>attendance.misses-in-a-row</c>.</param>
/// <param name="Name">The feature in a few words.</param>
/// <param name="Unit">What a number is in.</param>
/// <param name="LogOdds">The mean over the rows.</param>
/// <param name="Median">The median of the rows that have a number; null where none has, and for a category.</param>
/// <param name="MostFrequent">The category that most rows have; null for a number.</param>
/// <param name="Missing">The share of rows without a value.</param>
public sealed record FeatureShare(string Code, string Name, string Unit, double LogOdds, double? Median, string? MostFrequent, double Missing);
