using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Predictor.Api.Audit.Durable;

/// <summary>The segment that is written.</summary>
internal sealed class SegmentWriter : IDisposable
{
    // Made longer in steps ahead of the records: flushing a file whose length stays as it is takes a fraction of the time.
    private const int AheadBytes = 1024 * 1024;

    private readonly Disk _disk;
    private readonly SafeFileHandle _file;
    private long _end;

    private SegmentWriter(Disk disk, string path, int number, SafeFileHandle file, long length)
    {
        (_disk, Path, Number, _file, Length, _end) = (disk, path, number, file, length, length);
    }

    public string Path { get; }

    /// <summary>The number of the segment.</summary>
    public int Number { get; }

    /// <summary>The bytes of its records.</summary>
    public long Length { get; private set; }

    /// <summary>Makes a segment that is not there.</summary>
    public static SegmentWriter Create(Disk disk, LogFolder folder, int number)
    {
        var path = folder.SegmentPath(number);
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            disk.FlushFolder(folder.Path);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new SegmentWriter(disk, path, number, file, 0);
    }

    /// <summary>Goes on with a segment; what follows its good records is cut off.</summary>
    public static SegmentWriter Continue(Disk disk, LogFolder folder, int number, long length)
    {
        var path = folder.SegmentPath(number);
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        try
        {
            RandomAccess.SetLength(file, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new SegmentWriter(disk, path, number, file, length);
    }

    /// <summary>Adds bytes; they are on the disk when this returns.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        // A file that was moved or deleted takes bytes all the same, and nobody would find them.
        if (!File.Exists(Path)) throw new LogDamagedException($"{Path} has vanished while it was written.");
        if (Length + bytes.Length > _end) Lengthen(Length + bytes.Length + AheadBytes);
        _disk.Write(_file, bytes, Length);
        _disk.Flush(_file);
        Length += bytes.Length;
    }

    /// <summary>Cuts off what was made ahead or written in vain.</summary>
    public void Trim()
    {
        RandomAccess.SetLength(_file, Length);
        _end = Length;
        RandomAccess.FlushToDisk(_file);
    }

    public void Dispose() => _file.Dispose();

    private void Lengthen(long end)
    {
        var zeros = ArrayPool<byte>.Shared.Rent((int)(end - _end));
        zeros.AsSpan(0, (int)(end - _end)).Clear();
        try
        {
            _disk.Write(_file, zeros.AsSpan(0, (int)(end - _end)), _end);
            _end = end;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(zeros);
        }
    }
}
