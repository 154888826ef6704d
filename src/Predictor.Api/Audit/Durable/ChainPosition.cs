using System.Globalization;

namespace Predictor.Api.Audit.Durable;

/// <summary>How far a chain goes.</summary>
/// <param name="Sequence">The number of its last record; 0 for an empty chain.</param>
/// <param name="Hash">The hash of that record, in hex.</param>
internal sealed record ChainPosition(long Sequence, string Hash)
{
    /// <summary>Before the first record.</summary>
    public static ChainPosition Beginning { get; } = new(0, Convert.ToHexStringLower(ChainHash.Beginning));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out ChainPosition? position)
    {
        position = null;
        var parts = text.Split(':');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence < 1) return false;
        if (parts[1].Length != 2 * ChainHash.Length || !parts[1].All(char.IsAsciiHexDigit)) return false;
        position = new ChainPosition(sequence, parts[1].ToLowerInvariant());
        return true;
    }

    /// <summary>The number and the hash, such as <c>17:9f86...</c>: what is kept elsewhere, to see later that the end was not cut off.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
