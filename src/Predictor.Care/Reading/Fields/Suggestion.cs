using System.Text;

namespace Predictor.Care.Reading.Fields;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
public static class Suggestion
{
    private const int LongestCompared = 64;

    /// <summary>A sentence that asks for the nearest name, with a space before it; empty where none is near.</summary>
    public static string For(string given, IEnumerable<string> names) => Nearest(given, names) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>The name that equals the given one but for case and punctuation, or else the nearest by a few letters; null where none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.Length > LongestCompared) return null;
        var wanted = LettersAndDigits(given);
        if (wanted.Length == 0) return null;
        var best = names
            .Select(name => (Name: name, Distance: Distance(wanted, LettersAndDigits(name))))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return best.Distance <= Math.Min(2, wanted.Length / 4) ? best.Name : null;
    }

    /// <summary>The letters and digits of a name, in lower case.</summary>
    public static string LettersAndDigits(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var kept = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c)) kept.Append(char.ToLowerInvariant(c));
        }

        return kept.ToString();
    }

    /// <summary>The number of letters to insert, delete or replace (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var above = new int[to.Length + 1];
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++) above[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }

            (above, row) = (row, above);
        }

        return above[to.Length];
    }
}
