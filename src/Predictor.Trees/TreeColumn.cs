using Predictor.Trees.Formats;

namespace Predictor.Trees;

/// <summary>One column of a table that trees are grown on or score.</summary>
/// <param name="Name">Its name, for messages and files.</param>
/// <param name="CategoryCount">How many categories it has, whose values are the codes 0, 1, 2, ...; 0 for a number.</param>
/// <param name="Direction">
/// +1 where a higher number may only raise the score, -1 where it may only lower it, 0 where either may be. A category has no direction, and a missing number
/// may score whatever it does. Trees keep directions by the intermediate method (Auguste, Malory and Smirnov, 2020).
/// </param>
public sealed record TreeColumn(string Name, int CategoryCount = 0, int Direction = 0)
{
    public bool IsCategorical => CategoryCount > 0;

    /// <summary>What is wrong with this column, in a sentence; null where it is sound.</summary>
    internal string? Problem() => this switch
    {
        { CategoryCount: < 0 } => $"column {FileText.Told(Name)} has {CategoryCount} categories; expected 0 for a number, or more",
        { Direction: < -1 or > 1 } => $"column {FileText.Told(Name)} has direction {Direction}; expected -1, 0 or 1",
        { IsCategorical: true, Direction: not 0 } => $"column {FileText.Told(Name)} is a category with direction {Direction}; expected 0, as categories have no order",
        _ => null,
    };
}
