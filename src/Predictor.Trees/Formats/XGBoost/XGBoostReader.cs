using System.Text.Json;
using System.Text.Unicode;

namespace Predictor.Trees.Formats.XGBoost;

/// <summary>Reads a model that XGBoost saved as JSON.</summary>
internal static class XGBoostReader
{
    // It tells the place behind what it quotes.
    private const int LongestParserMessage = 400;

    // XGBoost nests six deep.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static TreeEnsemble Read(ReadOnlyMemory<byte> bytes)
    {
        // UBJSON begins like JSON; what follows the brace tells them apart.
        if (bytes.Span.StartsWith("{L"u8) || bytes.Span.StartsWith("{l"u8) || bytes.Span.StartsWith("{i"u8)) throw new ModelFormatException("The file is in XGBoost's binary form; expected JSON: save the model under a name that ends in .json.");
        if (!Utf8.IsValid(bytes.Span)) throw new ModelFormatException("The file is no text in UTF-8; expected JSON.");
        Check(bytes.Span, (byte)',', FileLimits.Values, "values");
        Check(bytes.Span, (byte)':', FileLimits.Properties, "properties");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(BareNumbers.AsNull(bytes), Strict);
        }
        catch (JsonException e)
        {
            throw new ModelFormatException($"The file is no JSON: {FileText.Told(e.Message, LongestParserMessage)}", e);
        }

        using (document) return Read(new JsonPlace(document.RootElement, ""));
    }

    /// <summary>The parsed form of a file is many times its size where the file is nothing but punctuation.</summary>
    private static void Check(ReadOnlySpan<byte> bytes, byte sign, int most, string things)
    {
        if (bytes.Count(sign) is var count && count > most) throw new ModelFormatException($"The file has some {count} {things}, by its signs '{(char)sign}'; expected at most {most}.");
    }

    private static TreeEnsemble Read(JsonPlace root)
    {
        var learner = root["learner"];
        var header = new XGBoostHeader(learner);
        var model = learner["gradient_booster"]["model"];
        var totals = new FileTotals();
        var trees = model["trees"].Entries(FileLimits.Trees).Select(t => new XGBoostTree(t, header.Names.Count, totals)).ToList();
        if (model.Optional("gbtree_model_param")?.Optional("num_trees") is { } count && count.Parameter(0, int.MaxValue) != trees.Count)
            throw count.Error($"\"{trees.Count}\", the number of trees");
        if (model.Optional("tree_info") is { } info && info.Integers(trees.Count).Any(group => group != 0)) throw info.Error("zeros: a model of several classes has no one risk");
        var columns = Columns(header, trees, totals);
        return new TreeEnsemble(new TreeEnsembleData(header.BaseScore, [.. trees.Select(t => t.Data(columns))]) { CategoryRule = CategoryRule.TruncatedOthersLeft }, columns);
    }

    private static TreeColumn[] Columns(XGBoostHeader header, List<XGBoostTree> trees, FileTotals totals)
    {
        // The file does not tell how many categories a column has; beyond those that some split names, all go left everywhere.
        var counts = new int[header.Names.Count];
        var isNumber = new bool[counts.Length];
        for (var c = 0; c < counts.Length; c++) counts[c] = header.IsCategory[c] ? 1 : 0;
        foreach (var tree in trees)
        {
            foreach (var node in tree.Reached)
            {
                if (tree.IsCategory(node)) counts[tree.Column(node)] = Math.Max(counts[tree.Column(node)], tree.Members(node) is [.., var last] ? last + 1 : 1);
                else isNumber[tree.Column(node)] = true;
            }
        }

        for (var c = 0; c < counts.Length; c++)
        {
            if (isNumber[c] && counts[c] > 0) throw new ModelFormatException($"Column {FileText.Told(header.Names[c])} is a category and is split on as a number; expected one of them.");
        }

        TreeColumn[] columns = [.. header.Names.Select((name, c) => new TreeColumn(name, counts[c]))];
        foreach (var tree in trees)
        {
            foreach (var node in tree.Reached.Where(tree.IsCategory)) totals.AddSplit(tree.Name, columns[tree.Column(node)]);
        }

        return columns;
    }
}
