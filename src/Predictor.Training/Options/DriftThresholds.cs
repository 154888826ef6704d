using System.CommandLine;
using System.Globalization;
using Predictor.Risk.Monitoring;

namespace Predictor.Training.Options;

/// <summary>The options that say from where on something is an alarm.</summary>
internal sealed class DriftThresholds
{
    private static readonly DriftOptions Defaults = new();

    private readonly Option<double> _psiWatch = Number("--psi-watch", "Population stability index from which on a distribution is worth a look: a rule of thumb from credit scoring.", Defaults.PsiWatch);
    private readonly Option<double> _psiAlarm = Number("--psi-alarm", "Index from which on it is an alarm, where chance does not explain it: a rule of thumb from credit scoring.", Defaults.PsiAlarm);
    private readonly Option<double> _significance = Number("--significance", "The chance of any false alarm among all features, by Holm's correction, and among the scores of all horizons.", Defaults.Significance);
    private readonly Option<double> _missing = Number("--missing-alarm", "By how much the share of clients without a value may move.", Defaults.MissingAlarm);
    private readonly Option<double> _unseen = Number("--unseen-alarm", "The share of clients with a category that training never saw.", Defaults.UnseenAlarm);
    private readonly Option<double> _sigma = Number("--sigma", "How many standard errors the control limits of performance are from the held-out figure.", Defaults.Sigma);
    private readonly Option<string> _window = new("--window") { Description = "The calendar windows that performance is told by.", DefaultValueFactory = _ => "quarter", HelpName = "quarter|month" };
    private readonly Option<int> _repeats = new("--bootstrap") { Description = "Samples of clients that the standard errors come from: 40 or more.", DefaultValueFactory = _ => Defaults.BootstrapRepeats, HelpName = "REPEATS" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _psiWatch, _psiAlarm, _significance, _missing, _unseen, _sigma, _window, _repeats }) command.Add(option);
    }

    /// <exception cref="UsageException">A value is out of its range; all are named.</exception>
    public DriftOptions Read(ParseResult parsed)
    {
        var options = new DriftOptions
        {
            PsiWatch = parsed.GetValue(_psiWatch),
            PsiAlarm = parsed.GetValue(_psiAlarm),
            Significance = parsed.GetValue(_significance),
            MissingAlarm = parsed.GetValue(_missing),
            UnseenAlarm = parsed.GetValue(_unseen),
            Sigma = parsed.GetValue(_sigma),
            Window = Window(parsed.GetValue(_window)!),
            BootstrapRepeats = parsed.GetValue(_repeats),
        };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new UsageException(string.Join("; ", problems) + ".");
    }

    private static CalendarWindow Window(string text) => text switch
    {
        "quarter" => CalendarWindow.Quarter,
        "month" => CalendarWindow.Month,
        _ => throw new UsageException($"--window: '{text}' is not known; expected quarter or month."),
    };

    // Not as the machine's language would have it: 0,1 is no number here, and 0.1 always is.
    private static Option<double> Number(string name, string description, double value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "X",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is no number; expected one such as {value.ToString(CultureInfo.InvariantCulture)}.");
            return 0;
        },
    };
}
