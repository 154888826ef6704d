namespace Predictor.Api.Scoring.Idempotency;

/// <summary>How long and how many answers are kept for requests that may be sent again: section <c>Idempotency</c>.</summary>
internal sealed class IdempotencyOptions
{
    public const string Section = "Idempotency";

    /// <summary>How long an answer is kept, in minutes. An answer tells of a client, so it is kept no longer than a repetition takes.</summary>
    public double Minutes { get; set; } = 15;

    /// <summary>The most answers kept for one caller; the oldest make room.</summary>
    public int AnswersPerCaller { get; set; } = 1000;

    /// <summary>The most bytes of answers kept for one caller; the oldest make room.</summary>
    public long BytesPerCaller { get; set; } = 16 * 1024 * 1024;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(Minutes is >= 0.01 and <= 1440)) yield return $"{Section}:{nameof(Minutes)} is {Minutes}; expected 0.01 to 1440 minutes.";
        if (AnswersPerCaller is < 1 or > 1_000_000) yield return $"{Section}:{nameof(AnswersPerCaller)} is {AnswersPerCaller}; expected 1 to 1000000.";
        if (BytesPerCaller is < 65_536 or > 1024L * 1024 * 1024) yield return $"{Section}:{nameof(BytesPerCaller)} is {BytesPerCaller}; expected 65536 to 1073741824 bytes.";
    }
}
