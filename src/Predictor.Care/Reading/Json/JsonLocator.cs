using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Json;

/// <summary>Places in the JSON document of one episode.</summary>
internal sealed class JsonLocator : ISourceLocator
{
    public static JsonLocator Instance { get; } = new();

    public static string PointerTo(RecordSchema schema, int position) =>
        schema == EpisodeColumns.Schema ? $"/{schema.JsonName}" : FormattableString.Invariant($"/{schema.JsonName}/{position}");

    public ProblemLocation Locate(RecordSchema schema, int position, Column? column)
    {
        var record = PointerTo(schema, position);
        return ProblemLocation.At(column is null ? record : JsonPointer.Append(record, column.JsonName));
    }

    public string NameOf(RecordSchema schema, int position) => PointerTo(schema, position);

    public string NameOf(Column column) => column.JsonName;
}
