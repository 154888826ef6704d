using System.Globalization;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Training.Designs;

/// <summary>How a test side is held out. It stands in the package, so that a later evaluation finds the same side again.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Day">For a split by time the last day that the model learns from, in the clinic's zone; null for the default at training, and for other splits.</param>
public sealed record SplitDesign(
    SplitKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Day = null)
{
    /// <summary>The split by client.</summary>
    public static SplitDesign ByClient { get; } = new(SplitKind.Client);

    /// <summary>The problems with this design, each a sentence; none where it is valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Kind)) yield return $"the split is by '{Kind}'; expected client, time or clinic";
        if (Day is { } day && Kind != SplitKind.Time) yield return $"the split's day is {Told(day)}, and the split is by {Kind}; expected a day with a split by time only";
    }

    /// <summary>Who is held out, after "the clients of the training data".</summary>
    internal string HeldOutAre => Kind == SplitKind.Time ? $"whose first landmark lies after {Told(Day!.Value)} (split by time)" : "that were held out";

    internal static string Told(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
