using Predictor.Risk.Features.State;

namespace Predictor.Risk.Features;

/// <summary>
/// One feature, declared once: tables, documentation, explanations and constraints all come from here.
/// </summary>
public sealed class Feature
{
    private readonly Func<FeatureState, double>? _number;
    private readonly Func<FeatureState, string?>? _category;

    internal Feature(
        string code,
        string name,
        FeatureFamily family,
        string unit,
        RiskDirection direction,
        string meaning,
        IReadOnlyList<string> needs,
        Func<FeatureState, double>? number,
        Func<FeatureState, string?>? category)
    {
        Code = code;
        Name = name;
        Family = family;
        Unit = unit;
        Direction = direction;
        Meaning = meaning;
        Needs = needs;
        _number = number;
        _category = category;
    }

    /// <summary>Fixed for good, such as <c>attendance.misses-in-a-row</c>.</summary>
    public string Code { get; }

    /// <summary>The feature in a few words.</summary>
    public string Name { get; }

    public FeatureFamily Family { get; }

    public string Unit { get; }

    /// <summary>What a higher value may do to the risk.</summary>
    public RiskDirection Direction { get; }

    /// <summary>How it is computed, in a sentence, and when it is missing.</summary>
    public string Meaning { get; }

    /// <summary>The columns of the export without any of which the feature is always missing, such as <c>appointments.booked_at</c>.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <summary>Which scores the feature is made of, for scores of instruments that are not known by name; else null.</summary>
    public GenericMeasure? Measure { get; internal init; }

    /// <summary>True for values that are names, not numbers.</summary>
    public bool IsCategorical => _category is not null;

    /// <summary>The number at the state's instant; NaN where it is missing.</summary>
    internal double Number(FeatureState state) => _number!(state);

    /// <summary>The category at the state's instant; null where it is missing.</summary>
    internal string? Category(FeatureState state) => _category!(state);
}
