namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>
/// Two trees by hand in two formats. The first: misses in a row below 1.5, or else by the alliance; leaves -1 (30 rows), 1.5 (6 rows) and 0.5 (4 rows). The second: 0.75 for
/// CBT (10 rows), -0.25 for the others (30 rows).
/// </summary>
internal static class OtherModelFiles
{
    public const string Codes = """{"features":[{"code":"attendance.misses-in-a-row"},{"code":"alliance.level"},{"code":"course.treatment","categories":["CBT","IPT"]}]}""";

    public const string LightGBM = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=2
        objective=binary sigmoid:0.5
        feature_names=attendance.misses-in-a-row alliance.level course.treatment
        feature_infos=[0:5] [0:1] 0:1

        Tree=0
        num_leaves=3
        num_cat=0
        split_feature=0 1
        threshold=1.5 0.8
        decision_type=8 8
        left_child=-1 -2
        right_child=1 -3
        leaf_value=-1 1.5 0.5
        leaf_count=30 6 4
        is_linear=0
        shrinkage=1

        Tree=1
        num_leaves=2
        num_cat=1
        split_feature=2
        threshold=0
        decision_type=1
        left_child=-1
        right_child=-2
        leaf_value=0.75 -0.25
        leaf_count=10 30
        cat_boundaries=0 1
        cat_threshold=1
        is_linear=0
        shrinkage=1

        end of trees

        """;

    // Members of a set go right.
    public const string XGBoost = """
        {"learner":{"feature_names":[],"feature_types":["float","float","c"],"gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"2"},"tree_info":[0,0],"trees":[
        {"default_left":[0,0,0,0,0],"left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"split_conditions":[1.5,-1,0.8,1.5,0.5],"split_indices":[0,0,1,0,0],
        "sum_hessian":[40,30,10,6,4],"tree_param":{"num_nodes":"5"}},
        {"categories":[0],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[1],"default_left":[1,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],
        "split_conditions":[NaN,-0.25,0.75],"split_indices":[2,0,0],"split_type":[1,0,0],"sum_hessian":[40,30,10],"tree_param":{"num_nodes":"3"}}
        ]},"name":"gbtree"},"learner_model_param":{"base_score":"[2.5E-1]","num_class":"0","num_feature":"3"},"objective":{"name":"binary:logistic"}},"version":[3,0,0]}
        """;
}
