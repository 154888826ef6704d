using System.Diagnostics.CodeAnalysis;

namespace Predictor.Risk.Packaging;

/// <summary>A model package cannot be read or written; the message names the file and says why.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
public sealed class ModelPackageException : Exception
{
    public ModelPackageException(string message)
        : base(message)
    {
    }

    public ModelPackageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
