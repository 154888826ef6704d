namespace Predictor.Training.Tests;

/// <summary>What a command said, run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(arguments, output, error, TimeProvider.System);
        return new CommandRun(exit, output.ToString(), error.ToString());
    }
}
