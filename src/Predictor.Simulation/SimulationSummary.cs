namespace Predictor.Simulation;

/// <summary>What was simulated.</summary>
public sealed record SimulationSummary
{
    public required int Episodes { get; init; }

    public required int Clients { get; init; }

    public required int Appointments { get; init; }

    public required int Measures { get; init; }

    public required int Payments { get; init; }

    public required int Contacts { get; init; }

    /// <summary>Landmarks with a true risk; 0 where none were asked for.</summary>
    public required int Landmarks { get; init; }

    /// <summary>
    /// Episodes with a session whose course is over by the end of the data: closed as planned, mutually, by transfer, move or by the client, or without a
    /// session for the days of inactivity.
    /// </summary>
    public required int FinishedEpisodes { get; init; }

    /// <summary>Of the finished episodes, those that ended without a closing end: the client stayed away or said stop.</summary>
    public required int Dropouts { get; init; }

    /// <summary>The share of dropouts among the finished episodes; NaN where there are none.</summary>
    public double DropoutShare => FinishedEpisodes == 0 ? double.NaN : (double)Dropouts / FinishedEpisodes;
}
