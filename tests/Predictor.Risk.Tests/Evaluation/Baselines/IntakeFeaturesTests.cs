using Predictor.Care.Time;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Baselines;

public sealed class IntakeFeaturesTests
{
    [Fact]
    public void They_never_change_within_an_episode()
    {
        var options = new PipelineOptions { Calendar = ClinicCalendar.Utc };
        var cohort = Cohort.Of([.. RandomEpisodes.Many(200)], options, long.MaxValue / 2, CancellationToken.None);
        var features = FeatureSetBuilder.Build(cohort.Episodes, options, keepEmpty: true);
        int[] rows = [.. Enumerable.Range(0, cohort.Rows.Length)];
        var values = cohort.Fold(features, rows, CancellationToken.None);
        var varied = 0;
        for (var column = 0; column < features.Count; column++)
        {
            var changes = 0;
            for (var row = 1; row < rows.Length; row++)
            {
                if (cohort.Rows[row].Episode != cohort.Rows[row - 1].Episode) continue;
                if (!values[(row * features.Count) + column].Equals(values[((row - 1) * features.Count) + column])) changes++;
            }

            if (IntakeFeatures.Contains(features.Slots[column].Feature)) Assert.True(changes == 0, features.Slots[column].Feature.Code);
            else varied += changes > 0 ? 1 : 0;
        }

        Assert.True(varied > 20, $"{varied} other features changed");
    }
}
