namespace Predictor.Risk.Monitoring;

/// <summary>From where on something is an alarm.</summary>
public sealed record DriftOptions
{
    /// <summary>The index from which on a distribution is worth a look: a rule of thumb from credit scoring.</summary>
    public double PsiWatch { get; init; } = 0.1;

    /// <summary>The index from which on a distribution has shifted: a rule of thumb from credit scoring.</summary>
    public double PsiAlarm { get; init; } = 0.25;

    /// <summary>The chance of any false alarm among all features, and among all scores: nothing is an alarm that chance explains better.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>By how much the share without a value may move. A choice: one client in ten.</summary>
    public double MissingAlarm { get; init; } = 0.1;

    /// <summary>The share with a category that training never saw. A choice: one client in twenty.</summary>
    public double UnseenAlarm { get; init; } = 0.05;

    /// <summary>How many standard errors from the held-out figure the control limits are: Shewhart's three.</summary>
    public double Sigma { get; init; } = 3;

    /// <summary>The calendar windows that performance is told by.</summary>
    public CalendarWindow Window { get; init; } = CalendarWindow.Quarter;

    /// <summary>Bootstrap samples of clients for the standard errors.</summary>
    public int BootstrapRepeats { get; init; } = 200;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(PsiWatch > 0) || double.IsInfinity(PsiWatch)) yield return $"the index to watch from is {PsiWatch}; expected more than 0";
        if (!(PsiAlarm >= PsiWatch) || double.IsInfinity(PsiAlarm)) yield return $"the index of an alarm is {PsiAlarm}; expected at least that to watch from, {PsiWatch}";
        if (!(Significance is > 0 and < 1)) yield return $"the significance is {Significance}; expected more than 0 and less than 1";
        if (!(MissingAlarm is > 0 and <= 1)) yield return $"the move of a missing share is {MissingAlarm}; expected more than 0, at most 1";
        if (!(UnseenAlarm is > 0 and <= 1)) yield return $"the share of unseen categories is {UnseenAlarm}; expected more than 0, at most 1";
        if (!(Sigma is > 0 and <= 10)) yield return $"the control limits are {Sigma} standard errors wide; expected more than 0, at most 10";
        if (BootstrapRepeats < Evaluation.EvaluationOptions.FewestBootstrapRepeats) yield return $"there are {BootstrapRepeats} bootstrap samples; expected at least {Evaluation.EvaluationOptions.FewestBootstrapRepeats}";
    }
}

/// <summary>A stretch of the calendar.</summary>
public enum CalendarWindow
{
    Quarter,
    Month,
}
