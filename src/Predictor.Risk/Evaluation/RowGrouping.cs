namespace Predictor.Risk.Evaluation;

/// <summary>One way to put rows into groups that are judged apart, such as by session number.</summary>
/// <param name="Name">What the rows are told apart by.</param>
/// <param name="Groups">The names of the groups, in the order they are told in.</param>
/// <param name="GroupOfRow">For each row an index into <paramref name="Groups"/>; -1 for none of them.</param>
public sealed record RowGrouping(string Name, IReadOnlyList<string> Groups, int[] GroupOfRow);
