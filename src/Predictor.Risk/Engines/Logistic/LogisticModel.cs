namespace Predictor.Risk.Engines.Logistic;

/// <summary>Scores rows with a <see cref="LogisticModelData"/>.</summary>
internal sealed class LogisticModel : IRiskModel
{
    private readonly CompiledTerm[] _terms;

    /// <param name="data">What was learned.</param>
    /// <param name="columns">The columns of the rows to be scored.</param>
    /// <param name="engine">The engine that it came from.</param>
    /// <exception cref="ArgumentException">The data is inconsistent or belongs to other columns; the message names the field.</exception>
    public LogisticModel(LogisticModelData data, IReadOnlyList<FeatureColumn> columns, string engine = LogisticEngine.EngineName)
    {
        LogisticModelCheck.Check(data, columns);
        Data = data;
        Engine = engine;
        _terms = [.. data.Terms.Select((term, i) => new CompiledTerm(term, columns[i].Categories?.Count))];
    }

    public LogisticModelData Data { get; }

    public string Engine { get; }

    public double BaselineLogOdds => Data.BaselineLogOdds;

    /// <inheritdoc/>
    public double LogOdds(ReadOnlySpan<double> row)
    {
        CheckLength(nameof(row), row.Length);
        // The order of the additions is the one in which a reader would add the contributions.
        var sum = BaselineLogOdds;
        for (var i = 0; i < _terms.Length; i++)
            sum += _terms[i].Share(row[i]);
        return sum;
    }

    /// <inheritdoc/>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        CheckLength(nameof(row), row.Length);
        CheckLength(nameof(contributions), contributions.Length);
        for (var i = 0; i < _terms.Length; i++)
            contributions[i] = _terms[i].Share(row[i]);
    }

    private void CheckLength(string name, int length)
    {
        if (length != _terms.Length)
            throw new ArgumentException($"{length} entries; expected {_terms.Length}, one a feature of the model.", name);
    }
}
