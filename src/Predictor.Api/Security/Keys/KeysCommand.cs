using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Operations;

namespace Predictor.Api.Security.Keys;

/// <summary><c>keys new</c>: makes an API key. The key is printed once and kept nowhere; the configuration gets its hash.</summary>
internal static class KeysCommand
{
    private const string Usage = "Usage: keys new --caller NAME [--scopes score,models.read] [--expires-at 2027-12-31T00:00:00Z]";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The exit code: 0 done, 2 bad usage.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        if (Help.IsAsked(arguments))
        {
            output.WriteLine(Usage);
            return 0;
        }

        if (!TryRead(arguments, out var options, out var problem))
        {
            error.WriteLine(problem);
            error.WriteLine(Usage);
            return 2;
        }

        var key = ApiKey.Create();
        var id = ApiKey.TryGetId(key, out var own) ? own : throw new InvalidOperationException("A new key has no id.");
        var entry = new JsonObject { ["Id"] = id, ["Sha256"] = Convert.ToHexStringLower(ApiKey.Hash(key)) };
        if (options.ExpiresAt is { } end) entry["ExpiresAt"] = end.ToString("O", CultureInfo.InvariantCulture);
        var caller = new JsonObject { ["Scopes"] = new JsonArray([.. options.Scopes.Select(s => JsonValue.Create(s))]), ["Keys"] = new JsonArray(entry) };
        var settings = new JsonObject { [SecurityOptions.Section] = new JsonObject { [nameof(SecurityOptions.Callers)] = new JsonObject { [options.Caller] = caller } } };
        output.WriteLine("The key, to be given to the caller (it is shown this once):");
        output.WriteLine(key);
        output.WriteLine();
        output.WriteLine("For the configuration of the service (where the caller is there already, add to its Keys alone):");
        output.WriteLine(settings.ToJsonString(Indented));
        return 0;
    }

    private static bool TryRead(IReadOnlyList<string> arguments, out (string Caller, string[] Scopes, DateTimeOffset? ExpiresAt) options, out string problem)
    {
        options = ("", [Scopes.Score], null);
        problem = "";
        if (arguments is not ["new", ..]) problem = "Expected 'keys new'.";
        for (var i = 1; problem.Length == 0 && i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            if (value.Length == 0) problem = $"{arguments[i]} has no value.";
            else if (arguments[i] == "--caller") options.Caller = value;
            else if (arguments[i] == "--scopes") options.Scopes = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            else if (arguments[i] == "--expires-at" && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)) options.ExpiresAt = end;
            else problem = arguments[i] == "--expires-at" ? $"--expires-at is '{value}'; expected a time such as 2027-12-31T00:00:00Z." : $"'{arguments[i]}' is unknown.";
        }

        if (problem.Length > 0) return false;
        // The checks of the configuration that the key is to go into.
        var entry = new CallerOptions { Scopes = options.Scopes, Keys = [new ApiKeyOptions { Id = new string('0', 16), Sha256 = new string('0', 64) }] };
        problem = options.Caller.Length == 0 ? "--caller has no value; expected the name of the caller." : new SecurityOptions { Callers = { [options.Caller] = entry } }.Problems().FirstOrDefault() ?? "";
        return problem.Length == 0;
    }
}
