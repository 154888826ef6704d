using System.Diagnostics.CodeAnalysis;

namespace Predictor.Risk.Importing;

/// <summary>A model of another library does not fit what is known here; the message lists every problem.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
public sealed class ImportException : Exception
{
    public ImportException(string message)
        : base(message)
    {
    }

    public ImportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static ImportException Of(IReadOnlyCollection<string> problems) => new(string.Join("\n", problems));
}
