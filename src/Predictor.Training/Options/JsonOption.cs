using System.CommandLine;

namespace Predictor.Training.Options;

/// <summary>The option of every command that can answer a program.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Write one JSON document to standard output and nothing else; messages go to standard error." };
}
