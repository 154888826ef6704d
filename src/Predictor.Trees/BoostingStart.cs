namespace Predictor.Trees;

/// <summary>What a training goes on from: trees that are there already, and the scores that they give to the rows of the table.</summary>
public sealed class BoostingStart
{
    private BoostingStart(TreeEnsemble ensemble, double[] scores) => (Ensemble, Scores) = (ensemble, scores);

    public TreeEnsemble Ensemble { get; }

    internal double[] Scores { get; }

    /// <summary>Scores the rows.</summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="rowMajorValues">Rows x columns, as the table is made of.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is not one value a column for each row.</exception>
    public static BoostingStart Of(TreeEnsemble ensemble, ReadOnlyMemory<double> rowMajorValues, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        var scores = new double[ensemble.CheckRows(nameof(rowMajorValues), rowMajorValues.Length)];
        ensemble.Score(rowMajorValues, scores, threads, cancellation);
        return new BoostingStart(ensemble, scores);
    }

    /// <exception cref="ArgumentException">The trees are of other columns or rows than the table.</exception>
    internal void Check(BinnedTable table)
    {
        if (!Ensemble.Columns.SequenceEqual(table.Columns))
            throw new ArgumentException($"The trees to go on from have the columns {string.Join(", ", Ensemble.Columns.Select(c => c.Name))}; expected the table's, {string.Join(", ", table.Columns.Select(c => c.Name))}.");
        if (Scores.Length != table.RowCount) throw new ArgumentException($"The trees to go on from have scored {Scores.Length} rows; expected the table's {table.RowCount}.");
    }
}
