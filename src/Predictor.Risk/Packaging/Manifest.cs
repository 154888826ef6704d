using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Packaging;

/// <summary>What a package is and the hashes that seal it.</summary>
/// <param name="Schema">The format of the package.</param>
/// <param name="Content">What is hashed.</param>
/// <param name="Sha256">The hash of the canonical form of <paramref name="Content"/>: the model's identity, which a server may pin.</param>
/// <param name="CreatedAt">When it was made. Stands outside the hashed content, so that the same training gives the same hash.</param>
internal sealed record Manifest(int Schema, ManifestContent Content, string Sha256, DateTimeOffset CreatedAt)
{
    private static readonly JsonSerializerOptions Canonical = new(PackageJson.Options) { WriteIndented = false };

    /// <summary>Seals some content.</summary>
    public static Manifest Seal(ManifestContent content, DateTimeOffset createdAt) => new(PackageFiles.Schema, content, Hash(content), createdAt);

    /// <summary>
    /// The hash of the content's canonical form: JSON in UTF-8 with no white space, the properties in the order of the record and the files in
    /// ordinal order.
    /// </summary>
    public static string Hash(ManifestContent content)
    {
        var canonical = content with { Files = new SortedDictionary<string, string>(content.Files, StringComparer.Ordinal) };
        return HexHash(JsonSerializer.SerializeToUtf8Bytes(canonical, Canonical));
    }

    /// <summary>The SHA-256 of some bytes in lower-case hex.</summary>
    public static string HexHash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>The hashed content of a manifest.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="Seed">The seed of the split and of everything drawn.</param>
/// <param name="DataFingerprint">The SHA-256 of the export it was trained on.</param>
/// <param name="Files">The SHA-256 of each file.</param>
/// <param name="Origin">For a recalibrated model where it comes from; absent for others, whose hash it leaves as it is.</param>
internal sealed record ManifestContent(
    string Name,
    string Version,
    int Seed,
    string DataFingerprint,
    SortedDictionary<string, string> Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelOrigin? Origin = null);
