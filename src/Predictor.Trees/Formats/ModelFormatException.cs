using System.Diagnostics.CodeAnalysis;

namespace Predictor.Trees;

/// <summary>A model file of another library cannot be read; the message names the place in the file, what stands there and what was expected.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
public sealed class ModelFormatException : Exception
{
    public ModelFormatException(string message)
        : base(message)
    {
    }

    public ModelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
