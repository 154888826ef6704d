namespace Predictor.Risk.Evaluation;

/// <summary>A statistic, or why the rows do not define it. One of the two is null.</summary>
internal readonly record struct Estimate<T>(T? Value, string? WhyUndefined)
    where T : struct
{
    public static Estimate<T> Undefined(string why) => new(null, why);

    public static implicit operator Estimate<T>(T value) => new(value, null);
}
