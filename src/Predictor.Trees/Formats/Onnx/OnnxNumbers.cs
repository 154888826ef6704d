namespace Predictor.Trees.Formats.Onnx;

/// <summary>Numbers that ONNX gives to its types, and the versions that a model here asks for.</summary>
internal static class OnnxNumbers
{
    /// <summary>Version of the file format: ONNX 1.10, which has the operators below.</summary>
    public const int Format = 8;

    /// <summary>Version of the standard operators.</summary>
    public const int Operators = 15;

    /// <summary>Version of the <c>ai.onnx.ml</c> operators: the first with trees in double precision.</summary>
    public const int TreeOperators = 3;

    public const int Single = 1;
    public const int Double = 11;

    public const int IntegerAttribute = 2;
    public const int TextAttribute = 3;
    public const int TensorAttribute = 4;
    public const int IntegersAttribute = 7;
    public const int TextsAttribute = 8;
}
