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

    /// <summary>How long a request other than a batch may take, the coming of its body included, in seconds.</summary>
    public double RequestSeconds { get; set; } = 30;

    /// <summary>The fewest bytes a second at which a body may come and an answer be read, five seconds of patience aside.</summary>
    public double LeastBytesPerSecond { get; set; } = 240;

    /// <summary>The most connections at a time.</summary>
    public long Connections { get; set; } = 2000;

    /// <summary>The most requests of one caller that are worked on at a time, batches aside.</summary>
    public int RequestsAtOnce { get; set; } = 32;

    /// <summary>The most requests of one caller that wait for others of its own.</summary>
    public int RequestsWaiting { get; set; } = 256;

    /// <summary>How many requests a caller may send in a second, over time; none are counted in development mode.</summary>
    public int RequestsPerSecond { get; set; } = 1000;

    /// <summary>The most batches of one caller at a time. Further ones are refused and do not wait: a batch may take hours.</summary>
    public int BatchesAtOnce { get; set; } = 4;

    /// <summary>How long requests may go on after the service was told to stop, in seconds; a batch reads on for half of it.</summary>
    public double ShutdownSeconds { get; set; } = 20;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (BodyBytes is < 1024 or > 64 * 1024 * 1024) yield return $"{Section}:{nameof(BodyBytes)} is {BodyBytes}; expected 1024 to 67108864 bytes.";
        if (BatchBytes is < 1024 or > 64L * 1024 * 1024 * 1024) yield return $"{Section}:{nameof(BatchBytes)} is {BatchBytes}; expected 1024 to 68719476736 bytes.";
        if (!(BatchIdleSeconds is >= 0.1 and <= 3600)) yield return $"{Section}:{nameof(BatchIdleSeconds)} is {BatchIdleSeconds}; expected 0.1 to 3600 seconds.";
        if (Events is < 1 or > 100_000) yield return $"{Section}:{nameof(Events)} is {Events}; expected 1 to 100000.";
        if (!(HeaderSeconds is >= 0.1 and <= 120)) yield return $"{Section}:{nameof(HeaderSeconds)} is {HeaderSeconds}; expected 0.1 to 120 seconds.";
        if (!(RequestSeconds is >= 0.1 and <= 3600)) yield return $"{Section}:{nameof(RequestSeconds)} is {RequestSeconds}; expected 0.1 to 3600 seconds.";
        if (!(LeastBytesPerSecond is >= 1 and <= 1_000_000)) yield return $"{Section}:{nameof(LeastBytesPerSecond)} is {LeastBytesPerSecond}; expected 1 to 1000000.";
        if (Connections is < 1 or > 1_000_000) yield return $"{Section}:{nameof(Connections)} is {Connections}; expected 1 to 1000000.";
        if (RequestsAtOnce is < 1 or > 10_000) yield return $"{Section}:{nameof(RequestsAtOnce)} is {RequestsAtOnce}; expected 1 to 10000.";
        if (RequestsWaiting is < 0 or > 100_000) yield return $"{Section}:{nameof(RequestsWaiting)} is {RequestsWaiting}; expected 0 to 100000.";
        if (RequestsPerSecond is < 1 or > 1_000_000) yield return $"{Section}:{nameof(RequestsPerSecond)} is {RequestsPerSecond}; expected 1 to 1000000.";
        if (BatchesAtOnce is < 1 or > 1000) yield return $"{Section}:{nameof(BatchesAtOnce)} is {BatchesAtOnce}; expected 1 to 1000.";
        if (!(ShutdownSeconds is >= 0.1 and <= 600)) yield return $"{Section}:{nameof(ShutdownSeconds)} is {ShutdownSeconds}; expected 0.1 to 600 seconds.";
    }
}
