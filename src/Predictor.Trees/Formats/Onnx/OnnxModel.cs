using Predictor.Trees.Formats.Onnx;

namespace Predictor.Trees;

/// <summary>Models in ONNX, operators <c>ai.onnx.ml</c> 3.</summary>
public static class OnnxModel
{
    /// <summary>The output with the probability: rows x 1, single precision.</summary>
    public const string Probability = "probability";

    /// <summary>The output with the log-odds: rows x 1, single precision.</summary>
    public const string LogOdds = "log_odds";

    /// <summary>
    /// Writes a model whose one input, <c>rows</c>, is rows x columns in double precision with NaN for what is missing and whole codes for categories. Thresholds and sums
    /// are doubles too, so that every row falls into the leaves that it falls into here; only the outputs are rounded to single precision, as the standard has it. That is
    /// within 1e-6 of the score here for log-odds between -16 and 16.
    /// </summary>
    /// <param name="ensemble">The trees, in log-odds.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="metadata">Properties of the model, such as what its columns are called.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(TreeEnsemble ensemble, string name, IEnumerable<KeyValuePair<string, string>> metadata, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(OnnxGraph.Model(ensemble, name, metadata));
    }
}
