using System.Globalization;
using System.Text.RegularExpressions;
using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Risk.Tests.Features;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Reasons;

public sealed partial class WordsTests
{
    private const int LongestSentence = 120;

    [Fact]
    public void Every_feature_of_the_catalogue_has_words_and_no_words_are_left_over() =>
        Assert.Equal(FeatureCatalogue.All.Select(f => f.Code).Order(StringComparer.Ordinal), WordsCatalogue.All.Select(w => w.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void A_theme_stays_within_its_family() =>
        Assert.All(WordsCatalogue.All, w => Assert.Equal(w.Code.Split('.')[0], w.Theme.Split('.')[0]));

    [Fact]
    public void Every_feature_has_a_sentence_for_both_directions_and_for_missing_whatever_its_value()
    {
        foreach (var state in new[] { ReasonEpisodes.State(ReasonEpisodes.Rich, ReasonEpisodes.At), ReasonEpisodes.State(ReasonEpisodes.Empty, ReasonEpisodes.At) })
        {
            foreach (var slot in FeatureRows.All.Slots)
            {
                var words = WordsCatalogue.Of(slot.Feature);
                foreach (var value in SampleValues.Many(slot))
                {
                    var told = new Told(value, slot.CategoryOf(value), state);
                    AssertReadable(slot.Feature.Code, words.Raises(told));
                    AssertReadable(slot.Feature.Code, words.Lowers(told));
                }

                AssertReadable(slot.Feature.Code, words.Missing(new Told(double.NaN, null, state)).Text);
            }
        }
    }

    [Fact]
    public void Sentences_of_random_episodes_are_readable_and_every_feature_is_seen_with_a_value_and_without()
    {
        var seen = new HashSet<(string, bool)>();
        foreach (var episode in RandomEpisodes.Many(60))
        {
            var at = episode.StartedOn.Ticks + (TimeSpan.TicksPerDay * 60);
            var fold = new FeatureFold(Timeline.Of(AsOf.Known(episode, at)), FeatureRows.All, FeatureRows.Options);
            var row = new double[FeatureRows.All.Count];
            fold.RowAt(at, row);
            for (var i = 0; i < row.Length; i++)
            {
                var slot = FeatureRows.All.Slots[i];
                var told = new Told(row[i], slot.CategoryOf(row[i]), fold.State);
                var words = WordsCatalogue.Of(slot.Feature);
                foreach (var text in double.IsNaN(row[i]) ? [words.Missing(told).Text] : new[] { words.Raises(told), words.Lowers(told) }) AssertReadable(slot.Feature.Code, text);
                seen.Add((slot.Feature.Code, double.IsNaN(row[i])));
            }
        }

        // Counts are never missing and the payer may be the same for all: most features, not all, show both.
        Assert.True(seen.Count > FeatureRows.All.Count * 3 / 2, $"{seen.Count} of {FeatureRows.All.Count * 2} cases seen.");
    }

    [Fact]
    public void Sentences_do_not_depend_on_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.DateTimeFormat.MonthNames = [.. comma.DateTimeFormat.MonthNames.Select(m => m.ToUpperInvariant())];
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("Alliance last scored 24.5 of 40 on the SRS, 2 February 2026", Text("alliance.level", ReasonEpisodes.Rich, ReasonEpisodes.At));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("attendance.misses-in-a-row", "Missed the last 2 booked sessions, the latest on 23 February 2026")]
    [InlineData("attendance.last-outcome", "Missed the appointment on 23 February 2026")]
    [InlineData("attendance.attended-in-a-row", "No session attended since the last one missed")]
    [InlineData("attendance.days-since-attended", "The last session was 22 days ago, on 2 February 2026")]
    [InlineData("attendance.attended-change", "As many sessions in the last four weeks as in the four before")]
    [InlineData("attendance.miss-rate", "Missed 2 of 4 sessions so far")]
    [InlineData("scheduling.has-next-booking", "No next appointment is booked")]
    [InlineData("scheduling.days-to-next", "No next appointment is booked")]
    [InlineData("scheduling.days-without-booking", "Nothing booked for 1 day")]
    [InlineData("scheduling.gap-last", "The last two sessions were 14 days apart")]
    [InlineData("scheduling.delivery-last", "The last session was by video")]
    [InlineData("scheduling.waiting-days", "Intake was 14 days after the referral")]
    [InlineData("alliance.level", "Alliance last scored 24.5 of 40 on the SRS, 2 February 2026")]
    [InlineData("alliance.change", "Alliance fell by 34 % of the scale since the score before")]
    [InlineData("alliance.is-ruptured", "Alliance fell sharply and has not come back since")]
    [InlineData("alliance.therapist-level", "No alliance score by the therapist")]
    [InlineData("outcome.severity", "Last outcome score 22 of 27 on the PHQ-9 (higher is worse), 2 February 2026")]
    [InlineData("outcome.worsening", "Distress is clearly higher since the first score")]
    [InlineData("outcome.off-track", "Fewer than three outcome scores on one questionnaire so far")]
    [InlineData("payment.balance", "20 outstanding")]
    [InlineData("payment.declined-60d", "1 payment did not go through in the last two months on 11 February 2026")]
    [InlineData("payment.payer", "Pays out of pocket")]
    [InlineData("contact.unanswered", "1 message or call by the clinic with no answer on record")]
    [InlineData("course.session-number", "2 sessions attended so far, early in treatment")]
    [InlineData("course.therapist-changes", "1 change of therapist so far")]
    [InlineData("course.format", "Sessions are held as individual therapy")]
    [InlineData("person.age", "34 years old at intake")]
    public void A_sentence_tells_what_happened_and_when(string code, string expected) => Assert.Equal(expected, Text(code, ReasonEpisodes.Rich, ReasonEpisodes.At));

    [Fact]
    public void A_cancellation_in_between_keeps_the_misses_from_being_the_last_sessions()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 09:00"), Missed("2026-01-12 09:00"), Cancelled("2026-01-19 09:00", CancelledBy.Client));

        Assert.Equal("Missed 1 session since the last one attended, on 12 January 2026", Text("attendance.misses-in-a-row", episode, Ticks("2026-01-20")));
    }

    [Fact]
    public void An_appointment_of_which_nobody_said_what_became_does_as_well()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 09:00"), Missed("2026-01-12 09:00"), Booked("2026-01-19 09:00"));

        Assert.Equal("Missed 1 session since the last one attended, on 12 January 2026", Text("attendance.misses-in-a-row", episode, Ticks("2026-01-20")));
    }

    [Theory]
    [InlineData("2026-02-03 08:00", "The last session was yesterday, on 2 February 2026")] // less than a day, and another day
    [InlineData("2026-02-02 20:00", "The last session was today, on 2 February 2026")]
    [InlineData("2026-03-02 08:00", "The last session was 28 days ago, on 2 February 2026")] // 27 days and 23 hours
    [InlineData("2026-03-03", "The last session was 28 days ago, on 2 February 2026")] // the end of 2 March
    public void Days_are_counted_by_the_calendar_as_the_date_beside_them_is(string at, string expected) =>
        Assert.Equal(expected, Text("attendance.days-since-attended", Episode("2026-01-05", Attended("2026-02-02 09:00")), Ticks(at)));

    [Fact]
    public void Sessions_recorded_late_are_said_to_be_recorded()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-06 09:00", statusAt: "2026-03-01 09:00"), Attended("2026-02-27 09:00"));

        Assert.Equal("Came to 2 sessions recorded in the last four weeks", Text("attendance.attended-28d", episode, Ticks("2026-03-02")));
    }

    [Theory]
    [InlineData("ORS", 30.0, "Last outcome score 30 of 40 on the ORS (higher is better), 2 February 2026")]
    [InlineData("PHQ-9", 3.0, "Last outcome score 3 of 27 on the PHQ-9 (higher is worse), 2 February 2026")]
    public void A_score_says_which_way_is_better(string instrument, double score, string expected) =>
        Assert.Equal(expected, Text("outcome.severity", Episode("2026-01-05", Attended("2026-02-02 09:00")) with { Measures = [Measure("2026-02-02 10:00", instrument, score)] }, Ticks("2026-02-10")));

    [Fact]
    public void Outside_the_clinical_range_nobody_is_said_to_come_on_as_hoped()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 09:00")) with { Measures = [Measure("2026-01-05 10:00", "PHQ-9", 3), Measure("2026-01-12 10:00", "PHQ-9", 3), Measure("2026-01-19 10:00", "PHQ-9", 8)] };

        Assert.Equal("The last outcome score is outside the clinical range", Text("outcome.off-track", episode, Ticks("2026-01-20")));
        Assert.Equal("Distress has not clearly changed since the first score", Text("outcome.worsening", episode, Ticks("2026-01-20")));
    }

    [Theory]
    [InlineData("attendance.last-outcome", "The clinic cancelled the appointment on 19 January 2026")]
    [InlineData("attendance.not-attended-in-a-row", "No session missed or cancelled by the client since the last one attended")]
    public void A_cancellation_by_the_clinic_is_told_as_the_clinics(string code, string expected) =>
        Assert.Equal(expected, Text(code, Episode("2026-01-05", Attended("2026-01-12 09:00"), Cancelled("2026-01-19 09:00", CancelledBy.Clinic, statusAt: "2026-01-13 09:00")), Ticks("2026-01-20")));

    [Theory]
    [InlineData("scheduling.delivery-last")]
    [InlineData("scheduling.gap-mean")]
    [InlineData("scheduling.duration-last")]
    [InlineData("course.weeks-in-treatment")]
    [InlineData("attendance.days-since-attended")]
    public void Before_the_first_session_nothing_is_called_unrecorded(string code) =>
        Assert.Equal("No session attended yet", Text(code, Episode("2026-01-05", Missed("2026-01-12 09:00")), Ticks("2026-01-20")));

    [Fact]
    public void Dust_of_sums_is_nothing_outstanding()
    {
        var episode = Episode("2026-01-05") with { Payments = [Payment("2026-01-05 10:00", PaymentKind.Charge, 0.1), Payment("2026-01-06 10:00", PaymentKind.Charge, 0.2), Payment("2026-01-07 10:00", PaymentKind.Payment, 0.3)] };

        Assert.Equal("Nothing outstanding", Text("payment.balance", episode, Ticks("2026-01-20")));
    }

    [Fact]
    public void Days_are_those_of_the_clinics_zone_and_a_bare_day_is_itself()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05"), Missed("2026-01-12"));

        Assert.Equal("Missed the last booked session, on 12 January 2026", Text("attendance.misses-in-a-row", episode, Ticks("2026-01-20")));
    }

    [Fact]
    public void A_later_event_changes_no_sentence()
    {
        var later = ReasonEpisodes.Rich with
        {
            Appointments = [.. ReasonEpisodes.Rich.Appointments, Missed("2026-03-02 09:00")],
            Measures = [.. ReasonEpisodes.Rich.Measures!, Measure("2026-03-02 10:00", "SRS", 3)],
            Payments = [.. ReasonEpisodes.Rich.Payments!, Payment("2026-03-02 10:00", PaymentKind.Declined, 3)],
        };

        foreach (var slot in FeatureRows.All.Slots) Assert.Equal(Text(slot.Feature.Code, ReasonEpisodes.Rich, ReasonEpisodes.At), Text(slot.Feature.Code, later, ReasonEpisodes.At));
    }

    [Fact]
    public void Titles_and_details_of_actions_are_readable()
    {
        foreach (var action in ActionCatalogue.All)
        {
            AssertReadable(action.Code, action.Title);
            foreach (var sentence in action.Detail.TrimEnd('.', '?').Split(". ")) AssertReadable(action.Code, sentence, 200);
            Assert.Matches("[.?]$", action.Detail);
        }
    }

    private static string Text(string code, Episode episode, long at)
    {
        var fold = new FeatureFold(Timeline.Of(AsOf.Known(episode, at)), FeatureRows.All, FeatureRows.Options);
        var row = new double[FeatureRows.All.Count];
        fold.RowAt(at, row);
        var i = FeatureRows.All.IndexOf(code);
        var words = WordsCatalogue.Of(FeatureRows.All.Slots[i].Feature);
        var told = new Told(row[i], FeatureRows.All.Slots[i].CategoryOf(row[i]), fold.State);
        return double.IsNaN(row[i]) ? words.Missing(told).Text : words.Raises(told);
    }

    /// <summary>Plain words, no blame, no jargon, no certainty that is not there.</summary>
    private static void AssertReadable(string code, string text, int longest = LongestSentence)
    {
        Assert.False(string.IsNullOrWhiteSpace(text), code);
        Assert.True(text.Length <= longest, $"{code}: {text}");
        Assert.True(char.IsUpper(text[0]) || char.IsDigit(text[0]), $"{code}: {text}");
        Assert.False(text.EndsWith('.') || text.Contains("  ", StringComparison.Ordinal), $"{code}: {text}");
        Assert.False(Unwanted().IsMatch(text), $"{code}: {text}");
    }

    [GeneratedRegex(
        @"\bNaN\b|\bnull\b|no-?shows?\b|non-?complian|complian|adheren|refus|fail|blame|fault|unmotivated|resist|unreliable|neglect|difficult|problem|\bmust\b|should have|\bwill (leave|drop)|dropout|drop out|certain|definite|log-odds|\blandmark|censor|percentile|\bdebt|\bdebtor|\bowes\b|terminate|discharge",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unwanted();
}
