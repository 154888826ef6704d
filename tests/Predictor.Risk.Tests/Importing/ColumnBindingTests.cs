using Predictor.Risk.Engines;
using Predictor.Risk.Importing;
using Predictor.Trees;
using Xunit;

namespace Predictor.Risk.Tests.Importing;

public sealed class ColumnBindingTests
{
    private static readonly FeatureColumn Number = new("age", null, 0);
    private static readonly FeatureColumn Kind = new("kind", ["a", "b", "c", "d"], 0);

    [Theory]
    [InlineData(CategoryRule.Truncated, false, new[] { 1 })]
    [InlineData(CategoryRule.TruncatedOthersLeft, false, new[] { 1, 3 })]
    [InlineData(CategoryRule.TruncatedOthersLeft, true, new[] { 1, 3 })]
    public void A_category_that_the_file_does_not_know_goes_where_its_library_sends_it(CategoryRule rule, bool missingGoesLeft, int[] left)
    {
        // The file knows three categories, the feature has four.
        var bound = ColumnBinding.Of(Stump(new TreeColumn("kind", 3), rule, t => t with { Categories = [[1], null, null], MissingGoesLeft = [missingGoesLeft, false, false] }), [Kind]);

        Assert.Equal(left, bound.Trees[0].Categories![0]!);
        Assert.Equal(rule, bound.CategoryRule);
    }

    [Theory]
    [InlineData(1.5, new[] { 0, 1 })]
    [InlineData(-1, new int[0])]
    [InlineData(7, new[] { 0, 1, 2, 3 })]
    public void Codes_that_the_model_took_for_numbers_become_categories(double threshold, int[] left)
    {
        var bound = ColumnBinding.Of(Stump(new TreeColumn("kind"), CategoryRule.Truncated, t => t with { Threshold = [threshold, 0, 0] }), [Kind]);

        Assert.Equal(left, bound.Trees[0].Categories![0]!);
        // The trees are sound with the new columns.
        var ensemble = new TreeEnsemble(bound, [new TreeColumn("kind", 4)]);
        for (var code = 0; code < 4; code++) Assert.Equal(left.Contains(code) ? 1 : 2, ensemble.Score([code]));
    }

    [Fact]
    public void A_first_code_that_stood_for_missing_stays_with_the_missing()
    {
        var bound = ColumnBinding.Of(Stump(new TreeColumn("kind"), CategoryRule.Truncated, t => t with { Threshold = [1.5, 0, 0], ZeroIsMissing = [true, false, false] }), [Kind]);

        Assert.Equal([1], bound.Trees[0].Categories![0]!);
        Assert.Null(bound.Trees[0].ZeroIsMissing);
    }

    [Fact]
    public void Every_column_that_does_not_fit_is_named()
    {
        var file = new TreeEnsemble(new TreeEnsembleData(0, []), [new TreeColumn("age", 3), new TreeColumn("kind", 9)]);

        var error = Assert.Throws<ImportException>(() => ColumnBinding.Of(file, [Number, Kind]));

        Assert.Contains("age: is a number", error.Message, StringComparison.Ordinal);
        Assert.Contains("kind: the model knows the code 8; expected 0 to 3", error.Message, StringComparison.Ordinal);
    }

    private static TreeEnsemble Stump(TreeColumn column, CategoryRule rule, Func<TreeData, TreeData> change) => new(
        new TreeEnsembleData(
            0,
            [change(new TreeData { Column = [0, TreeData.Leaf, TreeData.Leaf], Threshold = [0, 0, 0], MissingGoesLeft = [false, false, false], Left = [1, 0, 0], Right = [2, 0, 0], Value = [0, 1, 2], Cover = [2, 1, 1] })])
        {
            CategoryRule = rule,
        },
        [column]);
}
