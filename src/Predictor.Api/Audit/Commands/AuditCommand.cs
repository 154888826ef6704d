using System.Globalization;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Operations;

namespace Predictor.Api.Audit.Commands;

/// <summary><c>audit</c>: checks the audit trail, looks records up in it, and changes its key. Works on the files, whether the service runs or not.</summary>
internal static class AuditCommand
{
    private const string Usage =
        """
        Usage:
          audit verify [--dir DIR] [--key-file FILE] [--head NUMBER:HASH]
          audit list   [--dir DIR] [--key-file FILE] [--client ID] [--episode ID] [--pseudonym HEX] [--caller NAME] [--from TIME] [--to TIME]
          audit rotate-key [--key-file FILE]
        DIR is the folder of one log, by default audit/trail; a hyphen in place of an ID reads it from standard input. Settings of the section Audit are read from the service's
        settings and from the environment. Exit code: 0 done, 1 the log is not whole or cannot be read, 2 bad usage.
        """;

    /// <returns>The exit code: 0 done, 1 the log is not whole or cannot be read, 2 bad usage.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextReader input, TextWriter output, TextWriter error)
    {
        if (Help.IsAsked(arguments))
        {
            output.WriteLine(Usage);
            return 0;
        }

        try
        {
            var options = CommandOptions.Read(arguments, input, CommandOptions.Configured());
            return options.Command switch
            {
                "verify" => Verify(options, output),
                "list" => ListCommand.Run(options, output, error),
                _ => RotateKey(options, output),
            };
        }
        catch (CommandUsageException e)
        {
            error.WriteLine(e.Message);
            error.WriteLine(Usage);
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LogDamagedException)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Verify(CommandOptions options, TextWriter output)
    {
        var check = LogCheck.Run(options.Folder, options.LogName, options.Keys(), options.Head);
        if (check.Fault is { } fault)
        {
            output.WriteLine($"NOT WHOLE: {fault}.");
            return 1;
        }

        var ending = check.TornBytes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {check.TornBytes} bytes after it are no whole record: they are being written, or a crash left them and the next start sets them aside.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Whole: records {check.First} to {check.Last.Sequence} in {check.Segments} segments.{ending}"));
        if (options.Head is null) output.WriteLine("Whether the end was cut off together with head.json can only be told with --head and a head that was kept elsewhere.");
        output.WriteLine($"Head: {check.Last}");
        return 0;
    }

    private static int RotateKey(CommandOptions options, TextWriter output)
    {
        if (options.Settings.Keys.Count > 0) throw new CommandUsageException("The keys are in the configuration; add one there and make it Audit:CurrentKey.");
        var id = LogKeyFile.AddKey(options.Settings.KeyPath);
        output.WriteLine($"{options.Settings.KeyPath} has the new key {id}; it is used from the next start of the service. Keep the others: records were made with them.");
        return 0;
    }
}
