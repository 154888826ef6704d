using System.Security.Cryptography;

namespace Predictor.Api.Audit.Durable;

/// <summary>
/// Links each record to all before it: HMAC-SHA-256 over the hash before and the bytes of the record. Without the key nobody can change a record and mend the hashes
/// after it. Not for several threads at once.
/// </summary>
/// <param name="key">The key of the chain.</param>
internal sealed class ChainHash(ReadOnlySpan<byte> key) : IDisposable
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>What stands before the first record.</summary>
    public static ReadOnlySpan<byte> Beginning => new byte[Length];

    /// <summary>The hash of a record.</summary>
    /// <param name="previous">The hash before; may be the same bytes as <paramref name="hash"/>.</param>
    /// <param name="content">The record up to its own hash.</param>
    /// <param name="hash">Gets the hash.</param>
    public void Compute(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> content, Span<byte> hash)
    {
        _hash.AppendData(previous);
        _hash.AppendData(content);
        _hash.GetHashAndReset(hash);
    }

    public void Dispose() => _hash.Dispose();
}
