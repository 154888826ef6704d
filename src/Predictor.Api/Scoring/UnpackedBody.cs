namespace Predictor.Api.Scoring;

/// <summary>A compressed body, unpacked: no longer than the limit, and an error of the caller where it is not what it says.</summary>
/// <param name="unpacking">The stream that unpacks.</param>
/// <param name="maximumBytes">The most bytes that are unpacked.</param>
internal sealed class UnpackedBody(Stream unpacking, long maximumBytes) : Stream
{
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await unpacking.ReadAsync(buffer, cancellationToken);
            _bytes += count;
            return _bytes <= maximumBytes ? count : throw new BadHttpRequestException("The body is too large once it is unpacked.", StatusCodes.Status413PayloadTooLarge);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("The body is not gzip.", StatusCodes.Status400BadRequest, e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacking.Dispose();
        base.Dispose(disposing);
    }
}
