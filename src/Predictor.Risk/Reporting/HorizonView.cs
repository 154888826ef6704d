using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Reporting;

/// <summary>What the sections of one horizon are made from.</summary>
/// <param name="Facts">Of the model.</param>
/// <param name="HorizonDays">Days ahead.</param>
/// <param name="Result">The figures.</param>
internal sealed record HorizonView(ReportFacts Facts, int HorizonDays, EvaluationResult Result)
{
    /// <summary>An id that no other horizon has.</summary>
    public string Id(string name) => $"h{HorizonDays}-{name}";

    /// <summary>The horizon in words.</summary>
    public string Ahead => HorizonDays switch
    {
        0 => "has left already",
        1 => "has left, or leaves within a day",
        _ => $"has left, or leaves within {HorizonDays} days",
    };
}
