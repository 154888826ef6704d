using Microsoft.ML;
using Predictor.MicrosoftML.Converting;
using Predictor.MicrosoftML.Frames;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.MicrosoftML;

namespace Predictor.MicrosoftML;

/// <summary>Learns one model with ML.NET and converts it.</summary>
internal sealed class Fitter(string engine, IReadOnlyDictionary<string, double> settings, int seed)
{
    /// <param name="rows">The table.</param>
    /// <param name="selection">The rows to learn from.</param>
    /// <param name="cancellation">Looked at between steps: ML.NET's trainers cannot be stopped.</param>
    /// <exception cref="ConversionException">The converted model does not give ML.NET's probabilities.</exception>
    public Fit Fit(TrainingRows rows, int[] selection, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var ml = new MLContext(seed);
        var learned = engine == MicrosoftMLNames.Gam ? Repetition.Of(rows, selection, seed) : selection;
        var layout = Layout.Of(rows, learned);
        if (layout.Slots.Count == 0) throw new ArgumentException("No feature varies over the training rows; expected at least one, as ML.NET learns no model without features.");
        IDataView frame = RowFrame.Of(rows, learned);
        var preparation = Preparation.Of(ml, layout).Fit(frame);
        var trainers = new Trainers(ml, settings, seed);
        // What the trainers pass over many times is computed once.
        var prepared = ml.Data.Cache(preparation.Transform(frame), Preparation.Features, RowFrame.Label, RowFrame.Weight);
        var imputed = Vectors.First(preparation.Transform(RowFrame.Empty(rows.Columns)));
        var (trained, converted) = engine switch
        {
            MicrosoftMLNames.FastTree => FastTree(trainers, prepared, new TreeConversion(layout, imputed), rows, selection),
            MicrosoftMLNames.Gam => Gam(trainers, prepared, new TreeConversion(layout, imputed), rows, selection),
            _ => Linear(trainers, prepared, new LinearConversion(layout, imputed), rows, selection),
        };
        cancellation.ThrowIfCancellationRequested();
        var whole = preparation.Append(trained);
        var (count, largest) = ConversionCheck.Compare(whole, converted, rows, selection);
        return new Fit(converted, layout, count, largest, stream => ml.Model.Save(whole, frame.Schema, stream));
    }

    private static (ITransformer, IRiskModel) FastTree(Trainers trainers, IDataView prepared, TreeConversion conversion, TrainingRows rows, int[] selection)
    {
        var trained = trainers.FastTree().Fit(prepared);
        return (trained, conversion.Of(trained.Model.SubModel.TrainedTreeEnsemble, trained.Model.Calibrator, rows, selection));
    }

    private static (ITransformer, IRiskModel) Gam(Trainers trainers, IDataView prepared, TreeConversion conversion, TrainingRows rows, int[] selection)
    {
        var trained = trainers.Gam().Fit(prepared);
        return (trained, conversion.Of(trained.Model.SubModel, trained.Model.Calibrator, rows, selection));
    }

    private static (ITransformer, IRiskModel) Linear(Trainers trainers, IDataView prepared, LinearConversion conversion, TrainingRows rows, int[] selection)
    {
        var scale = trainers.Scale().Fit(prepared);
        var trained = trainers.Lbfgs().Fit(scale.Transform(prepared));
        return (scale.Append(trained), conversion.Of(trained.Model.SubModel, trained.Model.Calibrator, scale, rows, selection));
    }
}
