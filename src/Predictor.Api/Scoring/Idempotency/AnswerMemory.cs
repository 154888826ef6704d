using Microsoft.Extensions.Options;

namespace Predictor.Api.Scoring.Idempotency;

/// <summary>
/// Keeps answers for a while, so that the same request with the same key gets the same answer even where another model serves by then. Each caller has a share of its own
/// and cannot push out another's. In memory alone: a score is pure, and losing an answer costs no more than scoring again.
/// </summary>
internal sealed class AnswerMemory : IDisposable
{
    private const int MostCallers = 1000;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallerAnswers> _callers = new(StringComparer.Ordinal);
    private readonly IdempotencyOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeping;

    public AnswerMemory(IOptions<IdempotencyOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        // An answer is forgotten in time even where nobody asks any more.
        _sweeping = time.CreateTimer(_ => Sweep(), null, BetweenSweeps, BetweenSweeps);
    }

    /// <summary>The answer that is kept under a key, if there is one.</summary>
    /// <param name="caller">Who asks: another caller's key is another key.</param>
    /// <param name="key">The key.</param>
    /// <param name="fingerprint">Of the request.</param>
    /// <param name="isOther">True where the key was used for another request.</param>
    public KeptAnswer? Find(string caller, string key, string fingerprint, out bool isOther)
    {
        lock (_gate)
        {
            isOther = false;
            if (!_callers.TryGetValue(caller, out var answers)) return null;
            answers.Forget(_time.GetUtcNow());
            return answers.Find(key, fingerprint, out isOther);
        }
    }

    /// <summary>Keeps an answer, unless the same request was answered in the meantime: then all get that answer.</summary>
    /// <returns>The answer to give; null, and <paramref name="isOther"/>, where the key was used for another request in the meantime.</returns>
    public KeptAnswer? Keep(string caller, string key, string fingerprint, KeptAnswer answer, out bool isOther)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!_callers.TryGetValue(caller, out var answers))
            {
                if (_callers.Count >= MostCallers) MakeRoom(now);
                _callers.Add(caller, answers = new CallerAnswers(_options));
            }

            answers.Forget(now);
            var first = answers.Find(key, fingerprint, out isOther);
            if (first is not null || isOther) return first;
            answers.Add(key, fingerprint, answer, now);
            return answer;
        }
    }

    public void Dispose() => _sweeping.Dispose();

    private void Sweep()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var (caller, answers) in _callers.ToList())
            {
                answers.Forget(now);
                if (answers.Count == 0) _callers.Remove(caller);
            }
        }
    }

    /// <summary>The caller that has asked for nothing the longest goes.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var answers in _callers.Values) answers.Forget(now);
        _callers.Remove(_callers.MinBy(c => c.Value.Newest).Key);
    }
}
