using System.Text;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Card;
using Xunit;

namespace Predictor.Risk.Tests.Training.Card;

public sealed class CardTests
{
    private static readonly CardDocument Plain = CardDocument.Of(TrainedClinic.Package);

    [Fact]
    public void The_attributes_are_the_thirty_one_of_the_rule_in_its_order()
    {
        // The numbers of (b)(11)(iv)(B)(1) to (9).
        int[] counts = [4, 4, 2, 4, 2, 4, 5, 4, 2];

        Assert.Equal(counts, Plain.Sections.Select(s => s.Attributes.Count));
        Assert.Equal(31, Plain.Attributes.Select(a => a.Id).Distinct().Count());
        for (var s = 0; s < counts.Length; s++) Assert.All(Plain.Sections[s].Attributes, a => Assert.StartsWith($"{s + 1}.", a.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_the_rule_lets_be_unavailable_is_not_mandatory()
    {
        string[] optional = ["6.i", "6.ii", "6.iii", "6.iv", "7.iii", "7.iv", "7.v", "8.ii", "8.iv", "9.i", "9.ii"];

        Assert.Equal(optional, Plain.Attributes.Where(a => !a.IsMandatory).Select(a => a.Id));
    }

    [Fact]
    public void What_a_run_cannot_know_is_missing_until_a_card_file_states_it()
    {
        string[] asked = ["1.i", "1.ii", "4.iii", "4.iv", "8.i", "8.iii"];
        Assert.Equal(asked, Plain.Missing.Select(a => a.Id));
        Assert.All(Plain.Missing, a => Assert.StartsWith("Not stated.", a.Text, StringComparison.Ordinal));

        var filled = Plain.With(Answers($"{{ {string.Join(", ", asked.Select(id => $"\"{id}\": \"The answer to {id}.\""))} }}"));

        Assert.Empty(filled.Missing);
        Assert.Equal("The answer to 8.iii.", filled.Attributes.Single(a => a.Id == "8.iii").Text);
    }

    [Fact]
    public void A_card_file_adds_to_cautions_and_cannot_take_them_away()
    {
        var before = Plain.Attributes.Single(a => a.Id == "3.i");

        var after = Plain.With(Answers("""{ "3.i": "Not for couples." }""")).Attributes.Single(a => a.Id == "3.i");

        Assert.Equal((CardSource.RunAndGiven, $"{before.Text} Not for couples."), (after.Source, after.Text));
    }

    [Fact]
    public void Fairness_tells_what_was_compared_and_which_groups_are_too_small()
    {
        var audit = TrainedClinic.Model.Metrics.ByHorizon[28].Fairness!;
        var text = Plain.Attributes.Single(a => a.Id == "7.ii").Text;

        Assert.Contains(FormattableString.Invariant($"{audit.Comparisons} differences from the largest group were looked at"), text, StringComparison.Ordinal);
        Assert.All(audit.Attributes, a => Assert.Contains(a.Attribute, text, StringComparison.Ordinal));
        Assert.All(audit.Attributes.SelectMany(a => a.Groups.Where(g => g.IsSuppressed).Select(g => $"{a.Attribute} {g.Group}")), g => Assert.Contains(g, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Validity_tells_the_figures_of_the_evaluation_with_their_intervals()
    {
        var result = TrainedClinic.Model.Metrics.ByHorizon[28];
        var text = Plain.Attributes.Single(a => a.Id == "7.i").Text;

        Assert.Contains(FormattableString.Invariant($"AUC {result.Auc:0.000} ({result.AucCi!.Value.Lower:0.000} to {result.AucCi.Value.Upper:0.000})"), text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"slope {result.CalibrationSlope:0.000} ({result.CalibrationSlopeCi!.Value.Lower:0.000} to {result.CalibrationSlopeCi.Value.Upper:0.000})"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fact_of_the_study_is_told_and_in_the_markdown()
    {
        var markdown = Encoding.UTF8.GetString(TrainedClinic.Package.Files[PackageFiles.CardMarkdown]);

        Assert.Equal(["Data", "Eligibility", "Outcome and horizon", "Predictors", "Sample size", "Missing data", "Partitioning", "Model", "Performance", "Full model", "Limits"], Plain.Study.Select(f => f.Title));
        Assert.All(Plain.Study, f => Assert.Contains($"| {f.Title} | {f.Text} |", markdown, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_wrong_with_a_card_file_is_said_at_once_and_what_was_expected()
    {
        var error = Assert.Throws<ArgumentException>(() => Answers("""{ "1.x": "a", "1.ii": 3, "7.i": "great", "2.i": " ", "3.i": null }"""));

        Assert.Contains("'1.x' is no source attribute; expected one of 1.i, 1.ii, 2.i", error.Message, StringComparison.Ordinal);
        Assert.Contains("'1.ii' (Funding) is the number 3; expected a text.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'7.i' (Validity in test data of the same source) comes from the run", error.Message, StringComparison.Ordinal);
        Assert.Contains("'2.i' (Intended use) has 0 characters; expected 1 to 4000.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'3.i' (Out-of-scope use) is null; expected a text.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "is a list; expected an object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{ "1.i": "a", "1.i": "b" }""", "no JSON")]
    public void A_file_that_is_no_object_of_texts_is_refused(string json, string said)
    {
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => Answers(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_break_the_list_it_stands_in()
    {
        var card = Plain.With(Answers("""{ "1.i": "Clinic North\n\n- **1.ii Funding.** A grant" }"""));

        Assert.Equal(31, CardMarkdown.Of(card).Split('\n').Count(l => l.StartsWith("- **", StringComparison.Ordinal)));
    }

    private static CardAnswers Answers(string json) => CardAnswers.Read(Encoding.UTF8.GetBytes(json));
}
