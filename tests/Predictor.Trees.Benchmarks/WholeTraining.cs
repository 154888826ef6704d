using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Predictor.Trees.Benchmarks;

/// <summary>
/// Bins a table, trains trees or an additive model on it and judges on another, and prints one line: the seconds of binning and training by the clock, those of
/// all threads together, the area under the ROC curve, by how many megabytes memory grew at its peak, and the start of the model's hash. Tables are CSV files
/// with a header, the label first, empty where missing.
/// </summary>
internal static class WholeTraining
{
    private const int Folds = 5;

    public static int Run(string model, string[] args)
    {
        if (args.Length < 3 || model is not ("trees" or "additive"))
        {
            Console.Error.WriteLine("Usage: trees|additive TRAIN.csv TEST.csv THREADS [REPEATS]");
            return 1;
        }

        var (train, test) = (LabelledTable.Read(args[0]), LabelledTable.Read(args[1]));
        var threads = int.Parse(args[2], CultureInfo.InvariantCulture);
        var repeats = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
        for (var i = 0; i < repeats; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            ForgetPeak();
            using var process = Process.GetCurrentProcess();
            var before = process.WorkingSet64;
            var cpu = process.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            var table = BinnedTable.Of(train.Columns, train.Values, train.Labels.Length, Trees(threads).Bins, threads, default);
            var binning = Stopwatch.GetElapsedTime(start);
            var (ensemble, data) = model == "trees" ? TrainTrees(train, table, threads) : TrainAdditive(train, table, threads);
            var training = Stopwatch.GetElapsedTime(start) - binning;
            process.Refresh();
            var spent = process.TotalProcessorTime - cpu;
            var scores = new double[test.Labels.Length];
            ensemble.Score(test.Values, scores, threads, default);
            var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data)));
            Console.WriteLine(FormattableString.Invariant(
                $"predictor-{model} seconds {(binning + training).TotalSeconds:F3} binning {binning.TotalSeconds:F3} cpu {spent.TotalSeconds:F3} auc {Auc(scores, test.Labels):F4} memory {(process.PeakWorkingSet64 - before) / 1e6:F0} model {hash[..12]}"));
        }

        return 0;
    }

    private static BoostingOptions Trees(int threads) =>
        new() { Trees = 100, Leaves = 31, LearningRate = 0.1, MinimumChildRows = 20, MinimumChildWeight = 1e-3, L2 = 0, Bins = 255, Threads = threads };

    private static (TreeEnsemble Ensemble, object Data) TrainTrees(LabelledTable train, BinnedTable table, int threads)
    {
        var ensemble = new BoostedTreesTrainer(Trees(threads)).Train(table, train.Labels, train.Weights, train.Rows, [], null, default).Ensemble;
        return (ensemble, ensemble.Data);
    }

    private static (TreeEnsemble Ensemble, object Data) TrainAdditive(LabelledTable train, BinnedTable table, int threads)
    {
        int[] folds = [.. train.Rows.Select(r => r % Folds)];
        var boosted = AdditiveBoosting.Fit(new AdditiveOptions { Threads = threads }, table, train.Labels, train.Weights, folds, null, default);
        return (boosted.Model.Ensemble, boosted.Data);
    }

    /// <summary>Reading the tables takes more memory for a while than training on them; Linux counts the peak anew when asked to.</summary>
    private static void ForgetPeak()
    {
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private static double Auc(double[] scores, byte[] labels)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        double ones = 0, ranks = 0;
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && scores[order[to]] == scores[order[from]]) to++;
            var count = order[from..to].Sum(i => labels[i]);
            ones += count;
            // Equals share the mean of their ranks.
            ranks += count * ((from + 1 + to) / 2.0);
            from = to;
        }

        return (ranks - (ones * (ones + 1) / 2)) / (ones * (scores.Length - ones));
    }
}
