using System.Text.Json;
using Predictor.Care.Checking;

namespace Predictor.Api.Problems;

/// <summary>
/// Tells the problems of a body without its values. The messages of the reader quote what a client sent, which is right on a clinic's own
/// screen and wrong in an answer that other systems log; so each kind has a sentence of its own here.
/// </summary>
internal static class EpisodeErrors
{
    /// <summary>The errors of a report, warnings left out, in the order of their finding.</summary>
    public static IReadOnlyList<FieldError> Of(ProblemReport report) => [.. report.Listed.Where(p => p.Severity == ProblemSeverity.Error).Select(Of)];

    private static FieldError Of(Care.Checking.Problem problem)
    {
        var (detail, expected) = Texts(problem);
        return new FieldError
        {
            Pointer = problem.Location.JsonPointer,
            Detail = detail,
            Expected = expected,
            Code = JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Kind.ToString()),
        };
    }

    /// <summary>
    /// The sentence of a kind, and what was expected: the reader's words where they come from the description of the columns alone, else words
    /// from here. A kind that is not listed gets words that tell nothing.
    /// </summary>
    internal static (string Detail, string Expected) Texts(Care.Checking.Problem problem) => problem.Kind switch
    {
        ProblemKind.InvalidJson => ("The document is not JSON, or is nested too deeply.", problem.Expected),
        ProblemKind.InvalidUtf8 => ("The document is not UTF-8.", problem.Expected),
        ProblemKind.WrongType => ("The value has the wrong JSON type.", problem.Expected),
        ProblemKind.UnknownField => ("The field is unknown.", problem.Expected),
        ProblemKind.DuplicateField => ("The field is given twice.", problem.Expected),
        ProblemKind.AuditAttributeRefused => ("Sensitive attributes are never part of a score.", problem.Expected),
        ProblemKind.TooManyEvents => ("The document has too many events.", problem.Expected),
        ProblemKind.MissingValue => ("The field is required and has no value.", problem.Expected),
        ProblemKind.TooLong => ("The text is too long.", problem.Expected),
        ProblemKind.UnknownCode => ("The value is no code of this field.", problem.Expected),
        ProblemKind.NotANumber => ("The value is no number that can be held.", problem.Expected),
        ProblemKind.OutOfRange => ("The value is out of its range.", problem.Expected),
        ProblemKind.NotATime => ("The value is no day or time.", problem.Expected),
        ProblemKind.MissingOffset => ("The time does not say its offset from UTC.", problem.Expected),
        ProblemKind.DuplicateId => ("The id is given to another record already.", problem.Expected),
        ProblemKind.DuplicateMeasure => ("There is another score of the same time, instrument, rater and scale.", problem.Expected),
        ProblemKind.EndWithoutDate => ("The episode is said to have ended, but not when.", problem.Expected),
        ProblemKind.NotCancelled => ("The appointment is said to be cancelled, but its status says otherwise.", problem.Expected),
        ProblemKind.MismatchedEpisode => ("The event is of another episode.", "the id of the document's episode, or none"),
        ProblemKind.ImpossibleOrder => ("The time cannot be true together with another of the document.", "a time in order with those it depends on"),
        ProblemKind.EndBeforeSession => ("A session was attended after the episode's end.", "an end not before the last attended session"),
        ProblemKind.ImpossibleCount => ("There cannot be more prior dropouts than prior episodes.", "at most the number of prior episodes"),
        _ => ("The value is wrong.", "a value as the API description says"),
    };
}
