using System.Globalization;

namespace Predictor.Risk.Engines;

/// <summary>One setting of an engine that can be chosen, as files and reports know it.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">The value where nothing is chosen.</param>
/// <param name="Meaning">What it does, in a few words.</param>
public sealed record EngineSetting(string Name, double Least, double Most, double Default, string Meaning)
{
    /// <summary>Whether only whole numbers are meant.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the least value itself is out of range.</summary>
    public bool IsAboveLeast { get; init; }

    /// <summary>What is wrong with a value, in a sentence; null where nothing is.</summary>
    public string? Problem(double value)
    {
        var isIn = (IsAboveLeast ? value > Least : value >= Least) && value <= Most && (!IsWhole || Math.Floor(value) == value);
        return isIn ? null : string.Create(CultureInfo.InvariantCulture, $"{Name} is {value}; expected {Expected}");
    }

    /// <summary>What is expected, such as <c>a whole number from 2 to 4096</c>.</summary>
    public string Expected => string.Create(CultureInfo.InvariantCulture, $"{(IsWhole ? "a whole number" : "a number")} {(IsAboveLeast ? $"above {Least} and at most" : $"from {Least} to")} {Most}");
}
