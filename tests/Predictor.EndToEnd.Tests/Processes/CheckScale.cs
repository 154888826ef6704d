using System.Globalization;

namespace Predictor.EndToEnd.Tests.Processes;

/// <summary>How much the long checks do: 1 in the suite, more where PREDICTOR_CHECK_SCALE says so.</summary>
internal static class CheckScale
{
    public static int Value { get; } = Environment.GetEnvironmentVariable("PREDICTOR_CHECK_SCALE") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
}
