using System.CommandLine;
using System.Globalization;
using Predictor.Care.Instruments;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Risk;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Training.Running;

namespace Predictor.Training.Options;

/// <summary>The options of every command that reads an export.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> _data = new("--data") { Description = "Folder of the clinic export (episodes.csv, appointments.csv and, where there are any, measures.csv, payments.csv, contacts.csv).", Required = true, HelpName = "DIR" };
    private readonly Option<int?> _inactivity;
    private readonly Option<string?> _horizons;
    private readonly Option<string?> _until = new("--data-until") { Description = "Day or date-time up to which the data tell. [default: the latest time at which anything became known]", HelpName = "TIME" };
    private readonly Option<string?> _zone;
    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave rows in error out, count and list them, instead of stopping." };
    private readonly Option<string?> _config = new("--config") { Description = "JSON file with the settings of a run; options given here come first.", HelpName = "FILE" };
    private readonly Option<string?> _window = new("--label-window") { Description = "Which landmarks near the end of the data are kept: weighted (all whose label is known, weighted for those that are not) or complete (only those whose whole window lies before it). [default: weighted]", HelpName = "weighted|complete" };
    private readonly bool _usesModel;
    private RunDocument? _read;

    /// <param name="usesModel">True for commands that take a model, which brings its own settings.</param>
    public DataOptions(bool usesModel = false)
    {
        _usesModel = usesModel;
        string Default(string value) => usesModel ? "[default: as the model was trained]" : $"[default: {value}]";
        _inactivity = new("--inactivity-days") { Description = $"Days without an attended session after which a client counts as gone. {Default("42")}", HelpName = "DAYS" };
        _horizons = new("--horizon-days") { Description = $"Days ahead that the risk is for; several with commas make one curve, the first is reported by default. {Default("28")}", HelpName = "DAYS[,DAYS]" };
        _zone = new("--zone") { Description = $"The clinic's zone, in which bare dates, evenings and weekends are read, such as Europe/Berlin. {Default("UTC")}", HelpName = "ZONE" };
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _inactivity, _horizons, _until, _zone, _skip }) command.Add(option);
        if (_usesModel) return;
        command.Add(_window);
        command.Add(_config);
    }

    /// <summary>The folder of the export.</summary>
    public string Folder(ParseResult parsed) => parsed.GetRequiredValue(_data);

    public bool SkipsBadRows(ParseResult parsed) => parsed.GetValue(_skip);

    /// <summary>The configuration file; an empty one where none is named.</summary>
    public RunDocument Configuration(ParseResult parsed) => _read ??= !_usesModel && parsed.GetValue(_config) is { } path ? RunConfiguration.Read(path) : new RunDocument();

    /// <summary>How events become rows: from the command line, then the file, then the defaults.</summary>
    /// <exception cref="UsageException">A value is out of its range; all are named.</exception>
    public PipelineOptions Pipeline(ParseResult parsed, RunDocument file)
    {
        var defaults = new PipelineOptions();
        var options = defaults with
        {
            Outcome = new OutcomeOptions { InactivityDays = parsed.GetValue(_inactivity) ?? file.InactivityDays ?? defaults.Outcome.InactivityDays },
            HorizonDays = Horizons(parsed) ?? file.HorizonDays ?? defaults.HorizonDays,
            Calendar = Zone(parsed.GetValue(_zone) ?? file.Zone) ?? defaults.Calendar,
            LateNoticeHours = file.LateNoticeHours ?? defaults.LateNoticeHours,
            LabelWindow = Window(parsed.GetValue(_window)) ?? file.LabelWindow ?? defaults.LabelWindow,
            Exclude = file.Exclude ?? defaults.Exclude,
            Instruments = file.Instruments is { } more ? new InstrumentCatalogue([.. defaults.Instruments.All, .. more]) : defaults.Instruments,
        };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new UsageException(string.Join("; ", problems) + ".");
    }

    /// <summary>Refuses to take the outcome for granted: a model from elsewhere is of one inactivity limit and one horizon, and does not say of which.</summary>
    /// <exception cref="UsageException">One of them is not given; both are named.</exception>
    public void RequireOutcome(ParseResult parsed, RunDocument file)
    {
        var missing = new List<string>();
        if ((parsed.GetValue(_inactivity) ?? file.InactivityDays) is null) missing.Add("--inactivity-days");
        if ((Horizons(parsed) ?? file.HorizonDays) is not { Count: 1 }) missing.Add("--horizon-days, one number");
        if (missing.Count > 0) throw new UsageException($"{string.Join(" and ", missing)}: expected, as the model was trained with; its file does not say.");
    }

    /// <summary>The horizons asked for on the command line; null where none are.</summary>
    public IReadOnlyList<int>? Horizons(ParseResult parsed)
    {
        if (parsed.GetValue(_horizons) is not { } text) return null;
        var days = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw new UsageException($"--horizon-days: '{part}' is no number of days; expected whole numbers with commas, such as 28 or 28,0.");
            days.Add(number);
        }

        return days;
    }

    /// <summary>The end of the data if it is given, in UTC ticks.</summary>
    public long? Until(ParseResult parsed, ClinicCalendar calendar) => UntilText(parsed) is { } text ? InstantOption.Parse("--data-until", text, calendar) : null;

    /// <summary>The end of the data as it is asked for, on the command line or in the configuration; null for the default.</summary>
    public string? UntilText(ParseResult parsed) => parsed.GetValue(_until) ?? Configuration(parsed).DataUntil;

    /// <summary>Refuses options that contradict a model: it is used with what it was trained with.</summary>
    public void RequireSame(ParseResult parsed, PipelineOptions model)
    {
        if (parsed.GetValue(_inactivity) is { } days && days != model.Outcome.InactivityDays) throw new UsageException($"--inactivity-days: is {days}; the model was trained with {model.Outcome.InactivityDays} and is used with that.");
        if (parsed.GetValue(_zone) is { } zone && zone != model.Calendar.ZoneId) throw new UsageException($"--zone: is {zone}; the model was trained with {model.Calendar.ZoneId} and is used with that.");
    }

    /// <summary>Refuses horizons where a command tells of all that the model has.</summary>
    /// <exception cref="UsageException">Some are given.</exception>
    public void RefuseHorizons(ParseResult parsed)
    {
        if (Horizons(parsed) is not null) throw new UsageException("--horizon-days: this command tells of every horizon that the model has; expected none to be chosen.");
    }

    private static LabelWindow? Window(string? text) => text switch
    {
        null => null,
        "weighted" => LabelWindow.Weighted,
        "complete" => LabelWindow.Complete,
        _ => throw new UsageException($"--label-window: '{text}' is not known; expected weighted or complete."),
    };

    private static ClinicCalendar? Zone(string? id)
    {
        if (id is null) return null;
        return ClinicCalendar.TryFind(id, out var calendar) ? calendar : throw new UsageException($"--zone: '{id}' is not known on this machine; expected a zone such as UTC or Europe/Berlin.");
    }
}
