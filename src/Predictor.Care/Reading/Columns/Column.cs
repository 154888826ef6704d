using System.Text;

namespace Predictor.Care.Reading.Columns;

/// <summary>One column of a record, as it is named and checked in both CSV and JSON.</summary>
internal sealed class Column
{
    /// <summary>The name in a CSV header, such as <c>booked_at</c>.</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            JsonName = ToCamelCase(value);
            JsonNameUtf8 = Encoding.UTF8.GetBytes(JsonName);
        }
    }

    /// <summary>The name in JSON: the same in camelCase, such as <c>bookedAt</c>.</summary>
    public string JsonName { get; private init; } = "";

    /// <summary>The same in UTF-8, as it stands in a document.</summary>
    public ReadOnlyMemory<byte> JsonNameUtf8 { get; private init; }

    public required ColumnKind Kind { get; init; }

    /// <summary>The column's place in its schema, from 0.</summary>
    public required int Index { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The least number allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>True for counts, which have no fraction.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What a number in this column has to be, in words.</summary>
    public string ExpectedNumber
    {
        get
        {
            var noun = IsWhole ? "a whole number" : "a number";
            if (double.IsNegativeInfinity(Minimum)) return noun + " such as 12 or 12.5";
            return double.IsPositiveInfinity(Maximum) ? FormattableString.Invariant($"{noun} of at least {Minimum}") : FormattableString.Invariant($"{noun} from {Minimum} to {Maximum}");
        }
    }

    private static string ToCamelCase(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
