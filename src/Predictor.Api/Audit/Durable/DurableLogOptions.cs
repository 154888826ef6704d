namespace Predictor.Api.Audit.Durable;

/// <summary>How a log is kept.</summary>
/// <param name="Name">Its name, which its segments carry.</param>
/// <param name="Folder">Its folder, which no other log shares.</param>
/// <param name="SegmentBytes">About how long a segment becomes before the next is begun; a new day begins one as well.</param>
/// <param name="Retention">How long records are kept. A segment goes once its last record is older.</param>
internal sealed record DurableLogOptions(string Name, string Folder, long SegmentBytes, TimeSpan Retention);
