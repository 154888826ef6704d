using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>Turns the values of a row into the columns of a linear model, the intercept at index 0. Safe to use from many threads.</summary>
internal sealed class Design
{
    private readonly double[] _from;
    private readonly double[] _to;
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly (int First, int Count, int Feature)[] _ramps;
    private readonly (int Column, int Feature, int Code)[] _levels;
    private readonly (int Column, int Feature)[] _missing;

    /// <param name="columns">In any order; they are kept by kind, ramps of one feature side by side.</param>
    public Design(IEnumerable<DesignColumn> columns)
    {
        // A stable sort by all but the bounds.
        Columns = [.. columns.OrderBy(c => c.Kind).ThenBy(c => c.Feature).ThenBy(c => c.Index)];
        var placed = Columns.Select((column, i) => (Place: i, Column: column)).ToLookup(c => c.Column.Kind);
        _ramps = [.. placed[DesignColumnKind.Ramp].GroupBy(c => c.Column.Feature).Select(g => (g.First().Place, g.Count(), g.Key))];
        _levels = [.. placed[DesignColumnKind.Level].Select(c => (c.Place, c.Column.Feature, c.Column.Index))];
        _missing = [.. placed[DesignColumnKind.Missing].Select(c => (c.Place, c.Column.Feature))];

        // The last ramps may be written past their end, see Expand.
        var written = _ramps.Length == 0 ? 0 : _ramps[^1].First + _ramps[^1].Count + Vector256<double>.Count - 1;
        Stride = Kernels.Padded(Math.Max(Columns.Count, written));
        _from = Padded(c => c.From);
        _to = Padded(c => c.To);
        _mean = Padded(c => c.Mean);
        _scale = Padded(c => c.Scale);
    }

    public IReadOnlyList<DesignColumn> Columns { get; }

    /// <summary>The length of an expanded row, padded with zeros.</summary>
    public int Stride { get; }

    /// <summary>Writes the columns of <paramref name="row"/> to <paramref name="expanded"/>, which has length <see cref="Stride"/>.</summary>
    public void Expand(ReadOnlySpan<double> row, Span<double> expanded)
    {
        expanded[0] = 1;
        foreach (var (first, count, feature) in _ramps)
        {
            // Four columns at once: those past the feature's own are written later, by the next feature or kind, or are padding, whose
            // scale is zero.
            var value = Vector256.Create(row[feature]);
            for (var column = first; column < first + count; column += Vector256<double>.Count)
                value.CopyTo(expanded[column..]);
        }

        foreach (var (column, feature, code) in _levels)
            expanded[column] = double.IsNaN(row[feature]) ? double.NaN : row[feature] == code ? 1 : 0;
        foreach (var (column, feature) in _missing)
            expanded[column] = double.IsNaN(row[feature]) ? 1 : 0;
        expanded[Columns.Count..].Clear();
        Standardise(expanded);
    }

    private void Standardise(Span<double> expanded)
    {
        ref var x = ref MemoryMarshal.GetReference(expanded[..Stride]);
        ref var from = ref MemoryMarshal.GetArrayDataReference(_from);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_to);
        ref var mean = ref MemoryMarshal.GetArrayDataReference(_mean);
        ref var scale = ref MemoryMarshal.GetArrayDataReference(_scale);
        for (nuint c = 0; c < (nuint)Stride; c += (nuint)Vector256<double>.Count)
        {
            var raw = Vector256.LoadUnsafe(ref x, c);
            var lower = Vector256.LoadUnsafe(ref from, c);
            var upper = Vector256.LoadUnsafe(ref to, c);
            var held = Vector256.ConditionalSelect(Vector256.LessThan(raw, lower), lower, raw);
            held = Vector256.ConditionalSelect(Vector256.GreaterThan(raw, upper), upper, held);
            var standard = (held - Vector256.LoadUnsafe(ref mean, c)) * Vector256.LoadUnsafe(ref scale, c);
            // Only NaN differs from itself: a missing value stands at the mean.
            Vector256.ConditionalSelect(Vector256.Equals(raw, raw), standard, Vector256<double>.Zero).StoreUnsafe(ref x, c);
        }
    }

    private double[] Padded(Func<DesignColumn, double> value)
    {
        var padded = new double[Stride];
        for (var c = 0; c < Columns.Count; c++)
            padded[c] = value(Columns[c]);
        return padded;
    }
}
