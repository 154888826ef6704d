namespace Predictor.Api.Scoring.Idempotency;

/// <summary>The answers kept for one caller, the oldest first. Not safe for several threads.</summary>
internal sealed class CallerAnswers(IdempotencyOptions options)
{
    private readonly Dictionary<string, Answer> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset At)> _inOrder = new();
    private long _bytes;

    public int Count => _byKey.Count;

    /// <summary>When the last answer was added.</summary>
    public DateTimeOffset Newest { get; private set; }

    public byte[]? Find(string key, string fingerprint, out bool isOther)
    {
        isOther = _byKey.TryGetValue(key, out var kept) && kept.Fingerprint != fingerprint;
        return isOther ? null : kept?.Json;
    }

    /// <summary>Adds an answer under a key that has none; the oldest make room.</summary>
    public void Add(string key, string fingerprint, byte[] json, DateTimeOffset now)
    {
        _byKey.Add(key, new Answer(fingerprint, json));
        _inOrder.Enqueue((key, now));
        _bytes += json.Length;
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
        _byKey.Remove(_inOrder.Dequeue().Key, out var answer);
        _bytes -= answer?.Json.Length ?? 0;
    }

    private sealed record Answer(string Fingerprint, byte[] Json);
}
