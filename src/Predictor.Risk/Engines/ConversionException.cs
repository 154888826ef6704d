namespace Predictor.Risk.Engines;

/// <summary>A model was converted from a library's form, and does not give the library's probabilities. Nothing of it is kept.</summary>
public sealed class ConversionException : Exception
{
    public ConversionException()
    {
    }

    public ConversionException(string message)
        : base(message)
    {
    }

    public ConversionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
