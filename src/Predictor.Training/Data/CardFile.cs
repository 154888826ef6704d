using Predictor.Risk.Training.Card;

namespace Predictor.Training.Data;

/// <summary>Reads what somebody states for a model card.</summary>
internal static class CardFile
{
    // Far beyond 31 texts.
    private const long MostBytes = 1024 * 1024;

    /// <exception cref="UsageException">The file is missing or not as expected; the message lists every problem.</exception>
    public static CardAnswers Read(string option, string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new UsageException($"{option}: there is no file {path}; expected texts by source attribute as JSON, such as {{ \"1.i\": \"Clinic North\" }}.");
        if (file.Length > MostBytes) throw new UsageException($"{option}: {path} has {file.Length} bytes; expected at most {MostBytes}.");
        try
        {
            return CardAnswers.Read(File.ReadAllBytes(path));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{option}: {path}: {e.Message}");
        }
    }
}
