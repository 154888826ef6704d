using Microsoft.ML;
using Microsoft.ML.Data;

namespace Predictor.MicrosoftML;

/// <summary>Reads ML.NET's feature vectors.</summary>
internal static class Vectors
{
    /// <summary>The vector of the first row.</summary>
    public static float[] First(IDataView data) => data.GetColumn<VBuffer<float>>(Preparation.Features).First().DenseValues().ToArray();
}
