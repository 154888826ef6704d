using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Predictor.Risk.Engines;
using Predictor.Risk.Tests.Features;
using Predictor.Risk.Training.Running;
using Xunit;

namespace Predictor.Risk.Tests.Training.Running;

public sealed class RunSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(RunSchema.Text());

    private static readonly string[] Names =
    [
        "$schema", "name", "version", "inactivityDays", "horizonDays", "labelWindow", "dataUntil", "zone", "lateNoticeHours", "instruments", "exclude", "engine", "settings", "split", "splitDay", "crossValidate", "refits", "seed", "epochs",
    ];

    // What a property may be given: what belongs there, what nearly does, and what does not.
    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-1", "28", "28.0", "28.5", "365", "366", "730", "731", "1e9", "2147483648", "-2147483649", "\"\"", "\"x\"", "\"UTC\"", "\"clinic\"", "\"time\"", "\"client\"", "\"weighted\"", "\"1.0.0\"", "\"01.0.0\"",
        "\"2025-06-30\"", "\"2025-6-30\"", "\"2025-06-30T09:00Z\"", "\"2025-06-30T09:00\"", "[]", "[28]", "[28, 0]", "[28, 28.0]", "[28, 28]", "[366]", "[\"a\"]", "[\"\"]", "{}",
        "\"trees\"", "\"gam\"", "\"logistic\"", "\"fasttree\"", "\"fasttree-gam\"", "\"lbfgs\"", "\"oracle\"",
        """{ "leaves": 4 }""", """{ "leaves": 4.5 }""", """{ "leaves": 1 }""", """{ "learningRate": 0 }""", """{ "learningRate": 0.5 }""", """{ "learningRate": "fast" }""", """{ "numberOfTrees": 10 }""", """{ "l1Regularization": 0 }""",
        """[ { "name": "X", "kind": "outcome", "minimum": 0, "maximum": 9, "higherIsBetter": false } ]""", """[ { "name": "X", "kind": "mood", "minimum": 0, "maximum": 9, "higherIsBetter": false } ]""",
        """[ { "name": "X", "kind": "outcome", "minimum": 0, "higherIsBetter": false } ]""", """[ { "name": "X", "kind": "outcome", "minimum": 0, "maximum": 9, "higherIsBetter": false, "reliableChange": 0 } ]""",
    ];

    [Fact]
    public void The_published_schema_is_the_one_that_is_checked_by() => DocumentPage.AssertIs("run.schema.json", RunSchema.Text());

    [Fact]
    public void The_published_schema_is_itself_valid() => Assert.True(MetaSchemas.Draft202012.Evaluate(JsonNode.Parse(RunSchema.Text())).IsValid);

    /// <summary>An independent implementation of JSON Schema must say the same of every document.</summary>
    [Fact]
    public void What_a_validator_of_JSON_Schema_says_is_what_the_program_says()
    {
        var random = new Random(1);
        var (valid, all) = (0, 0);
        foreach (var text in Names.SelectMany(n => Values.Select(v => $"{{ \"{n}\": {v} }}")).Concat(Values).Concat(Enumerable.Range(0, 1500).Select(_ => Drawn(random))))
        {
            using var document = JsonDocument.Parse(text);
            var theirs = Schema.Evaluate(JsonNode.Parse(text)).IsValid;
            Assert.True(theirs == (SchemaCheck.Problems(RunSchema.Document, document.RootElement).Count == 0), text);
            valid += theirs ? 1 : 0;
            all++;
        }

        // Neither answer can be given blindly.
        Assert.InRange((double)valid / all, 0.05, 0.95);
    }

    [Fact]
    public void The_schema_has_every_setting_of_every_engine_with_its_range()
    {
        foreach (var engine in RiskEngines.KnownNames)
        {
            foreach (var rule in RiskEngines.SettingsOf(engine))
            {
                foreach (var value in new[] { rule.Least - 1, rule.Least, rule.Default, rule.Most, rule.Most + 1, 0.5 })
                {
                    var run = new JsonObject { ["engine"] = engine, ["settings"] = new JsonObject { [rule.Name] = value } };
                    Assert.True((rule.Problem(value) is null) == Schema.Evaluate(run).IsValid, run.ToJsonString());
                }
            }
        }
    }

    [Fact]
    public void A_keyword_that_is_not_checked_is_an_error_of_the_schema()
    {
        using var document = JsonDocument.Parse("{}");

        Assert.Throws<InvalidOperationException>(() => SchemaCheck.Problems(new JsonObject { ["maxProperties"] = 1 }, document.RootElement));
    }

    private static string Drawn(Random random)
    {
        var chosen = Names.Where(_ => random.Next(4) == 0).Select(n => $"\"{n}\": {Fitting(n, random)}");
        return $"{{ {string.Join(", ", chosen)} }}";
    }

    // Of values drawn blindly almost none would be valid together.
    private static string Fitting(string name, Random random) => random.Next(6) == 0 ? Values[random.Next(Values.Length)] : name switch
    {
        "engine" => Pick(random, "\"trees\"", "\"fasttree\"", "\"lbfgs\"", "\"gam\""),
        "settings" => Pick(random, "{}", """{ "leaves": 4 }""", """{ "learningRate": 0.5 }""", """{ "numberOfTrees": 10 }""", """{ "l1Regularization": 0 }"""),
        "split" => Pick(random, "\"time\"", "\"client\""),
        "splitDay" or "dataUntil" => "\"2025-06-30\"",
        "horizonDays" => "[28, 0]",
        "inactivityDays" or "crossValidate" or "refits" or "seed" or "lateNoticeHours" => "28",
        "exclude" => "[\"a\"]",
        "labelWindow" => "\"weighted\"",
        "version" => "\"1.0.0\"",
        "name" or "zone" or "$schema" => "\"x\"",
        "instruments" => "[]",
        _ => "1",
    };

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];
}
