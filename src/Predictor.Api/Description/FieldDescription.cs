namespace Predictor.Api.Description;

/// <summary>What the value of a field is in JSON.</summary>
internal enum FieldKind
{
    Text,

    /// <summary>One of a list of codes.</summary>
    Code,

    Number,

    /// <summary>A day, or a time with its offset.</summary>
    Moment,
}

/// <summary>One field of a record of the request, as the description of the API tells it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record FieldDescription(string Name, FieldKind Kind, string Meaning)
{
    public bool IsRequired { get; init; }

    /// <summary>The codes allowed, where <see cref="Kind"/> is <see cref="FieldKind.Code"/>.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The least number allowed; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number allowed; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>True for counts.</summary>
    public bool IsWhole { get; init; }

    public static FieldDescription Text(string name, string meaning) => new(name, FieldKind.Text, meaning);

    public static FieldDescription Moment(string name, string meaning) => new(name, FieldKind.Moment, meaning);

    public static FieldDescription Code(string name, string meaning, params string[] codes) => new(name, FieldKind.Code, meaning) { Codes = codes };

    public static FieldDescription Number(string name, string meaning, double? minimum = null, double? maximum = null) => new(name, FieldKind.Number, meaning) { Minimum = minimum, Maximum = maximum };
}

/// <summary>One kind of record of the request.</summary>
/// <param name="Name">The name of the field that holds it, or a list of it.</param>
/// <param name="SchemaName">The name of its schema.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record RecordDescription(string Name, string SchemaName, string Meaning, IReadOnlyList<FieldDescription> Fields);
