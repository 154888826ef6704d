namespace Predictor.Care.Instruments;

/// <summary>A questionnaire whose range and direction are known, so that its scores can be compared with those of others.</summary>
public sealed record Instrument
{
    /// <summary>The name as in the export, matched without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the instrument that is read; a score with no scale counts as this one.</summary>
    public string Scale { get; init; } = "total";

    public required InstrumentKind Kind { get; init; }

    /// <summary>The lowest score there can be.</summary>
    public required double Minimum { get; init; }

    /// <summary>The highest score there can be.</summary>
    public required double Maximum { get; init; }

    /// <summary>True where a higher score is better (a stronger alliance, a better outcome).</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The smallest change, in points, that is more than measurement error (Jacobson and Truax); null where none is published.</summary>
    public double? ReliableChange { get; init; }

    /// <summary>The score that parts the clinical from the general population; null where none is published.</summary>
    public double? ClinicalCutoff { get; init; }

    /// <summary>A score from here on, in the direction of worse, is severe; null where no such range is published.</summary>
    public double? SevereFrom { get; init; }

    /// <summary>A score at or below this is an alarm (alliance); null for none.</summary>
    public double? AlarmAtOrBelow { get; init; }

    /// <summary>A fall by at least this many points since the last score is an alarm (alliance); null for none.</summary>
    public double? AlarmOnDrop { get; init; }

    /// <summary>The score as a share of the range in the good direction: 0 is the worst there can be, 1 the best.</summary>
    public double Goodness(double score)
    {
        var share = (score - Minimum) / (Maximum - Minimum);
        return HigherIsBetter ? share : 1 - share;
    }
}
