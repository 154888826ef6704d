using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features.Catalogue;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Baselines;

public sealed class RuleFeaturesTests
{
    [Fact]
    public void Every_rule_reads_a_feature_of_the_catalogue()
    {
        var codes = FeatureCatalogue.All.Select(f => f.Code).ToList();

        Assert.All(RuleBaselines.All.SelectMany(r => r.Features), f => Assert.Contains(f, codes));
    }
}
