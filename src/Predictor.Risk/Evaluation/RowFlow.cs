using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>From the episodes of an export to the rows that a model is judged on: the counts of a flow diagram.</summary>
public sealed record RowFlow
{
    /// <summary>Episodes in the export.</summary>
    public required int EpisodesRead { get; init; }

    /// <summary>Of those, begun after the cut.</summary>
    public required int EpisodesAfterCut { get; init; }

    /// <summary>Of the rest, those of clients that the model was trained on or that are left out for another reason.</summary>
    public required int EpisodesOfOtherClients { get; init; }

    /// <summary>Episodes of the clients judged on.</summary>
    public required int Episodes { get; init; }

    /// <summary>The clients of these episodes.</summary>
    public required int Clients { get; init; }

    /// <summary>Of these episodes, those with no appointment that the clinic did not cancel: no outcome, no rows.</summary>
    public required int EpisodesWithoutAnchor { get; init; }

    /// <summary>Moments at which the clients judged on could be scored.</summary>
    public required int Landmarks { get; init; }

    /// <summary>Of those, left out since what came of them is not known by the cut.</summary>
    public required int Censored { get; init; }

    /// <summary>The rows judged.</summary>
    public required int Rows { get; init; }

    /// <summary>The clients who have one.</summary>
    public required int ClientsWithRows { get; init; }

    /// <summary>Rows with label 1.</summary>
    public required int Positives { get; init; }

    /// <summary>The clients who have one.</summary>
    public required int ClientsWithPositives { get; init; }

    /// <param name="cohort">All landmarks.</param>
    /// <param name="labelled">The rows judged.</param>
    /// <param name="isIn">The episodes they come from.</param>
    /// <param name="clients">The client of each episode as a number.</param>
    internal static RowFlow Of(Cohort cohort, LabelledRows labelled, Func<int, bool> isIn, int[] clients)
    {
        var episodes = Enumerable.Range(0, cohort.Episodes.Count).Where(isIn).ToList();
        var clientOfRow = Array.ConvertAll(labelled.Rows, row => clients[cohort.Rows[row].Episode]);
        return new RowFlow
        {
            EpisodesRead = cohort.EpisodesRead,
            EpisodesAfterCut = cohort.EpisodesRead - cohort.Episodes.Count,
            EpisodesOfOtherClients = cohort.Episodes.Count - episodes.Count,
            Episodes = episodes.Count,
            Clients = episodes.Select(e => clients[e]).Distinct().Count(),
            EpisodesWithoutAnchor = episodes.Count(e => !cohort.HasAnchor(e)),
            Landmarks = labelled.Rows.Length + labelled.Censored,
            Censored = labelled.Censored,
            Rows = labelled.Rows.Length,
            ClientsWithRows = clientOfRow.Distinct().Count(),
            Positives = labelled.Labels.Count(l => l == 1),
            ClientsWithPositives = clientOfRow.Where((_, i) => labelled.Labels[i] == 1).Distinct().Count(),
        };
    }
}
