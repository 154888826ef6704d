using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Api.Audit.Durable;

/// <summary>What a log says of itself, in the chain like any other record. Each has the member <c>event</c>.</summary>
internal static class LogEvents
{
    public const string Segment = "segment";
    public const string Opened = "opened";
    public const string Closed = "closed";
    public const string Pruned = "pruned";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads one; null where the bytes are something else.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The first record of a segment.</summary>
internal sealed record SegmentHeader
{
    public string Event { get; init; } = LogEvents.Segment;

    /// <summary>The name of the log, so that the records of one are not taken for another's.</summary>
    public required string Log { get; init; }

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The number of the segment, from 1.</summary>
    public required int Segment { get; init; }

    /// <summary>The hash of the last record before the segment.</summary>
    public required string Previous { get; init; }

    /// <summary>The id of the key of the chain in this segment.</summary>
    public required string Key { get; init; }
}

/// <summary>The log was opened, by a start or after it could not be written.</summary>
internal sealed record LogOpened
{
    public string Event { get; init; } = LogEvents.Opened;

    /// <summary>Since when it could not be written, where it could not.</summary>
    public DateTime? FailedSince { get; init; }

    /// <summary>What a crash left at the end.</summary>
    public TornEnd? Torn { get; init; }
}

/// <summary>Bytes at the end that are no whole record, as a crash leaves them; never acknowledged to anybody.</summary>
/// <param name="File">Where they were put.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Sha256">Their hash.</param>
internal sealed record TornEnd(string File, int Bytes, string Sha256);

/// <summary>The log was closed as it should be; an <c>opened</c> without this before it follows a crash.</summary>
internal sealed record LogClosed
{
    public string Event { get; init; } = LogEvents.Closed;
}

/// <summary>Segments whose time was over were removed; also the anchor file, from which the rest of the chain is checked.</summary>
internal sealed record LogPruned
{
    public string Event { get; init; } = LogEvents.Pruned;

    /// <summary>The last segment that was removed.</summary>
    public required int Segment { get; init; }

    /// <summary>The number of its last record.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of that record.</summary>
    public required string Hash { get; init; }
}
