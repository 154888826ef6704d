namespace Predictor.Risk.Evaluation.Learned;

/// <summary>What a model learned, as seen on rows it is judged on.</summary>
public sealed record LearnedModel
{
    /// <summary>The rows looked at: all rows of some clients.</summary>
    public required int Rows { get; init; }

    /// <summary>Their clients.</summary>
    public required int Clients { get; init; }

    /// <summary>Every feature that moves any score, the strongest first.</summary>
    public required IReadOnlyList<FeatureImportance> Features { get; init; }

    /// <summary>Every family that has features, the strongest first.</summary>
    public required IReadOnlyList<FamilyImportance> Families { get; init; }

    /// <summary>Of the strongest features what their values contribute.</summary>
    public required IReadOnlyList<Dependence> Dependence { get; init; }

    /// <summary>The strongest pairs; empty for a model without any.</summary>
    public required IReadOnlyList<Interaction> Interactions { get; init; }

    /// <summary>Every feature that has a direction and moves any score.</summary>
    public required IReadOnlyList<DirectionCheck> Directions { get; init; }
}
