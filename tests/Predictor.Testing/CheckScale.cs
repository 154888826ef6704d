using System.Globalization;

namespace Predictor.Testing;

/// <summary>How much the long checks do: 1 in the suite, more where PREDICTOR_CHECK_SCALE says so.</summary>
public static class CheckScale
{
    /// <summary>The factor.</summary>
    public static int Value { get; } = Environment.GetEnvironmentVariable("PREDICTOR_CHECK_SCALE") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
}
