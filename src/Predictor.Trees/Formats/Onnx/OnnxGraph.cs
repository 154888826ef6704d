namespace Predictor.Trees.Formats.Onnx;

/// <summary>Writes the whole model (<c>ModelProto</c>): rows in, log-odds and probability out.</summary>
internal static class OnnxGraph
{
    private const string TreeDomain = "ai.onnx.ml";
    private const string Rows = "rows";
    private const string AllColumns = "columns";

    public static byte[] Model(TreeEnsemble ensemble, string name, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var trees = new OnnxTrees(ensemble);
        var model = new ProtobufWriter();
        model.Integer(1, OnnxNumbers.Format);
        model.Text(2, "Predictor");
        model.Message(7, graph => Graph(graph, ensemble, trees, name));
        model.Message(8, set => OperatorSet(set, "", OnnxNumbers.Operators));
        model.Message(8, set => OperatorSet(set, TreeDomain, OnnxNumbers.TreeOperators));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, value);
            });
        }

        return model.ToArray();
    }

    private static void OperatorSet(ProtobufWriter writer, string domain, int version)
    {
        writer.Text(1, domain);
        writer.Integer(2, version);
    }

    private static void Graph(ProtobufWriter graph, TreeEnsemble ensemble, OnnxTrees trees, string name)
    {
        if (trees.ReadsZeroAsMissing) foreach (var node in ZeroAsMissing()) graph.Bytes(1, node.ToArray());
        var scorer = new OnnxNode("TreeEnsembleRegressor", TreeDomain, [trees.ReadsZeroAsMissing ? AllColumns : Rows], OnnxModel.LogOdds);
        trees.WriteTo(scorer);
        graph.Bytes(1, scorer.ToArray());
        graph.Bytes(1, new OnnxNode("Sigmoid", "", [OnnxModel.LogOdds], OnnxModel.Probability).ToArray());
        graph.Text(2, name);
        if (trees.ReadsZeroAsMissing)
        {
            graph.Message(5, tensor => OnnxNode.Tensor(tensor, "zero_band", [TreeData.ZeroBand], []));
            graph.Message(5, tensor => OnnxNode.Tensor(tensor, "missing", [double.NaN], []));
        }

        graph.Message(11, value => Value(value, Rows, OnnxNumbers.Double, ensemble.Columns.Count));
        graph.Message(12, value => Value(value, OnnxModel.Probability, OnnxNumbers.Single, 1));
        graph.Message(12, value => Value(value, OnnxModel.LogOdds, OnnxNumbers.Single, 1));
    }

    /// <summary>Puts the same columns behind the given ones with NaN for zeros: the operator itself knows no band around zero.</summary>
    private static IEnumerable<OnnxNode> ZeroAsMissing()
    {
        yield return new OnnxNode("Abs", "", [Rows], "sizes");
        yield return new OnnxNode("LessOrEqual", "", ["sizes", "zero_band"], "is_zero");
        yield return new OnnxNode("Where", "", ["is_zero", "missing", Rows], "without_zeros");
        var both = new OnnxNode("Concat", "", [Rows, "without_zeros"], AllColumns);
        both.Integer("axis", 1);
        yield return both;
    }

    /// <summary>An input or output: rows x columns, any number of rows (<c>ValueInfoProto</c>).</summary>
    private static void Value(ProtobufWriter writer, string name, int type, int columns)
    {
        writer.Text(1, name);
        writer.Message(2, value => value.Message(1, tensor =>
        {
            tensor.Integer(1, type);
            tensor.Message(2, shape =>
            {
                shape.Message(1, dimension => dimension.Text(2, "n"));
                shape.Message(1, dimension => dimension.Integer(1, columns));
            });
        }));
    }
}
