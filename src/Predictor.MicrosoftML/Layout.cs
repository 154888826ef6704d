using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML;

/// <summary>
/// How the columns of a feature table become the entries of ML.NET's feature vector: first the numbers, then a mark for each number that some training row lacks, then an entry for each
/// category. What is the same in all training rows tells nothing and has no entry: ML.NET's additive model would leave it out, and then count its curves differently.
/// </summary>
internal sealed class Layout
{
    private readonly Dictionary<Slot, int> _places;

    private Layout(IReadOnlyList<FeatureColumn> columns, List<int> numbers, List<int> marked, List<(int Column, int[] Codes)> categories)
    {
        (Columns, Numbers, Marked, Categories) = (columns, numbers, marked, categories);
        Slots =
        [
            .. numbers.Select(c => new Slot(SlotKind.Number, c, 0)),
            .. marked.Select(c => new Slot(SlotKind.Missing, c, 0)),
            .. categories.SelectMany(c => c.Codes.Select(code => new Slot(SlotKind.Category, c.Column, code))),
        ];
        _places = Slots.Index().ToDictionary(s => s.Item, s => s.Index);
    }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The columns of numbers that vary, by index.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>The columns of numbers that a mark tells where they are missing.</summary>
    public IReadOnlyList<int> Marked { get; }

    /// <summary>The columns of categories, by index, with the codes that some training rows have and others do not.</summary>
    public IReadOnlyList<(int Column, int[] Codes)> Categories { get; }

    /// <summary>What each entry of the vector stands for.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <param name="rows">The table.</param>
    /// <param name="selection">The rows that are learned from.</param>
    public static Layout Of(TrainingRows rows, int[] selection)
    {
        var (numbers, marked, categories) = (new List<int>(), new List<int>(), new List<(int, int[])>());
        for (var c = 0; c < rows.Columns.Count; c++)
        {
            var column = c;
            // In single precision, as ML.NET sees them.
            var present = selection.Select(r => (float)rows.Row(r)[column]).Where(v => !float.IsNaN(v)).ToList();
            var distinct = present.Distinct().Order().ToList();
            if (rows.Columns[c].IsCategorical)
            {
                var isVaried = distinct.Count > 1 || (distinct.Count == 1 && present.Count < selection.Length);
                if (isVaried) categories.Add((c, [.. distinct.Select(v => (int)v)]));
                continue;
            }

            if (distinct.Count > 1) numbers.Add(c);
            if (present.Count > 0 && present.Count < selection.Length) marked.Add(c);
        }

        return new Layout(rows.Columns, numbers, marked, categories);
    }

    /// <summary>Where an entry stands in the vector; null where it has no place.</summary>
    public int? Find(SlotKind kind, int column, int code = 0) => _places.TryGetValue(new Slot(kind, column, code), out var place) ? place : null;
}

/// <summary>What an entry of ML.NET's feature vector holds.</summary>
internal enum SlotKind
{
    /// <summary>A number, or the mean in its place.</summary>
    Number,

    /// <summary>1 where the number is missing, else 0.</summary>
    Missing,

    /// <summary>1 where the column has the category, else 0.</summary>
    Category,
}

/// <summary>One entry of ML.NET's feature vector.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Column">Of which column, by index.</param>
/// <param name="Code">Of which category; 0 for a number.</param>
internal readonly record struct Slot(SlotKind Kind, int Column, int Code);
