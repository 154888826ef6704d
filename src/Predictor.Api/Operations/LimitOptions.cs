namespace Predictor.Api.Operations;

/// <summary>What the service takes: section <c>Limits</c>.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>The largest body in bytes; larger ones are answered with 413.</summary>
    public long BodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest body of a batch in bytes, whose lines may each be of <see cref="BodyBytes"/>.</summary>
    public long BatchBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How long a batch may stand still, in seconds: no line comes in and no answer is read.</summary>
    public double BatchIdleSeconds { get; set; } = 60;

    /// <summary>The most appointments, measures, payments and contacts of one episode together.</summary>
    public int Events { get; set; } = 10_000;

    /// <summary>How long a caller may take to send the headers, in seconds.</summary>
    public double HeaderSeconds { get; set; } = 10;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (BodyBytes is < 1024 or > 64 * 1024 * 1024) yield return $"{Section}:{nameof(BodyBytes)} is {BodyBytes}; expected 1024 to 67108864 bytes.";
        if (BatchBytes is < 1024 or > 64L * 1024 * 1024 * 1024) yield return $"{Section}:{nameof(BatchBytes)} is {BatchBytes}; expected 1024 to 68719476736 bytes.";
        if (!(BatchIdleSeconds is >= 0.1 and <= 3600)) yield return $"{Section}:{nameof(BatchIdleSeconds)} is {BatchIdleSeconds}; expected 0.1 to 3600 seconds.";
        if (Events is < 1 or > 100_000) yield return $"{Section}:{nameof(Events)} is {Events}; expected 1 to 100000.";
        if (!(HeaderSeconds is >= 0.1 and <= 120)) yield return $"{Section}:{nameof(HeaderSeconds)} is {HeaderSeconds}; expected 0.1 to 120 seconds.";
    }
}
