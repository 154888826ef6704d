using System.Globalization;
using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>One setting of the trees that can be chosen, as files and reports know it.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Read">Takes the value out of the settings.</param>
/// <param name="With">Puts a value into the settings.</param>
internal sealed record TreesSetting(string Name, double Least, double Most, Func<TreesSettings, double> Read, Func<TreesSettings, double, TreesSettings> With)
{
    /// <summary>Whether only whole numbers are meant.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the least value itself is out of range.</summary>
    public bool IsAboveLeast { get; init; }

    /// <summary>All of them, in the order of files and tables.</summary>
    public static IReadOnlyList<TreesSetting> All { get; } =
    [
        Whole("maximumRounds", 1, 100_000, s => s.MaximumRounds, (s, v) => s with { MaximumRounds = v }),
        Whole("patience", 1, 10_000, s => s.Patience, (s, v) => s with { Patience = v }),
        new("learningRate", 0, 1, s => s.LearningRate, (s, v) => s with { LearningRate = v }) { IsAboveLeast = true },
        Whole("leaves", 2, 4096, s => s.Leaves, (s, v) => s with { Leaves = v }),
        Whole("maximumDepth", 1, TreeData.MaximumDepth, s => s.MaximumDepth, (s, v) => s with { MaximumDepth = v }),
        Whole("bins", 2, 255, s => s.Bins, (s, v) => s with { Bins = v }),
        new("l2", 0, 1e6, s => s.L2, (s, v) => s with { L2 = v }),
        new("minimumChildWeight", 0, 1e6, s => s.MinimumChildWeight, (s, v) => s with { MinimumChildWeight = v }),
        new("minimumChildClients", 0, 1e6, s => s.MinimumChildClients, (s, v) => s with { MinimumChildClients = v }),
        new("rowShare", 0, 1, s => s.RowShare, (s, v) => s with { RowShare = v }) { IsAboveLeast = true },
        new("columnShare", 0, 1, s => s.ColumnShare, (s, v) => s with { ColumnShare = v }) { IsAboveLeast = true },
    ];

    /// <summary>The values of all settings by name.</summary>
    public static IReadOnlyDictionary<string, double> Told(TreesSettings settings)
    {
        var told = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var setting in All) told.Add(setting.Name, setting.Read(settings));
        return told;
    }

    /// <summary>What is wrong with a value, in a sentence; null where nothing is.</summary>
    public string? Problem(double value)
    {
        var isIn = (IsAboveLeast ? value > Least : value >= Least) && value <= Most && (!IsWhole || Math.Floor(value) == value);
        return isIn ? null : string.Create(CultureInfo.InvariantCulture, $"{Name} is {value}; expected {(IsWhole ? "a whole number" : "a number")} {(IsAboveLeast ? $"above {Least} and at most" : $"from {Least} to")} {Most}");
    }

    private static TreesSetting Whole(string name, double least, double most, Func<TreesSettings, double> read, Func<TreesSettings, int, TreesSettings> with) =>
        new(name, least, most, read, (s, v) => with(s, (int)v)) { IsWhole = true };
}
