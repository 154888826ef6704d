using Predictor.Risk.Tests.Training;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class RowFlowTests
{
    [Fact]
    public void The_flow_leads_from_all_episodes_to_the_rows_judged()
    {
        var result = TrainedClinic.Model.Metrics.ByHorizon[28];
        var flow = result.Flow!;

        Assert.Equal(400, flow.EpisodesRead);
        Assert.Equal(0, flow.EpisodesAfterCut);
        Assert.Equal(400, flow.EpisodesOfOtherClients + flow.Episodes);
        Assert.Equal(flow.EpisodesOfOtherClients, TrainedClinic.Model.Metrics.Training[0].Clients);
        Assert.Equal(flow.Landmarks - flow.Censored, flow.Rows);
        Assert.Equal((result.Rows, result.Clients, result.Positives), (flow.Rows, flow.ClientsWithRows, flow.Positives));
        Assert.Equal(result.Censored, flow.Censored);
        Assert.InRange(flow.ClientsWithPositives, 1, flow.ClientsWithRows);
    }
}
