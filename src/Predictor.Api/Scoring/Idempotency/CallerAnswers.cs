namespace Predictor.Api.Scoring.Idempotency;

/// <summary>The answers kept for one caller, the oldest first. Not safe for several threads.</summary>
internal sealed class CallerAnswers(IdempotencyOptions options)
{
    private readonly Dictionary<string, Entry> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset At)> _inOrder = new();
    private long _bytes;

    public int Count => _byKey.Count;

    /// <summary>When the last answer was added.</summary>
    public DateTimeOffset Newest { get; private set; }

    public KeptAnswer? Find(string key, string fingerprint, out bool isOther)
    {
        isOther = _byKey.TryGetValue(key, out var kept) && kept.Fingerprint != fingerprint;
        return isOther ? null : kept?.Answer;
    }

    /// <summary>Adds an answer under a key that has none; the oldest make room.</summary>
    public void Add(string key, string fingerprint, KeptAnswer answer, DateTimeOffset now)
    {
        _byKey.Add(key, new Entry(fingerprint, answer));
        _inOrder.Enqueue((key, now));
        _bytes += answer.Json.Length;
        Newest = now;
        while (_byKey.Count > options.AnswersPerCaller || _bytes > options.BytesPerCaller) ForgetOldest();
    }

    /// <summary>Forgets what has been kept for long enough.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (_inOrder.TryPeek(out var oldest) && now - oldest.At >= TimeSpan.FromMinutes(options.Minutes)) ForgetOldest();
    }

    private void ForgetOldest()
    {
        _byKey.Remove(_inOrder.Dequeue().Key, out var entry);
        _bytes -= entry?.Answer.Json.Length ?? 0;
    }

    private sealed record Entry(string Fingerprint, KeptAnswer Answer);
}
