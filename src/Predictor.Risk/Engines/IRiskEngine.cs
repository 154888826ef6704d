using Predictor.Risk.Training;

namespace Predictor.Risk.Engines;

/// <summary>A way to learn a model from rows. Every engine yields log-odds with exact additive contributions.</summary>
public interface IRiskEngine
{
    /// <summary>The name by which the command line and the model package know it, such as <c>logistic</c>.</summary>
    string Name { get; }

    /// <summary>The fewest clients with the outcome that it can soundly learn from: PROBAST's, unless it learns nothing.</summary>
    int FewestEvents => EventGate.Fewest;

    /// <summary>The settings it learns with, by name, as the package tells them; null where it has none to tell.</summary>
    IReadOnlyDictionary<string, double>? Settings => null;

    /// <summary>
    /// Learns a model and, with the same settings, one model for each fold that has not seen it, for what must be judged out of fold.
    /// The result does not depend on the number of threads.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is kept.</exception>
    EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation);

    /// <summary>For each row the log-odds by the model that has not seen the row's fold, as <see cref="Train"/> gives them, where no model of all rows is asked for.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is kept.</exception>
    double[] OutOfFold(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation) => Train(rows, progress, cancellation).OutOfFoldLogOdds;
}
