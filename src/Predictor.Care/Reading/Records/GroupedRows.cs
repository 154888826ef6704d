namespace Predictor.Care.Reading.Records;

/// <summary>Rows sorted by episode.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Bounds">Where each episode's rows begin; one entry more than episodes, so that each ends where the next begins.</param>
internal sealed record GroupedRows<T>(Row<T>[] Rows, int[] Bounds)
    where T : class
{
    public ArraySegment<Row<T>> Of(int episode) => new(Rows, Bounds[episode], Bounds[episode + 1] - Bounds[episode]);
}
