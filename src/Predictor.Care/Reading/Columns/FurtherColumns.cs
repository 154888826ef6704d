namespace Predictor.Care.Reading.Columns;

/// <summary>The prefixes of columns that an export may add to its episodes.</summary>
internal static class FurtherColumns
{
    public static bool IsCovariate(string name) => name.Length > 2 && name.StartsWith("x_", StringComparison.Ordinal);

    public static bool IsAuditAttribute(string name) => name.Length > 2 && name.StartsWith("s_", StringComparison.Ordinal);
}
