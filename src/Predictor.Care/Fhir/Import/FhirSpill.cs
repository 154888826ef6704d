using System.Globalization;
using System.Text;

namespace Predictor.Care.Fhir.Import;

/// <summary>Resources sorted into parts by their patient, on disk: all of a patient stand in one part, and a part fits into memory.</summary>
internal sealed class FhirSpill : IDisposable
{
    private const long PartBytes = 32L * 1024 * 1024;
    private const int MaximumParts = 256;

    private readonly string _folder;
    private readonly BinaryWriter?[] _parts;

    /// <param name="folder">An empty folder for the parts.</param>
    /// <param name="totalBytes">The bytes of all files.</param>
    public FhirSpill(string folder, long totalBytes)
    {
        _folder = folder;
        _parts = new BinaryWriter?[(int)Math.Clamp((totalBytes / PartBytes) + 1, 1, MaximumParts)];
    }

    public int Count => _parts.Length;

    /// <summary>The part of a patient, the same in every run.</summary>
    public int PartOf(string patient)
    {
        // FNV-1a: spreads ids well, and does not change from run to run as the hash of strings does.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(patient)) hash = (hash ^ b) * 16777619u;
        return (int)(hash % (uint)_parts.Length);
    }

    public void Add(int part, int file, int line, ReadOnlySpan<byte> utf8)
    {
        var writer = _parts[part] ??= new BinaryWriter(new FileStream(PathOf(part), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 14));
        writer.Write(file);
        writer.Write(line);
        writer.Write(utf8.Length);
        writer.Write(utf8);
    }

    /// <summary>Ends the writing.</summary>
    public void Close()
    {
        foreach (var part in _parts) part?.Dispose();
    }

    /// <summary>The resources of a part in the order of their coming.</summary>
    public IEnumerable<(int File, int Line, byte[] Utf8)> Read(int part)
    {
        if (!File.Exists(PathOf(part))) yield break;
        using var reader = new BinaryReader(new FileStream(PathOf(part), FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1 << 20));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (file, line, length) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            yield return (file, line, reader.ReadBytes(length));
        }
    }

    public void Dispose() => Close();

    private string PathOf(int part) => Path.Combine(_folder, $"part-{part.ToString(CultureInfo.InvariantCulture)}");
}
