using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Predictor.Trees.Formats.XGBoost;

/// <summary>A value of a JSON file and where it stands, so that messages can name the place.</summary>
internal readonly struct JsonPlace(JsonElement element, string path)
{
    /// <summary>Where the value stands, such as <c>learner.objective.name</c>.</summary>
    public string Path => path;

    /// <summary>A property that has to be there.</summary>
    public JsonPlace this[string name] => Optional(name) ?? throw new ModelFormatException($"{(path.Length == 0 ? "The file" : path)} has no property {name}; expected one, as in a model that XGBoost saved as JSON.");

    /// <summary>A property that may be missing.</summary>
    public JsonPlace? Optional(string name)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Error("an object");
        return element.TryGetProperty(name, out var value) ? new JsonPlace(value, path.Length == 0 ? name : $"{path}.{name}") : null;
    }

    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String) throw Error("a text");
        // With the quotation marks.
        if (JsonMarshal.GetRawUtf8Value(element).Length - 2 is var length && length > FileLimits.TextLength) throw Error($"a text of at most {FileLimits.TextLength} bytes, not of {length}");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates is written as JSON but is no text.
            throw Error("a text in Unicode");
        }
    }

    /// <summary>A whole number that stands as text, as XGBoost writes its parameters.</summary>
    public int Parameter(int least, int most) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Error($"a whole number from {least} to {most}, as text");

    /// <summary>The entries of a list.</summary>
    /// <param name="most">How many there may be: each gets a path of its own.</param>
    public JsonPlace[] Entries(int most)
    {
        if (Length(null) is var length && length > most) throw new ModelFormatException($"{path} has {length} entries; expected at most {most}.");
        var own = path;
        return [.. element.EnumerateArray().Select((e, i) => new JsonPlace(e, $"{own}[{i}]"))];
    }

    /// <summary>A list of whole numbers; true and false count as 1 and 0.</summary>
    /// <param name="count">How many there have to be; null for any number.</param>
    public int[] Integers(int? count)
    {
        var numbers = new int[Length(count)];
        var i = 0;
        foreach (var entry in element.EnumerateArray())
        {
            numbers[i] = entry.ValueKind switch
            {
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                JsonValueKind.Number when entry.TryGetInt32(out var number) => number,
                _ => throw new JsonPlace(entry, $"{path}[{i}]").Error("a whole number"),
            };
            i++;
        }

        return numbers;
    }

    /// <summary>A list of numbers in single precision, each rounded once from its digits; NaN where there is none.</summary>
    public float[] Singles(int count)
    {
        var numbers = new float[Length(count)];
        var i = 0;
        foreach (var entry in element.EnumerateArray())
        {
            numbers[i] = entry.ValueKind switch
            {
                JsonValueKind.Null => float.NaN,
                JsonValueKind.Number when entry.TryGetSingle(out var number) => number,
                _ => throw new JsonPlace(entry, $"{path}[{i}]").Error("a number"),
            };
            i++;
        }

        return numbers;
    }

    /// <summary>What is wrong with the value.</summary>
    public ModelFormatException Error(string expected)
    {
        // The text itself is never taken out: it may be the whole file.
        return new ModelFormatException($"{path} is {FileText.Told(JsonMarshal.GetRawUtf8Value(element))}; expected {expected}.");
    }

    private int Length(int? expected)
    {
        if (element.ValueKind != JsonValueKind.Array) throw Error("a list");
        var length = element.GetArrayLength();
        if (expected is { } count && length != count) throw new ModelFormatException($"{path} has {length} entries; expected {count}.");
        return length;
    }
}
