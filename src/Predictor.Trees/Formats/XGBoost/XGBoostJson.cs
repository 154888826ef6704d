using Predictor.Trees.Formats.XGBoost;

namespace Predictor.Trees;

/// <summary>Models that XGBoost has saved as JSON, for models of one probability (objective binary:logistic, booster gbtree).</summary>
public static class XGBoostJson
{
    /// <summary>
    /// Reads a model. Every row falls into the leaves that XGBoost finds, also where the cast to single precision decides: thresholds are the largest doubles that the cast
    /// sends left. Scores are summed here in double and there in single precision, so that they differ by rounding: by at most (trees + 1) x 2^-24 times the largest sum on
    /// the way, some 1e-6 for a usual model. Covers are the sums of hessians.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>Trees over the file's columns, by the file's names or else f0, f1, ...; a category's code is the file's.</returns>
    /// <exception cref="ModelFormatException">The file is no such model, or not whole; the message names the place.</exception>
    public static TreeEnsemble Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return XGBoostReader.Read(bytes);
        }
        catch (ArgumentException e)
        {
            throw new ModelFormatException(e.Message, e);
        }
    }
}
