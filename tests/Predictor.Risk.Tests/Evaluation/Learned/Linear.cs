using Predictor.Risk.Engines;

namespace Predictor.Risk.Tests.Evaluation.Learned;

/// <summary>Log-odds that add up coefficient x (value - 1); a missing value adds nothing.</summary>
internal sealed class Linear(params double[] coefficients) : IRiskModel
{
    public string Engine => "linear";

    public double BaselineLogOdds => 0;

    public double LogOdds(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++) sum += Share(i, row[i]);
        return sum;
    }

    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        for (var i = 0; i < coefficients.Length; i++) contributions[i] = Share(i, row[i]);
    }

    private double Share(int feature, double value) => double.IsNaN(value) ? 0 : coefficients[feature] * (value - 1);
}
