using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML.Tests;

/// <summary>Made-up feature tables in which a number, what is missing of another, and a category each say something.</summary>
internal static class Tables
{
    public static readonly IReadOnlyList<FeatureColumn> Columns =
    [
        new("attendance.miss-rate", null, 1),
        new("alliance.level", null, -1),
        new("course.treatment", ["CBT", "DBT, \"full\"", "never seen"], 0),
        new("person.constant", null, 0),
        new("person.empty", null, 0),
        new("x_plan", ["a", "b"], 0),
    ];

    /// <param name="clients">Each has four rows.</param>
    /// <param name="seed">Seed of the values.</param>
    public static TrainingRows Of(int clients, int seed = 1)
    {
        var random = new Random(seed);
        var rows = clients * 4;
        var values = new double[rows * Columns.Count];
        var labels = new byte[rows];
        var weights = new double[rows];
        for (var r = 0; r < rows; r++)
        {
            var rate = random.NextDouble() * 3;
            var level = random.NextDouble() < 0.3 ? double.NaN : Math.Round(random.NextDouble() * 40) / 3;
            var treatment = random.Next(3) is var t && t == 2 ? double.NaN : t;
            ReadOnlySpan<double> row = [rate, level, treatment, 7.25, double.NaN, random.Next(2)];
            row.CopyTo(values.AsSpan(r * Columns.Count));
            var logOdds = (1.5 * (rate - 1.5)) + (double.IsNaN(level) ? 1 : -level / 10) + (treatment == 1 ? 1 : 0);
            labels[r] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0);
            weights[r] = 1 + random.NextDouble();
        }

        return new TrainingRows
        {
            Columns = Columns,
            Values = values,
            Labels = labels,
            Weights = weights,
            Clients = [.. Enumerable.Range(0, rows).Select(r => r / 4)],
            Folds = [.. Enumerable.Range(0, rows).Select(r => r / 4 % 3)],
            FoldCount = 3,
        };
    }

    /// <summary>Settings with which an engine learns quickly.</summary>
    public static IReadOnlyDictionary<string, double> Quick(string engine) => engine switch
    {
        "fasttree" => new Dictionary<string, double> { ["numberOfTrees"] = 20, ["numberOfLeaves"] = 8 },
        "fasttree-gam" => new Dictionary<string, double> { ["numberOfIterations"] = 60 },
        _ => new Dictionary<string, double>(),
    };
}
