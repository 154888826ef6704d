using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>One setting of the trees that can be chosen, with its place in <see cref="TreesSettings"/>.</summary>
/// <param name="Rule">Its name, range and default.</param>
/// <param name="Read">Takes the value out of the settings.</param>
/// <param name="With">Puts a value into the settings.</param>
internal sealed record TreesSetting(EngineSetting Rule, Func<TreesSettings, double> Read, Func<TreesSettings, double, TreesSettings> With)
{
    /// <summary>All of them, in the order of files and tables.</summary>
    public static IReadOnlyList<TreesSetting> All { get; } =
    [
        Whole("maximumRounds", 1, 100_000, "the most trees", s => s.MaximumRounds, (s, v) => s with { MaximumRounds = v }),
        Whole("patience", 1, 10_000, "trees without a lower loss out of fold until boosting ends", s => s.Patience, (s, v) => s with { Patience = v }),
        Share("learningRate", "the part of each step that is taken", s => s.LearningRate, (s, v) => s with { LearningRate = v }),
        Whole("leaves", 2, 4096, "the most leaves of a tree", s => s.Leaves, (s, v) => s with { Leaves = v }),
        Whole("maximumDepth", 1, TreeData.MaximumDepth, "the most splits between root and leaf", s => s.MaximumDepth, (s, v) => s with { MaximumDepth = v }),
        Whole("bins", 2, 255, "bins of a number", s => s.Bins, (s, v) => s with { Bins = v }),
        Number("l2", "the ridge penalty on leaf values", s => s.L2, (s, v) => s with { L2 = v }),
        Number("minimumChildWeight", "the least sum of weight x p (1 - p) in a leaf", s => s.MinimumChildWeight, (s, v) => s with { MinimumChildWeight = v }),
        Number("minimumChildClients", "a leaf holds the rows of about so many clients", s => s.MinimumChildClients, (s, v) => s with { MinimumChildClients = v }),
        Share("rowShare", "rows drawn for each tree", s => s.RowShare, (s, v) => s with { RowShare = v }),
        Share("columnShare", "columns drawn for each tree", s => s.ColumnShare, (s, v) => s with { ColumnShare = v }),
    ];

    /// <summary>Its name in JSON.</summary>
    public string Name => Rule.Name;

    /// <summary>The values of all settings by name.</summary>
    public static IReadOnlyDictionary<string, double> Told(TreesSettings settings)
    {
        var told = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var setting in All) told.Add(setting.Name, setting.Read(settings));
        return told;
    }

    /// <summary>The settings with these values by name, all of them known and in range.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public static TreesSettings Of(IReadOnlyDictionary<string, double> values)
    {
        var settings = new TreesSettings();
        foreach (var setting in All) settings = setting.With(settings, values[setting.Name]);
        return TogetherProblem(settings) is { } problem ? throw new ArgumentException($"{problem}.") : settings;
    }

    /// <summary>What is wrong with settings that are each in range, in a sentence; null where nothing is.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="place">What stands before their names in a message.</param>
    public static string? TogetherProblem(TreesSettings settings, string place = "") =>
        // A leaf without curvature would divide by zero.
        settings is { L2: 0, MinimumChildWeight: 0 } ? $"{place}l2 and {place}minimumChildWeight are both 0; expected one of them above 0" : null;

    /// <summary>What is wrong with a value, in a sentence; null where nothing is.</summary>
    public string? Problem(double value) => Rule.Problem(value);

    private static TreesSetting Whole(string name, double least, double most, string meaning, Func<TreesSettings, double> read, Func<TreesSettings, int, TreesSettings> with) =>
        new(new EngineSetting(name, least, most, read(new TreesSettings()), meaning) { IsWhole = true }, read, (s, v) => with(s, (int)v));

    private static TreesSetting Number(string name, string meaning, Func<TreesSettings, double> read, Func<TreesSettings, double, TreesSettings> with) =>
        new(new EngineSetting(name, 0, 1e6, read(new TreesSettings()), meaning), read, with);

    private static TreesSetting Share(string name, string meaning, Func<TreesSettings, double> read, Func<TreesSettings, double, TreesSettings> with) =>
        new(new EngineSetting(name, 0, 1, read(new TreesSettings()), meaning) { IsAboveLeast = true }, read, with);
}
