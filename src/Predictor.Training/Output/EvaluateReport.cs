using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>evaluate</c>: the figures of the first horizon, and those of all under <c>byHorizon</c>.</summary>
internal static class EvaluateReport
{
    public static JsonObject Of(ModelPackage package, string evaluatedOn, Dictionary<int, EvaluationResult> byHorizon)
    {
        var document = new JsonObject
        {
            ["model"] = JsonSerializer.SerializeToNode(new ScoredBy(package.Name, package.Version, package.Sha256), JsonText.Options),
            ["evaluatedOn"] = evaluatedOn,
            ["horizonDays"] = byHorizon.Keys.First(),
        };
        var first = JsonSerializer.SerializeToNode(byHorizon.Values.First(), JsonText.Options)!.AsObject();
        foreach (var (name, figure) in first) document[name] = figure?.DeepClone();
        document["byHorizon"] = JsonSerializer.SerializeToNode(byHorizon, JsonText.Options);
        return document;
    }
}
