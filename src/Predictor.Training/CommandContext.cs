using System.Text.Json;
using Predictor.Risk.Engines;
using Predictor.Risk.Importing;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Tuning;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class CommandContext
{
    private readonly TextWriter _output;

    public CommandContext(TextWriter output, TextWriter error, TimeProvider time)
    {
        _output = output;
        Time = time;
        Output = ConsoleOn(output, Console.IsOutputRedirected);
        Error = ConsoleOn(error, Console.IsErrorRedirected);
    }

    public TimeProvider Time { get; }

    /// <summary>Results for people.</summary>
    public IAnsiConsole Output { get; }

    /// <summary>Progress and messages.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Tells standard error what is being done.</summary>
    public IProgress<string> Progress => new Lines(Error);

    /// <summary>Writes the one JSON document of a command run with <c>--json</c>.</summary>
    public void WriteJson<T>(T document) => _output.WriteLine(JsonSerializer.Serialize(document, JsonText.Options));

    /// <summary>Writes text to standard output as it is: no colours, and no line is broken.</summary>
    public void WriteText(string text) => _output.Write(text);

    /// <summary>Runs a command and turns what can go wrong into a message and an exit code.</summary>
    public async Task<int> RunAsync(Func<Task> command)
    {
        try
        {
            await command();
            return ExitCode.Done;
        }
        catch (UsageException e)
        {
            return Fail(e.Message, ExitCode.BadUsage);
        }
        catch (Exception e) when (e is FailedException or ConversionException or ModelPackageException or ImportException or TrialFileException or TooFewEventsException or FollowUpTooShortException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, ExitCode.Failed);
        }
        catch (CancelledException e)
        {
            return Fail(e.Message, ExitCode.Cancelled);
        }
        catch (OperationCanceledException)
        {
            return Fail("Cancelled; nothing was written.", ExitCode.Cancelled);
        }
    }

    private int Fail(string message, int code)
    {
        Error.MarkupLineInterpolated($"[red]error:[/] {message}");
        return code;
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        // A file or a pipe has no width: long lines are better than broken ones.
        if (isRedirected) console.Profile.Width = 200;
        return console;
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<string>
    {
        public void Report(string value) => console.MarkupLineInterpolated($"[grey]{value}[/]");
    }
}
