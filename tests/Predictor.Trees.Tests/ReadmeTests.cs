using Xunit;

namespace Predictor.Trees.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_is_the_code_that_is_run_below()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "ReadmeExample.cs"));
        var (from, to) = (Array.FindIndex(lines, l => l.EndsWith("// README: from here", StringComparison.Ordinal)), Array.FindIndex(lines, l => l.EndsWith("// README: to here", StringComparison.Ordinal)));
        var readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var fence = Array.IndexOf(readme, "```csharp");

        Assert.Equal(lines[(from + 1)..to].Select(l => l.Length == 0 ? l : l[8..]), readme[(fence + 1)..Array.IndexOf(readme, "```", fence)]);
    }

    [Fact]
    public void The_example_does_what_it_says()
    {
        var rows = TestTable.Of(1, 4_000);
        var path = Path.GetTempFileName();
        try
        {
            var (model, read, logOdds, risk, explained) = ReadmeExample.Run(rows.Values, rows.Labels, rows.Weights, path, default);

            Assert.InRange(model.Trees.Count, 10, 499);
            Assert.True(rows.All.Where(r => rows.Labels[r] == 1).Average(r => logOdds[r]) > rows.All.Where(r => rows.Labels[r] == 0).Average(r => logOdds[r]) + 0.5);
            Assert.All(rows.All, r => Assert.Equal(model.Score(rows.Row(r)), logOdds[r]));
            Assert.Equal(logOdds[0], Math.Log(risk / (1 - risk)), 1e-9);
            Assert.Equal(logOdds[0], explained, 1e-9);
            Assert.All(rows.All, r => Assert.Equal(logOdds[r], read.Score(rows.Row(r))));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
