using BenchmarkDotNet.Attributes;

namespace Predictor.Trees.Benchmarks;

/// <summary>Explains rows of 32 columns on one thread, by 100 trees of 31 leaves. All times are for one row.</summary>
public class ExplainingBenchmarks
{
    private const int Rows = 1_024;
    private const int PairRows = 64;
    private const int BackgroundRows = 100;
    private const int Columns = TrainingTable.Columns;
    private readonly double[] _values = TrainingTable.Values(Rows);
    private readonly double[] _contributions = new double[Rows * Columns];
    private readonly double[] _interactions = new double[PairRows * Columns * Columns];
    private TreeExplainer? _explainer;
    private InterventionalExplainer? _interventional;

    [GlobalSetup]
    public void Prepare()
    {
        var ensemble = ScoringBenchmarks.Model(100);
        _explainer = new TreeExplainer(ensemble);
        _interventional = new InterventionalExplainer(ensemble, _values.AsSpan(0, BackgroundRows * Columns));
    }

    [Benchmark]
    public void One() => _explainer!.Contribute(_values.AsSpan(0, Columns), _contributions.AsSpan(0, Columns));

    [Benchmark(OperationsPerInvoke = Rows)]
    public void RowOfBatch() => _explainer!.Contribute(_values, _contributions, 1, default);

    [Benchmark(OperationsPerInvoke = PairRows)]
    public void Interactions() => _explainer!.Interact(_values.AsMemory(0, PairRows * Columns), _interactions, 1, default);

    [Benchmark]
    public void Interventional() => _interventional!.Contribute(_values.AsSpan(0, Columns), _contributions.AsSpan(0, Columns));
}
