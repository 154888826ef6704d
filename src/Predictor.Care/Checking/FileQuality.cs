namespace Predictor.Care.Checking;

/// <summary>One file of an export.</summary>
/// <param name="Name">Such as <c>appointments.csv</c>.</param>
/// <param name="IsPresent">True where the folder has it.</param>
/// <param name="Rows">The rows below the header.</param>
/// <param name="RowsLeftOut">How many of them are in no episode, because they or their episode are in error.</param>
/// <param name="Columns">The columns of the contract, then the <c>x_</c> and <c>s_</c> columns of the file.</param>
public sealed record FileQuality(string Name, bool IsPresent, int Rows, int RowsLeftOut, IReadOnlyList<ColumnQuality> Columns);
