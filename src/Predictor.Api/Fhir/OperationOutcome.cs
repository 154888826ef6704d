using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.Api.Problems;
using Predictor.Care.Checking;
using Predictor.Care.Fhir;

namespace Predictor.Api.Fhir;

/// <summary>OperationOutcome resources. None holds a value of the request: it must not travel into somebody's error log.</summary>
internal static class OperationOutcome
{
    /// <summary>Enough to find what is wrong; a Bundle may have thousands of resources that all miss the same.</summary>
    private const int Listed = 200;

    public static JsonObject Of(IEnumerable<JsonObject> issues) => new() { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray([.. issues]) };

    /// <summary>What a mapping found, the weightiest first; each kind of the first 200 one by one.</summary>
    public static JsonObject Of(IReadOnlyList<FhirIssue> issues)
    {
        var ordered = issues.OrderBy(i => i.Severity).ToList();
        var listed = ordered.Take(Listed).Select(Of).ToList();
        if (ordered.Count > Listed) listed.Add(Issue("information", "informational", string.Create(CultureInfo.InvariantCulture, $"{ordered.Count - Listed} more issues are not listed."), null));
        return Of(listed);
    }

    /// <summary>One issue.</summary>
    /// <inheritdoc cref="FhirResult.Error"/>
    public static JsonObject Issue(string severity, string code, string text, string? expression)
    {
        var issue = new JsonObject { ["severity"] = severity, ["code"] = code, ["details"] = new JsonObject { ["text"] = text } };
        if (expression is not null) issue["expression"] = new JsonArray(expression);
        return issue;
    }

    private static JsonObject Of(FhirIssue issue)
    {
        var severity = issue.Severity switch { FhirSeverity.Error => "error", FhirSeverity.Warning => "warning", _ => "information" };
        return Issue(severity, issue.Code, issue.Problem is { } problem ? TextOf(problem) : issue.Message, issue.Expression);
    }

    /// <summary>The words of the reader quote values, so that each kind has words of its own here.</summary>
    private static string TextOf(Care.Checking.Problem problem)
    {
        if (problem.Severity == ProblemSeverity.Error)
        {
            var (detail, expected) = EpisodeErrors.Texts(problem);
            return $"{detail} Expected: {expected}. The record is left out.";
        }

        return problem.Kind switch
        {
            ProblemKind.UnlikelyOrder => "The time is unlikely together with another; the record is kept.",
            ProblemKind.AfterTheEnd => "The record lies after the end of its episode; it is kept.",
            ProblemKind.EndWithoutReason => "The episode is over and no reason is given, which proves nothing.",
            ProblemKind.DuplicateRow => "The record is the same in every value as another; both are kept.",
            ProblemKind.SimultaneousSessions => "Another attended session starts at the same time; both are kept.",
            ProblemKind.SimilarInstrument => "The instrument is not known, but one of a similar name is.",
            _ => "The value is unusual; it is taken as it stands.",
        };
    }
}
