using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Checking;

/// <summary>The rows that the checks across records found in error, so that they can be left out.</summary>
internal sealed class RowErrors
{
    private readonly Dictionary<RecordSchema, HashSet<int>> _positions = [];

    public void Add(RecordSchema schema, int position)
    {
        if (!_positions.TryGetValue(schema, out var positions)) _positions.Add(schema, positions = []);
        positions.Add(position);
    }

    public bool Contains(RecordSchema schema, int position) => _positions.TryGetValue(schema, out var positions) && positions.Contains(position);

    public bool Any(RecordSchema schema) => _positions.ContainsKey(schema);
}
