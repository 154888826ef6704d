using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Fairness;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Fairness;

public sealed class FairnessAuditTests
{
    private static readonly EvaluationOptions Options = new() { Seed = 3 };

    [Fact]
    public void Groups_treated_alike_do_not_differ()
    {
        var rows = TestRows.Simulated(600, 1, 2);
        var audit = Audit(rows, ["a", "b", "c"], row => rows.Clients[row] % 3);

        Assert.Equal(8, audit.Comparisons);
        Assert.Equal(0, audit.Differing);
        Assert.Single(audit.Attributes[0].Groups, g => g.IsReference);
    }

    [Fact]
    public void A_group_whose_risk_is_told_too_low_is_found()
    {
        var fair = TestRows.Simulated(900, 1, 2);
        var rows = fair.WithProbabilities([.. fair.Probabilities.ToArray().Select((p, row) => fair.Clients[row] % 3 == 1 ? p * .4 : p)]);
        var audit = Audit(rows, ["a", "b"], row => rows.Clients[row] % 3 == 1 ? 1 : 0);
        var (reference, other) = (audit.Attributes[0].Groups[0], audit.Attributes[0].Groups[1]);

        Assert.True(reference.IsReference);
        Assert.True(other.MissRateDifference!.Value > .2);
        Assert.True(other.MissRateDifference.AdjustedP < FairnessAudit.Level);
        Assert.True(other.CalibrationInterceptDifference!.Value > .5);
        Assert.True(other.CalibrationInterceptDifference.AdjustedP < FairnessAudit.Level);
        // The order within a group is kept, so its AUC is.
        Assert.True(other.AucDifference!.AdjustedP > FairnessAudit.Level);
        Assert.Equal(3, audit.Differing);
    }

    [Fact]
    public void Rates_are_those_of_the_rows()
    {
        var rows = TestRows.Of([.. Enumerable.Repeat(TestRows.Probabilities, 4).SelectMany(p => p)], [.. Enumerable.Repeat(TestRows.Labels, 4).SelectMany(l => l)], [.. Enumerable.Repeat(TestRows.Weights, 4).SelectMany(w => w)]);
        var group = Audit(rows, ["a"], _ => 0).Attributes[0].Groups[0];

        // scikit-learn 1.2.1 on the sixteen rows at .5: 1 - recall_score(y, p >= .5, sample_weight=w); np.average(p >= .5, weights=w)
        Assert.Equal(1 - 0.6071428571428571, group.MissRate!.Value, 1e-14);
        Assert.Equal(13.75 / 25.5, group.AlertRate!.Value, 1e-14);
        Assert.InRange(group.MissRate.Value, group.MissRateCi!.Value.Lower, group.MissRateCi.Value.Upper);
    }

    [Fact]
    public void Groups_of_fewer_than_20_clients_have_no_figures_and_none_is_compared_with_them()
    {
        var rows = TestRows.Simulated(200, 1, 2);
        var audit = Audit(rows, ["many", "few"], row => rows.Clients[row] < 19 ? 1 : 0);
        var few = audit.Attributes[0].Groups.Single(g => g.Group == "few");

        Assert.True(few.IsSuppressed);
        Assert.Null(few.Performance);
        Assert.Null(few.MissRate);
        Assert.Equal(0, audit.Comparisons);
    }

    [Fact]
    public void The_unknown_are_not_what_others_are_measured_by()
    {
        var rows = TestRows.Simulated(200, 1, 2);
        var audit = Audit(rows, ["a", FairnessGroupings.NotRecorded], row => rows.Clients[row] < 40 ? 0 : 1);

        Assert.Equal("a", audit.Attributes[0].Groups.Single(g => g.IsReference).Group);
    }

    private static FairnessAudit Audit(ScoredRows rows, string[] groups, Func<int, int> group) => FairnessAudit.Of(
        rows, [new RowGrouping("s_x", groups, [.. Enumerable.Range(0, rows.Count).Select(group)])], .5, new ClientDraws(rows, Options), CancellationToken.None);
}
