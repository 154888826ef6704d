using System.Globalization;
using Microsoft.Extensions.Primitives;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring;

/// <summary>What the query of a request for a score asks for.</summary>
/// <param name="Explanation">How much of an explanation goes with the score.</param>
/// <param name="Head">The head of the horizon.</param>
/// <param name="Curve">The horizons in days whose risks are asked for as a curve; null for none.</param>
internal readonly record struct ScoreQuery(Explanation Explanation, ModelHead Head, IReadOnlyList<int>? Curve)
{
    public const string ExplainName = "explain";
    public const string HorizonName = "horizonDays";
    public const string HorizonsName = "horizons";
    public const string HorizonsAll = "all";
    public const string ExplainNone = "none";
    public const string ExplainReasons = "reasons";
    public const string ExplainFull = "full";

    private static readonly string[] Names = [ExplainName, HorizonName, HorizonsName, ModelChoice.ModelName, ModelChoice.VersionName];

    /// <summary>Reads the query. A parameter that is not known is an error: a misspelt horizon must not be answered with another.</summary>
    /// <param name="query">The query.</param>
    /// <param name="package">The model, whose first horizon is the default.</param>
    /// <param name="errors">All that is wrong.</param>
    public static ScoreQuery Parse(IQueryCollection query, ModelPackage package, out IReadOnlyList<FieldError> errors)
    {
        if (query.Count == 0)
        {
            errors = [];
            return new ScoreQuery(Explanation.Reasons, package.Heads[0], Curve: null);
        }

        var found = new List<FieldError>();
        errors = found;
        var parsed = new ScoreQuery(ExplanationOf(query[ExplainName], found), HeadOf(query[HorizonName], package, found), CurveOf(query[HorizonsName], package, found));
        // Names are matched without regard to case, as the collection does.
        if (query.Keys.Any(k => !Names.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            found.Add(new FieldError { Detail = "The query has an unknown parameter.", Expected = $"only {string.Join(", ", Names)}", Code = "unknown-parameter" });
        }

        return parsed;
    }

    private static Explanation ExplanationOf(StringValues given, List<FieldError> errors)
    {
        if (given.Count == 0 || given is [ExplainReasons]) return Explanation.Reasons;
        if (given is [ExplainNone]) return Explanation.None;
        if (given is [ExplainFull]) return Explanation.Full;
        errors.Add(Wrong(ExplainName, $"one of {ExplainNone}, {ExplainReasons}, {ExplainFull}"));
        return Explanation.Reasons;
    }

    private static ModelHead HeadOf(StringValues given, ModelPackage package, List<FieldError> errors)
    {
        if (given.Count == 0) return package.Heads[0];
        if (given is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && package.HeadOf(days) is { } head) return head;
        errors.Add(Wrong(HorizonName, $"one of the model's horizons: {string.Join(", ", package.Heads.Select(h => h.HorizonDays))}"));
        return package.Heads[0];
    }

    private static List<int>? CurveOf(StringValues given, ModelPackage package, List<FieldError> errors)
    {
        if (given.Count == 0) return null;
        if (!package.IsCurve)
        {
            errors.Add(new FieldError { Parameter = HorizonsName, Detail = package.WhyNoCurve([])!, Expected = $"no parameter {HorizonsName}, or another model", Code = "no-curve" });
            return null;
        }

        if (given is [HorizonsAll]) return [.. package.Heads.Select(h => h.HorizonDays)];
        if (given is [{ } text])
        {
            var days = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList();
            if (package.WhyNoCurve(days) is null) return days;
        }

        errors.Add(Wrong(HorizonsName, $"{HorizonsAll}, or some of the model's horizons with commas between: {string.Join(",", package.Heads.Select(h => h.HorizonDays))}"));
        return null;
    }

    private static FieldError Wrong(string parameter, string expected) => new()
    {
        Parameter = parameter,
        Detail = $"The parameter {parameter} has a value that is not known, or more than one.",
        Expected = expected,
        Code = "unknown-value",
    };
}
