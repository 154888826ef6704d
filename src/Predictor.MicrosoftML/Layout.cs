using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML;

/// <summary>
/// How the columns of a feature table become the entries of ML.NET's feature vector: first the numbers, then a mark for each number that some training row lacks, then an entry for each
/// category. A column without any value among the rows has nothing to be imputed from and is left out.
/// </summary>
internal sealed class Layout
{
    private Layout(IReadOnlyList<FeatureColumn> columns, List<int> numbers, List<int> marked, List<int> categories)
    {
        (Columns, Numbers, Marked, Categories) = (columns, numbers, marked, categories);
        Slots =
        [
            .. numbers.Select(c => new Slot(SlotKind.Number, c, 0)),
            .. marked.Select(c => new Slot(SlotKind.Missing, c, 0)),
            .. categories.SelectMany(c => columns[c].Categories!.Select((_, code) => new Slot(SlotKind.Category, c, code))),
        ];
    }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The columns of numbers, by index.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Those of them that a mark tells where they are missing.</summary>
    public IReadOnlyList<int> Marked { get; }

    /// <summary>The columns of categories, by index.</summary>
    public IReadOnlyList<int> Categories { get; }

    /// <summary>What each entry of the vector stands for.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <param name="rows">The table.</param>
    /// <param name="selection">The rows that are learned from.</param>
    public static Layout Of(TrainingRows rows, int[] selection)
    {
        var (numbers, marked, categories) = (new List<int>(), new List<int>(), new List<int>());
        for (var c = 0; c < rows.Columns.Count; c++)
        {
            var missing = selection.Count(r => double.IsNaN(rows.Row(r)[c]));
            if (missing == selection.Length) continue;
            if (rows.Columns[c].IsCategorical)
            {
                categories.Add(c);
                continue;
            }

            numbers.Add(c);
            if (missing > 0) marked.Add(c);
        }

        return new Layout(rows.Columns, numbers, marked, categories);
    }
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
