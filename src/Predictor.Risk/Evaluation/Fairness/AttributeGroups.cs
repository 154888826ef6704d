namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>Judges the groups of one attribute.</summary>
internal static class AttributeGroups
{
    public static FairnessAxis Of(ScoredRows rows, RowGrouping grouping, double threshold, ClientDraws draws, CancellationToken cancellation)
    {
        var groups = new List<(string Name, MeasuredRows Measured, AlertRates Rates)>();
        var suppressed = new List<string>();
        for (var group = 0; group < grouping.Groups.Count; group++)
        {
            var number = group;
            var own = rows.Where(row => grouping.GroupOfRow[row] == number);
            if (new ClientNumbers(own.Clients).Count < FairnessAudit.FewestClients) suppressed.Add(grouping.Groups[group]);
            else groups.Add((grouping.Groups[group], MeasuredRows.Of(own, null, draws, cancellation, withCurve: false), AlertRates.Of(own, threshold, draws, cancellation)));
        }

        var told = suppressed.Select(name => new FairnessGroup { Group = name, IsSuppressed = true, IsReference = false });
        if (groups.Count == 0) return new FairnessAxis(grouping.Name, [.. told]);
        // Those of whom nothing is recorded are no group of people to measure others by, as long as there is another.
        var reference = groups.OrderBy(g => g.Name == FairnessGroupings.NotRecorded).ThenByDescending(g => g.Measured.Performance.Clients).First();
        told = told.Concat(groups.Select(g => Told(g.Name, g.Measured, g.Rates, ReferenceEquals(g.Measured, reference.Measured) ? null : (reference.Measured, reference.Rates))));
        return new FairnessAxis(grouping.Name, [.. told.OrderBy(g => IndexOf(grouping, g.Group))]);
    }

    private static int IndexOf(RowGrouping grouping, string group)
    {
        for (var i = 0; i < grouping.Groups.Count; i++)
        {
            if (grouping.Groups[i] == group) return i;
        }

        return grouping.Groups.Count;
    }

    private static FairnessGroup Told(string name, MeasuredRows measured, AlertRates rates, (MeasuredRows Measured, AlertRates Rates)? reference)
    {
        var own = measured.Performance;
        var group = new FairnessGroup
        {
            Group = name,
            IsSuppressed = false,
            IsReference = reference is null,
            Performance = own,
            AlertRate = Known(rates.Alerts),
            AlertRateCi = measured.Repeats is null ? null : BootstrapFigures.IntervalOf(rates.AlertRepeats).Value,
            MissRate = Known(rates.Misses),
            MissRateCi = measured.Repeats is null ? null : BootstrapFigures.IntervalOf(rates.MissRepeats).Value,
        };
        if (reference is not { } against || measured.Repeats is not { } repeats || against.Measured.Repeats is not { } referenceRepeats) return group;
        var other = against.Measured.Performance;
        return group with
        {
            MissRateDifference = GroupDifference.Of(group.MissRate, rates.MissRepeats, Known(against.Rates.Misses), against.Rates.MissRepeats),
            AlertRateDifference = GroupDifference.Of(group.AlertRate, rates.AlertRepeats, Known(against.Rates.Alerts), against.Rates.AlertRepeats),
            AucDifference = GroupDifference.Of(own.Auc, repeats.Of(Figure.Auc), other.Auc, referenceRepeats.Of(Figure.Auc)),
            CalibrationInterceptDifference = GroupDifference.Of(own.CalibrationIntercept, repeats.Of(Figure.CalibrationIntercept), other.CalibrationIntercept, referenceRepeats.Of(Figure.CalibrationIntercept)),
        };
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
