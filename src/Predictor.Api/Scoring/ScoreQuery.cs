using System.Globalization;
using Microsoft.Extensions.Primitives;
using Predictor.Api.Problems;
using Predictor.Risk.Packaging;

namespace Predictor.Api.Scoring;

/// <summary>What the query of a request for a score asks for.</summary>
/// <param name="IsExplained">True for the contributions of all features.</param>
/// <param name="Head">The head of the horizon.</param>
internal readonly record struct ScoreQuery(bool IsExplained, ModelHead Head)
{
    public const string ExplainName = "explain";
    public const string HorizonName = "horizonDays";
    public const string ExplainNone = "none";
    public const string ExplainFull = "full";

    /// <summary>Reads the query. A parameter that is not known is an error: a misspelt horizon must not be answered with another.</summary>
    /// <param name="query">The query.</param>
    /// <param name="package">The model, whose first horizon is the default.</param>
    /// <param name="errors">All that is wrong.</param>
    public static ScoreQuery Parse(IQueryCollection query, ModelPackage package, out IReadOnlyList<FieldError> errors)
    {
        if (query.Count == 0)
        {
            errors = [];
            return new ScoreQuery(false, package.Heads[0]);
        }

        var found = new List<FieldError>();
        errors = found;
        var parsed = new ScoreQuery(IsFull(query[ExplainName], found), HeadOf(query[HorizonName], package, found));
        // Names are matched without regard to case, as the collection does.
        if (query.Keys.Any(k => !k.Equals(ExplainName, StringComparison.OrdinalIgnoreCase) && !k.Equals(HorizonName, StringComparison.OrdinalIgnoreCase)))
        {
            found.Add(new FieldError { Detail = "The query has an unknown parameter.", Expected = $"only {ExplainName} and {HorizonName}", Code = "unknown-parameter" });
        }

        return parsed;
    }

    private static bool IsFull(StringValues given, List<FieldError> errors)
    {
        if (given is [ExplainFull]) return true;
        if (given.Count > 0 && given is not [ExplainNone]) errors.Add(Wrong(ExplainName, $"one of {ExplainNone}, {ExplainFull}"));
        return false;
    }

    private static ModelHead HeadOf(StringValues given, ModelPackage package, List<FieldError> errors)
    {
        if (given.Count == 0) return package.Heads[0];
        if (given is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && package.HeadOf(days) is { } head) return head;
        errors.Add(Wrong(HorizonName, $"one of the model's horizons: {string.Join(", ", package.Heads.Select(h => h.HorizonDays))}"));
        return package.Heads[0];
    }

    private static FieldError Wrong(string parameter, string expected) => new()
    {
        Parameter = parameter,
        Detail = $"The parameter {parameter} has a value that is not known, or more than one.",
        Expected = expected,
        Code = "unknown-value",
    };
}
