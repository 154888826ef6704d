using Predictor.Care.Episodes;

namespace Predictor.Api.Models.Shadow;

/// <summary>The JSON document of one episode.</summary>
internal sealed class ShadowBody(ReadOnlyMemory<byte> body) : ShadowInput
{
    public override long Bytes => body.Length;

    public override ShadowInput Kept() => new ShadowBody(body.ToArray());

    public override (Episode Episode, long AsOf)? Read(LoadedModel challenger)
    {
        var reading = challenger.Reader.Read(body);
        return reading.HasErrors ? null : (reading.Episode, reading.AsOf.Value.Ticks);
    }
}
