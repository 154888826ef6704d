using Predictor.Care.Checking;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>Lists the problems of an export for people: every kind with its first cases and how many more there are.</summary>
internal static class ProblemList
{
    private const int Shown = 20;

    public static void Write(IAnsiConsole console, ProblemReport problems)
    {
        foreach (var group in problems.Groups)
        {
            var own = problems.Listed.Where(p => p.Kind == group.Kind && p.Location.File == group.File && p.Location.Column == group.Column).Take(Shown).ToList();
            foreach (var problem in own)
            {
                var colour = problem.Severity == ProblemSeverity.Error ? "red" : "yellow";
                var word = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
                console.MarkupLineInterpolated($"[{colour}]{word}:[/] {problem.Location}: {problem.Message}");
            }

            if (group.Count > own.Count) console.MarkupLineInterpolated($"[grey]  ... and {group.Count - own.Count} more of this kind ('predictor check --json' lists them).[/]");
        }
    }
}
