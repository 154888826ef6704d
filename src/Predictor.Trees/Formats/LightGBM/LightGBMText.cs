using System.Text;
using Predictor.Trees.Formats;
using Predictor.Trees.Formats.LightGBM;

namespace Predictor.Trees;

/// <summary>LightGBM's model text, versions 3 and 4, for models of one probability (objective binary).</summary>
public static class LightGBMText
{
    /// <summary>
    /// Reads a model. Every row falls into the leaves that LightGBM finds, and the score is LightGBM's raw score to the last bit, or where the file has a sigmoid other
    /// than 1 or averages its trees, the raw score times that factor up to rounding: log-odds in any case. Covers are the counts of rows.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>Trees over the file's columns, by the file's names; a category's code is the file's.</returns>
    /// <exception cref="ModelFormatException">The file is no such model, or not whole; the message names the line.</exception>
    public static TreeEnsemble Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return LightGBMReader.Read(bytes);
        }
        catch (ArgumentException e)
        {
            throw new ModelFormatException(e.Message, e);
        }
    }

    /// <summary>
    /// Writes a model that LightGBM scores to the same bits, for rows whose categories are codes of the column or missing: any other value goes there where missing ones go,
    /// whatever <see cref="CategoryRule"/> the model has. The base score goes into the first tree. Counts of rows are the covers where these are whole numbers, and otherwise in their proportion, so that LightGBM's contributions are ours.
    /// </summary>
    /// <param name="ensemble">The trees; characters that LightGBM cannot have in a column's name become underscores.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">Two columns would have the same name, or there is no column.</exception>
    public static void Write(TreeEnsemble ensemble, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(LightGBMWriter.Text(ensemble));
    }

    /// <summary>A column's name as LightGBM can have it and as <see cref="Read"/> takes it: white space and what cannot be seen become underscores.</summary>
    public static string NameOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var name = new StringBuilder(column.Length);
        foreach (var rune in column.EnumerateRunes()) name.Append(Rune.IsWhiteSpace(rune) || !FileText.IsVisible(rune) ? "_" : rune.ToString());
        return name.ToString();
    }
}
