using System.Text;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Small models as text, written by hand so that a test can spoil one place of them.</summary>
internal static class ModelText
{
    /// <summary>Two columns, the second with categories, and a tree of three leaves.</summary>
    public const string LightGBM = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=binary sigmoid:1
        feature_names=age kind
        feature_infos=[0:9] 0:1:2
        tree_sizes=300

        Tree=0
        num_leaves=3
        num_cat=1
        split_feature=0 1
        split_gain=1 1
        threshold=2.5 0
        decision_type=10 1
        left_child=1 -1
        right_child=-3 -2
        leaf_value=0.5 -0.25 1
        leaf_weight=1 1 1
        leaf_count=10 20 30
        internal_value=0 0
        internal_weight=0 0
        internal_count=60 30
        cat_boundaries=0 1
        cat_threshold=5
        is_linear=0
        shrinkage=1


        end of trees

        """;

    /// <summary>The same columns and a tree like it.</summary>
    public const string XGBoost = """
        {"learner":{"feature_names":["age","kind"],"feature_types":["float","c"],"gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"1"},"tree_info":[0],
        "trees":[{"categories":[1],"categories_nodes":[1],"categories_segments":[0],"categories_sizes":[1],"default_left":[1,0,0,0,0],"left_children":[1,3,-1,-1,-1],
        "right_children":[2,4,-1,-1,-1],"split_conditions":[2.5,NaN,1,0.5,-0.25],"split_indices":[0,1,0,0,0],"split_type":[0,1,0,0,0],"sum_hessian":[60,30,30,10,20],
        "tree_param":{"num_deleted":"0","num_nodes":"5","size_leaf_vector":"1"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2","num_target":"1"},"objective":{"name":"binary:logistic"}},"version":[2,0,0]}
        """;

    public static TreeEnsemble ReadLightGBM(string text) => LightGBMText.Read(Encoding.UTF8.GetBytes(text));

    public static TreeEnsemble ReadXGBoost(string text) => XGBoostJson.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>The text with one place changed, which has to be there.</summary>
    public static string With(this string text, string from, string to) => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException($"'{from}' is not in the text.");
}
