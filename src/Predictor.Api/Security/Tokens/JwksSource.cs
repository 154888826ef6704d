using Microsoft.IdentityModel.Tokens;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Security.Tokens;

/// <summary>
/// The public keys of one issuer. Keys are kept for half a day; a key id that is not known has them read anew, but not more often than every ten seconds, whoever
/// asks. Where they cannot be read, those that are known hold for a day and no longer, so that a key that was taken back is not believed for ever; once that was seen nobody who
/// has such a key waits for the next attempt.
/// </summary>
/// <param name="location">Where they are, for the log.</param>
/// <param name="read">Reads them.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of failures.</param>
internal sealed partial class JwksSource(string location, Func<Task<string>> read, TimeProvider time, ILogger logger)
{
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private static readonly TimeSpan Usable = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile Reading? _reading;
    private Task _attempt = Task.CompletedTask;
    private DateTimeOffset _nextAttempt = DateTimeOffset.MinValue;
    private volatile bool _isFailing;

    /// <summary>The keys at an address or in a file of the configuration.</summary>
    public static JwksSource At(string location, OutgoingHttp outgoing, TimeProvider time, ILogger logger) =>
        new(location, () => JwksLocation.IsAddress(location) ? FetchAsync(location, outgoing) : File.ReadAllTextAsync(location), time, logger);

    /// <summary>The key of an id for an algorithm; null where there is none.</summary>
    public async ValueTask<SecurityKey?> FindAsync(string kid, string algorithm, CancellationToken cancellation)
    {
        if (Known(kid, algorithm, Fresh) is { } known) return known;
        var attempt = Attempt();
        if (_isFailing && Known(kid, algorithm, Usable) is { } held) return held;
        await attempt.WaitAsync(cancellation);
        return Known(kid, algorithm, Usable);
    }

    /// <summary>The reading that is under way, a new one where it is time for one, or the last.</summary>
    private Task Attempt()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_attempt.IsCompleted || now < _nextAttempt) return _attempt;
            _nextAttempt = now + BetweenAttempts;
            return _attempt = Task.Run(ReadAsync);
        }
    }

    private SecurityKey? Known(string kid, string algorithm, TimeSpan limit) => _reading is { } reading && time.GetUtcNow() - reading.At < limit ? reading.Keys.Find(kid, algorithm) : null;

    /// <summary>Reads the keys. Not cancelled by a request: others wait for the same keys.</summary>
    private async Task ReadAsync()
    {
        try
        {
            var keys = KeySet.Parse(await read());
            _reading = new Reading(keys, time.GetUtcNow());
            _isFailing = false;
            LogRead(logger, keys.Count, location);
        }
#pragma warning disable CA1031 // What another server sent is read by code of others: whatever it throws, the keys could not be read, and no caller is answered with a failure for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _isFailing = true;
            LogFailed(logger, location, e.GetType().Name);
        }
    }

    private static async Task<string> FetchAsync(string location, OutgoingHttp outgoing)
    {
        using var client = outgoing.CreateClient(OutgoingPurpose.KeySet);
        client.MaxResponseContentBufferSize = MostBytes;
        return await client.GetStringAsync(new Uri(location));
    }

    private sealed record Reading(KeySet Keys, DateTimeOffset At);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "Read {Count} public keys from {Location}")]
    private static partial void LogRead(ILogger logger, int count, string location);

    [LoggerMessage(EventId = 22, Level = LogLevel.Error, Message = "The public keys at {Location} cannot be read: {ExceptionType}. Tokens with unknown keys are refused")]
    private static partial void LogFailed(ILogger logger, string location, string exceptionType);
}
