namespace Predictor.Training;

/// <summary>Turns what a library says of an argument into what a user is told.</summary>
internal static class Usage
{
    /// <exception cref="UsageException">An argument was refused.</exception>
    public static T Checked<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
