using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>What is asked of every refusal of a file.</summary>
internal static class SpoiledFile
{
    // A quotation has eighty characters, each of which may be written out.
    private const int LongestMessage = 1_000;

    /// <summary>A message is there, is short, and holds nothing that a terminal would obey.</summary>
    public static void CheckMessage(string message)
    {
        Assert.NotEmpty(message);
        Assert.True(message.Length <= LongestMessage, $"The message has {message.Length} characters: {message[..Math.Min(message.Length, 2_000)]}");
        Assert.DoesNotContain(message, char.IsControl);
    }
}
