using System.Text;
using System.Text.Json;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit.Commands;

/// <summary><c>audit list</c>: the records that fit, a JSON document a line, as they stand in the log; such as all that are about one client.</summary>
internal static class ListCommand
{
    /// <returns>The exit code: 0 where the log is whole, 1 where it is not.</returns>
    public static int Run(CommandOptions options, TextWriter output, TextWriter error)
    {
        var keys = options.Keys();
        // An id has another pseudonym under each key.
        var clients = options.ClientId is { } client ? keys.Ids.Select(k => Pseudonyms.OfClient(keys, k, client)).ToHashSet() : null;
        var episodes = options.EpisodeId is { } episode ? keys.Ids.Select(k => Pseudonyms.OfEpisode(keys, k, episode)).ToHashSet() : null;
        var check = LogCheck.Run(options.Folder, options.LogName, keys, options.Head, Visit);
        if (check.Fault is not { } fault) return 0;
        error.WriteLine($"NOT WHOLE: {fault}. What was listed stands before it.");
        return 1;

        void Visit(LogRecord record)
        {
            if (record.At < options.From || record.At > options.To) return;
            using var document = JsonDocument.Parse(record.Data);
            var data = document.RootElement;
            if (clients is not null && !clients.Contains(Text(data, "client"))) return;
            if (episodes is not null && !episodes.Contains(Text(data, "episode"))) return;
            if (options.Pseudonym is { } pseudonym && Text(data, "client") != pseudonym && Text(data, "episode") != pseudonym) return;
            if (options.Caller is { } caller && Text(data, "caller") != caller) return;
            output.WriteLine($"{Encoding.UTF8.GetString(record.Content.Span)},\"hash\":\"{Encoding.ASCII.GetString(record.Hash.Span)}\"}}");
        }
    }

    private static string Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
