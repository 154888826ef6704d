using Predictor.Api.Models;
using Predictor.Api.Problems;

namespace Predictor.Api.Scoring;

/// <summary>With which model a request is answered and what it asks of it, or why it cannot be.</summary>
/// <param name="Model">The model; one for the whole request, whatever is loaded meanwhile. Null where there is a problem.</param>
/// <param name="Query">What is asked of it.</param>
/// <param name="Problem">Why there is no answer.</param>
internal readonly record struct ScorePlan(LoadedModel? Model, ScoreQuery Query, Problem? Problem)
{
    public static ScorePlan Of(IQueryCollection query, ModelCatalogue catalogue)
    {
        if (ModelChoice.Of(query, catalogue, out var problem) is not { } model) return new ScorePlan(null, default, problem);
        var parsed = ScoreQuery.Parse(query, model.Package, out var errors);
        return errors.Count == 0 ? new ScorePlan(model, parsed, null) : new ScorePlan(null, default, KnownProblems.InvalidParameters(errors));
    }
}
