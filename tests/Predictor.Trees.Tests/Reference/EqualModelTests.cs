using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Reference;

/// <summary>A model that xgboost has trained, walked and explained by this library. xgboost computes in single precision: hence the tolerances.</summary>
public sealed class EqualModelTests : IDisposable
{
    private readonly PythonScript _xgboost = new("equal_model.py");

    [Fact]
    public void Scores_and_contributions_are_those_of_xgboost()
    {
        var ensemble = XGBoostJson.Read(Encoding.UTF8.GetBytes(_xgboost.Text("model.json")));
        var (rows, scores, contributions) = (_xgboost.Numbers("rows.bin"), _xgboost.Numbers("scores.bin"), _xgboost.Numbers("contributions.bin"));
        var columns = ensemble.Columns.Count;
        var explainer = new TreeExplainer(ensemble);
        var own = new double[columns];
        Assert.Equal(1_500, scores.Length);
        Assert.True(scores.Max() - scores.Min() > 3);
        Assert.Contains(rows, double.IsNaN);
        for (var r = 0; r < scores.Length; r++)
        {
            var row = rows.AsSpan(r * columns, columns);
            Assert.Equal(scores[r], ensemble.Score(row), 1e-5);
            explainer.Contribute(row, own);
            for (var c = 0; c < columns; c++) Assert.Equal(contributions[r * (columns + 1) + c], own[c], 2e-5);
            Assert.Equal(contributions[r * (columns + 1) + columns], explainer.Baseline, 2e-5);
        }
    }

    public void Dispose() => _xgboost.Dispose();
}
