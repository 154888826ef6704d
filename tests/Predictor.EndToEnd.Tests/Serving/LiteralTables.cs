using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>The tables of an additive model, looked up as <c>model.json</c> has them.</summary>
internal sealed class LiteralTables(ModelPackage package)
{
    private readonly JsonNode _model = JsonNode.Parse(package.Files["model.json"])!["heads"]![0]!["additive"]!;
    private readonly JsonNode _calibration = JsonNode.Parse(package.Files["calibration.json"])!["heads"]![0]!["calibration"]!;
    private readonly List<string> _features = [.. package.Features.Slots.Select(s => s.Feature.Code)];

    /// <summary>The calibrated log-odds of a row.</summary>
    public double LogOdds(double[] row)
    {
        var sum = (double)_model["intercept"]!;
        foreach (var shape in _model["shapes"]!.AsArray()) sum += (double)shape!["values"]![Bin(shape["axis"]!, row)]!;
        foreach (var pair in _model["pairs"]!.AsArray()) sum += (double)pair!["values"]![Bin(pair["first"]!, row)]![Bin(pair["second"]!, row)]!;
        return (double)_calibration["intercept"]! + ((double)_calibration["slope"]! * sum);
    }

    /// <summary>What the curves give of columns that are in no pair.</summary>
    public IEnumerable<(string Feature, double Value)> OfColumnsWithoutPairs(double[] row)
    {
        var paired = _model["pairs"]!.AsArray().SelectMany(p => new[] { (string)p!["first"]!["feature"]!, (string)p["second"]!["feature"]! }).ToHashSet();
        foreach (var shape in _model["shapes"]!.AsArray())
        {
            var feature = (string)shape!["axis"]!["feature"]!;
            if (!paired.Contains(feature)) yield return (feature, (double)_calibration["slope"]! * (double)shape["values"]![Bin(shape["axis"]!, row)]!);
        }
    }

    private int Bin(JsonNode axis, double[] row)
    {
        var value = row[_features.IndexOf((string)axis["feature"]!)];
        if (axis["cuts"] is JsonArray cuts) return double.IsNaN(value) ? cuts.Count + 1 : cuts.Count(c => value > (double)c!);
        var categories = axis["categories"]!.AsArray();
        var bin = categories.ToList().FindIndex(codes => codes!.AsArray().Any(c => (double)c! == value));
        return bin < 0 ? categories.Count : bin;
    }
}
