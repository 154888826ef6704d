using System.Collections.Concurrent;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Security.Tokens;

/// <summary>
/// Remembers the ids of tokens for as long as these could be taken. Bounded for each issuer: one that makes more tokens than fit is refused, and the others are not
/// disturbed. Ids are never forgotten early, since that would let a token in twice.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="capacity">The most ids of one issuer.</param>
internal sealed class ReplayCache(TimeProvider time, int capacity = 200_000)
{
    private readonly ConcurrentDictionary<string, Issuer> _issuers = new(StringComparer.Ordinal);

    /// <summary>Remembers an id.</summary>
    /// <param name="issuer">One that is configured, so that there are few.</param>
    /// <param name="id">The <c>jti</c>.</param>
    /// <param name="until">From when on the token is refused for its age.</param>
    /// <returns><see cref="Refusal.None"/> where the id was not there.</returns>
    public Refusal Add(string issuer, string id, DateTimeOffset until)
    {
        var ids = _issuers.GetOrAdd(issuer, _ => new Issuer());
        lock (ids)
        {
            var now = time.GetUtcNow();
            while (ids.ByEnd.TryPeek(out var old, out var end) && end <= now)
            {
                ids.ByEnd.Dequeue();
                ids.Seen.Remove(old);
            }

            if (ids.Seen.Contains(id)) return Refusal.Replayed;
            if (ids.Seen.Count >= capacity) return Refusal.ReplayCacheFull;
            ids.Seen.Add(id);
            ids.ByEnd.Enqueue(id, until);
            return Refusal.None;
        }
    }

    private sealed class Issuer
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public PriorityQueue<string, DateTimeOffset> ByEnd { get; } = new();
    }
}
