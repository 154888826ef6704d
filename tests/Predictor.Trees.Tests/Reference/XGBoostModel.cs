using System.Text.Json;

namespace Predictor.Trees.Tests.Reference;

/// <summary>Makes trees out of the JSON that xgboost saves, for models without categories.</summary>
internal static class XGBoostModel
{
    public static TreeEnsemble Read(string json)
    {
        var learner = JsonDocument.Parse(json).RootElement.GetProperty("learner");
        var columns = int.Parse(learner.GetProperty("learner_model_param").GetProperty("num_feature").GetString()!);
        var trees = learner.GetProperty("gradient_booster").GetProperty("model").GetProperty("trees").EnumerateArray().Select(Tree).ToList();
        // A base score of one half is log-odds of zero.
        return new TreeEnsemble(new TreeEnsembleData(0, trees), [.. Enumerable.Range(0, columns).Select(c => new TreeColumn($"f{c}"))]);
    }

    private static TreeData Tree(JsonElement tree)
    {
        var left = Numbers(tree, "left_children");
        var right = Numbers(tree, "right_children");
        var conditions = Numbers(tree, "split_conditions");
        var columns = Numbers(tree, "split_indices");
        var covers = Numbers(tree, "sum_hessian");
        var isMissingLeft = Numbers(tree, "default_left");
        // Numbered anew from the root, as nodes that were pruned are still in the lists.
        var order = new List<int>();
        Visit(0);
        var at = order.Index().ToDictionary(n => n.Item, n => n.Index);
        return new TreeData
        {
            Column = [.. order.Select(n => IsLeaf(n) ? TreeData.Leaf : (int)columns[n])],
            // There a number goes left below the condition, in single precision; here up to and including the threshold.
            Threshold = [.. order.Select(n => IsLeaf(n) ? 0 : Math.BitDecrement((double)(float)conditions[n]))],
            MissingGoesLeft = [.. order.Select(n => !IsLeaf(n) && isMissingLeft[n] != 0)],
            Left = [.. order.Select(n => IsLeaf(n) ? 0 : at[(int)left[n]])],
            Right = [.. order.Select(n => IsLeaf(n) ? 0 : at[(int)right[n]])],
            Value = [.. order.Select(n => IsLeaf(n) ? (double)(float)conditions[n] : 0)],
            Cover = [.. order.Select(n => covers[n])],
        };

        bool IsLeaf(int n) => left[n] < 0;

        void Visit(int n)
        {
            order.Add(n);
            if (IsLeaf(n)) return;
            Visit((int)left[n]);
            Visit((int)right[n]);
        }
    }

    private static double[] Numbers(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(e => e.ValueKind == JsonValueKind.True ? 1 : e.ValueKind == JsonValueKind.False ? 0 : e.GetDouble())];
}
