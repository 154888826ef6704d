using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace Predictor.Trees.Tests.Scoring;

public class TreeDataCheckTests
{
    private static readonly TreeColumn[] Columns = [new("x"), new("c", 3)];

    private static readonly JsonSerializerOptions NamedNumbers = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The root splits on the number, its left child on the category.</summary>
    private static readonly TreeData Sound = new()
    {
        Column = [0, 1, -1, -1, -1],
        Threshold = [1.5, 0, 0, 0, 0],
        Categories = [null, [0, 2], null, null, null],
        MissingGoesLeft = [true, false, false, false, false],
        Left = [1, 3, 0, 0, 0],
        Right = [2, 4, 0, 0, 0],
        Value = [0, 0, 0.1, -0.2, 0.3],
        Cover = [10, 6, 4, 2, 4],
    };

    public static TheoryData<string, string> Faults => new()
    {
        { """{"Left":[0,3,0,0,0]}""", "trees[1].left[0] is 0; expected 1 to 4, a node after its parent." },
        { """{"Right":[2,1,0,0,0]}""", "trees[1].right[1] is 1; expected 2 to 4, a node after its parent." },
        { """{"Left":[5,3,0,0,0]}""", "trees[1].left[0] is 5; expected 1 to 4, a node after its parent." },
        { """{"Right":[2,3,0,0,0],"Cover":[10,6,4,3,4]}""", "trees[1].left and trees[1].right name node 3 2 times; expected once" },
        { """{"Column":[0,-1,-1,-1,-1],"Categories":null}""", "name node 3 0 times; expected once" },
        { """{"Column":[2,1,-1,-1,-1]}""", "trees[1].column[0] is 2; expected 0 to 1, or -1 for a leaf." },
        { """{"Column":[-2,1,-1,-1,-1]}""", "trees[1].column[0] is -2; expected 0 to 1, or -1 for a leaf." },
        { """{"Column":[]}""", "trees[1].column is empty; expected one entry a node, at least one." },
        { """{"Column":null}""", "trees[1].column is missing" },
        { """{"Threshold":["NaN",0,0,0,0]}""", "trees[1].threshold[0] is NaN; expected a finite number." },
        { """{"Value":[0,0,"Infinity",-0.2,0.3]}""", "trees[1].value[2] is Infinity; expected a finite number." },
        { """{"Value":[0,0,0.1]}""", "trees[1].value is 3 entries; expected 5, one a node." },
        { """{"Cover":null}""", "trees[1].cover is missing; expected 5 entries, one a node." },
        { """{"Cover":[10,6,4,2,0]}""", "trees[1].cover[4] is 0; expected a positive finite number." },
        { """{"Cover":[10,6,4,2,"Infinity"]}""", "trees[1].cover[4] is Infinity; expected a positive finite number." },
        { """{"Cover":[11,6,4,2,4]}""", "trees[1].cover[0] is 11; expected 10, the sum of its children's." },
        { """{"Categories":[null,[0,3],null,null,null]}""", "trees[1].categories[1][1] is 3; expected 0 to 2, a category of c." },
        { """{"Categories":[null,[-1],null,null,null]}""", "trees[1].categories[1][0] is -1; expected 0 to 2, a category of c." },
        { """{"Categories":[null,[2,2],null,null,null]}""", "trees[1].categories[1][1] is 2; expected more than the code before, 2." },
        { """{"Categories":[[1],[0],null,null,null]}""", "trees[1].categories[0] is 1 entries; expected null, as x is a number." },
        { """{"Categories":null}""", "trees[1].categories[1] is null; expected codes of c, which is a category." },
        { """{"Categories":[null]}""", "trees[1].categories is 1 entries; expected 5, one a node." },
        { """{"MissingGoesLeft":null}""", "trees[1].missingGoesLeft is missing" },
    };

    [Fact]
    public void A_sound_tree_is_walked() => Assert.Equal(0.5 - 0.2, new TreeEnsemble(new TreeEnsembleData(0.5, [Sound]), Columns).Score([double.NaN, 2]), 1e-15);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_tree_that_makes_no_sense_is_refused_by_tree_node_and_field(string change, string message)
    {
        var tree = JsonSerializer.SerializeToNode(Sound)!.AsObject();
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!) tree[name] = JsonSerializer.SerializeToNode(value);
        var data = new TreeEnsembleData(0, [Sound, tree.Deserialize<TreeData>(NamedNumbers)!]);

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new TreeEnsemble(data, Columns)).Message);
    }

    [Fact]
    public void An_ensemble_that_makes_no_sense_is_refused()
    {
        Refused("baseScore is NaN; expected a finite number.", new TreeEnsembleData(double.NaN, []), Columns);
        Refused("trees is missing", new TreeEnsembleData(0, null!), Columns);
        Refused("trees[0] is null; expected a tree.", new TreeEnsembleData(0, [null!]), Columns);
        Refused("column c is a category with direction 1", new TreeEnsembleData(0, []), [new TreeColumn("c", 2, 1)]);
    }

    [Fact]
    public void Trees_whose_values_add_up_beyond_any_number_are_refused()
    {
        var huge = new TreeData { Column = [TreeData.Leaf], Threshold = [0], MissingGoesLeft = [false], Left = [0], Right = [0], Value = [1.7e308], Cover = [1] };

        Refused("trees[1].value is 1.7E+308 at its largest; expected values whose sum", new TreeEnsembleData(0, [huge, huge]), Columns);
        Refused("trees[0].value is 1.7E+308", new TreeEnsembleData(-1.7e308, [huge]), Columns);
        Assert.Equal(1.7e308, new TreeEnsemble(new TreeEnsembleData(0, [huge]), Columns).Score([0, 0]));
    }

    [Fact]
    public void A_tree_too_deep_to_be_walked_is_refused_before_it_is()
    {
        Refused("trees[0].column[401] is a node below 201 splits; expected at most 200.", new TreeEnsembleData(0, [Chain(100_000)]), Columns);
        Refused("below 201 splits", new TreeEnsembleData(0, [Chain(201)]), Columns);
        var deepest = new TreeEnsemble(new TreeEnsembleData(0, [Chain(200)]), Columns);
        var contributions = new double[2];
        new TreeExplainer(deepest).Contribute([1, 0], contributions);
        Assert.Equal(deepest.Score([1, 0]) - deepest.BaselineScore, contributions[0], 1e-9);
    }

    private static TreeData Chain(int depth)
    {
        var nodes = Enumerable.Range(0, 2 * depth + 1).ToArray();
        return new TreeData
        {
            Column = [.. nodes.Select(n => n % 2 == 0 && n < 2 * depth ? 0 : TreeData.Leaf)],
            Threshold = [.. nodes.Select(n => 1.0 / (n + 1))],
            MissingGoesLeft = [.. nodes.Select(_ => false)],
            Left = [.. nodes.Select(n => n % 2 == 0 && n < 2 * depth ? n + 1 : 0)],
            Right = [.. nodes.Select(n => n % 2 == 0 && n < 2 * depth ? n + 2 : 0)],
            Value = [.. nodes.Select(n => (double)(n % 7))],
            Cover = [.. nodes.Select(n => n % 2 == 1 ? 1.0 : depth + 1 - n / 2)],
        };
    }

    private static void Refused(string message, TreeEnsembleData data, TreeColumn[] columns) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new TreeEnsemble(data, columns)).Message);
}
