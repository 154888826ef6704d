namespace Predictor.Risk.Training.Running;

/// <summary>A run document is not as expected; the message lists every problem.</summary>
public sealed class RunDocumentException : Exception
{
    public RunDocumentException()
    {
    }

    public RunDocumentException(string message)
        : base(message)
    {
    }

    public RunDocumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal RunDocumentException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base(string.Join("; ", problems) + ".", innerException)
    {
    }
}
