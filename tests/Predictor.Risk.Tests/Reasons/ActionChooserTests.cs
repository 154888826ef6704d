using Predictor.Care.Episodes;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Reasons;

public sealed class ActionChooserTests
{
    private static readonly FoundReason Misses = Of("attendance.misses", "attendance.misses-in-a-row", 0.6);
    private static readonly FoundReason Balance = Of("payment.balance", "payment.days-overdue", 0.4);
    private static readonly FoundReason NoBooking = Of("scheduling.next", "scheduling.has-next-booking", 0.3);
    private static readonly Episode NoContacts = ReasonEpisodes.Rich with { Contacts = [], Measures = [] };

    [Fact]
    public void Each_reason_has_an_action_the_strongest_reason_first()
    {
        var chosen = Choose(NoContacts, Misses, Balance, NoBooking);

        Assert.Equal(["call-after-miss", "talk-about-cost", "offer-next-appointment"], chosen.Select(a => a.Code));
        Assert.Equal(["attendance.misses-in-a-row"], chosen[0].Because);
    }

    [Fact]
    public void One_reason_alone_has_three_actions_at_most_the_most_fitting_first() =>
        Assert.Equal(["call-after-miss", "ask-about-barriers", "offer-other-times"], Choose(NoContacts, Misses).Select(a => a.Code));

    [Fact]
    public void An_action_names_all_reasons_that_it_answers()
    {
        var gaps = Of("scheduling.gaps", "scheduling.gap-last", 0.2);

        Assert.Equal(["attendance.misses-in-a-row", "scheduling.gap-last"], Choose(NoContacts, Misses, gaps).Single(a => a.Code == "ask-about-barriers").Because);
    }

    [Fact]
    public void What_lowers_the_risk_asks_for_nothing() => Assert.Empty(Choose(NoContacts, Of("attendance.misses", "attendance.misses-in-a-row", -0.6)));

    [Fact]
    public void Safety_comes_first_whatever_the_reasons_for_dropout_and_even_at_low_risk()
    {
        // PHQ-9 from 15 to 22 is a reliable change of 6 and more.
        var worse = ReasonEpisodes.Rich with { Contacts = [] };
        var low = ActionChooser.Choose([Misses], ReasonEpisodes.State(worse, ReasonEpisodes.At), isLowRisk: true);

        Assert.Equal("safety-first", Choose(worse, Misses, Balance, NoBooking)[0].Code);
        Assert.Equal(3, Choose(worse, Misses, Balance, NoBooking).Count);
        Assert.Equal("safety-first", Assert.Single(low).Code);
        Assert.Equal(["outcome.worsening", "outcome.worsening-last", "outcome.severity"], low[0].Because);
    }

    [Theory]
    [InlineData("PHQ-9", 20.0, "2026-02-02 08:50", true)]
    [InlineData("PHQ-9", 19.0, "2026-02-02 08:50", false)]
    [InlineData("GAD-7", 15.0, "2026-02-02 08:50", true)]
    [InlineData("ORS", 2.0, "2026-02-02 08:50", false)] // no severe range is published
    [InlineData("PHQ-9", 27.0, "2025-11-20 08:50", false)] // more than 90 days ago
    public void A_severe_last_score_asks_for_safety_as_long_as_it_is_recent(string instrument, double score, string takenAt, bool asks)
    {
        var episode = ReasonEpisodes.Rich with { StartedOn = When("2025-11-01"), Measures = [Measure(takenAt, instrument, score)] };

        Assert.Equal(asks, Choose(episode, Misses).Any(a => a.Code == "safety-first"));
    }

    [Fact]
    public void Without_a_reliable_worsening_nothing_is_said_of_safety()
    {
        var steady = ReasonEpisodes.Rich with { Measures = [Measure("2026-01-19 08:50", "PHQ-9", 14), Measure("2026-02-02 08:50", "PHQ-9", 19)] };

        Assert.DoesNotContain(Choose(steady, Of("outcome.course", "outcome.worsening", 0.5)), a => a.Code == "safety-first");
    }

    [Fact]
    public void At_low_risk_nothing_else_is_suggested() => Assert.Empty(ActionChooser.Choose([Misses], ReasonEpisodes.State(NoContacts, ReasonEpisodes.At), isLowRisk: true));

    [Theory]
    [InlineData("2026-02-23 15:00", ContactPurpose.Outreach, false)] // after the missed session
    [InlineData("2026-02-23 15:00", ContactPurpose.CheckIn, false)]
    [InlineData("2026-02-23 15:00", null, false)] // what it was for is not told: asking twice is the greater harm
    [InlineData("2026-02-23 15:00", ContactPurpose.Reminder, true)]
    [InlineData("2026-02-20 15:00", ContactPurpose.Outreach, true)] // before it
    [InlineData("2026-02-23", ContactPurpose.Outreach, false)] // the same day, at no time that is told
    [InlineData("2026-02-25 15:00", ContactPurpose.Outreach, true)] // after the instant of the score
    public void A_miss_that_was_followed_up_is_not_to_be_called_about_again(string occurredAt, ContactPurpose? purpose, bool isSuggested)
    {
        var episode = NoContacts with { Contacts = [Contact(occurredAt, ContactDirection.Out, purpose)] };

        Assert.Equal(isSuggested, Choose(episode, Misses).Any(a => a.Code == "call-after-miss"));
    }

    [Fact]
    public void An_attempt_without_an_answer_calls_for_another_way_until_two_were_tried()
    {
        var call = Contact("2026-02-23 15:00", ContactDirection.Out, ContactPurpose.Outreach) with { Channel = "phone" };
        var letter = Contact("2026-02-24 09:00", ContactDirection.Out, ContactPurpose.Outreach) with { Channel = "mail" };

        Assert.Equal("try-another-channel", Choose(NoContacts with { Contacts = [call] }, Misses)[0].Code);
        Assert.DoesNotContain(Choose(NoContacts with { Contacts = [call, letter] }, Misses), a => a.Code == "try-another-channel");
        Assert.DoesNotContain(Choose(NoContacts with { Contacts = [call with { AnsweredAt = When("2026-02-23 16:00") }] }, Misses), a => a.Code == "try-another-channel");
    }

    [Fact]
    public void A_call_by_the_client_is_as_good_as_one_by_the_clinic_and_an_old_miss_is_not_called_about()
    {
        var heard = NoContacts with { Contacts = [Contact("2026-02-23 15:00", ContactDirection.In)] };

        Assert.DoesNotContain(Choose(heard, Misses), a => a.Code == "call-after-miss");
        Assert.DoesNotContain(ActionChooser.Choose([Misses], ReasonEpisodes.State(NoContacts, Ticks("2026-03-20")), isLowRisk: false), a => a.Code == "call-after-miss");
    }

    [Fact]
    public void An_old_message_without_answer_calls_for_nothing_once_the_client_has_come()
    {
        var mail = Contact("2026-01-20 15:00", ContactDirection.Out, ContactPurpose.CheckIn) with { Channel = "mail" };

        Assert.DoesNotContain(Choose(NoContacts with { Contacts = [mail] }, Misses), a => a.Code == "try-another-channel");
    }

    [Fact]
    public void Whoever_came_to_every_session_is_not_asked_what_gets_in_the_way()
    {
        var regular = Episode("2026-02-01", Attended("2026-02-16 09:00"), Attended("2026-02-23 09:00"));
        var presence = Of("attendance.presence", "attendance.attended-in-a-row", 0.3);

        Assert.DoesNotContain(Choose(regular, presence), a => a.Code is "ask-about-barriers" or "offer-other-times");
    }

    [Theory]
    [InlineData(39.0, 38.5, "ask-about-alliance")]
    [InlineData(38.0, 30.0, "repair-alliance")]
    public void Strain_is_presumed_only_where_the_scores_show_it(double before, double last, string expected)
    {
        var scored = NoContacts with { Measures = [Measure("2026-01-19 10:00", "SRS", before), Measure("2026-02-02 10:00", "SRS", last)] };

        Assert.Equal(expected, Choose(scored, Of("alliance.level", "alliance.level", 0.3))[0].Code);
    }

    [Fact]
    public void Whoever_has_clearly_improved_is_helped_to_finish_well()
    {
        var better = NoContacts with { Measures = [Measure("2026-01-19 08:50", "PHQ-9", 15), Measure("2026-02-02 08:50", "PHQ-9", 5)] };

        Assert.Equal("finish-well", Choose(better, Of("outcome.course", "outcome.worsening", 0.3)).First(a => a.Code != "review-goals").Code);
    }

    [Fact]
    public void Cost_is_talked_about_only_where_there_is_some()
    {
        var insured = NoContacts with { Payer = Payer.Public, Copay = 0, Payments = [] };

        Assert.DoesNotContain(Choose(insured, Of("payment.payer", "payment.payer", 0.3)), a => a.Code == "talk-about-cost");
    }

    [Fact]
    public void A_plan_that_stands_is_looked_at_and_not_offered_again()
    {
        var planned = NoContacts with { Payments = [.. NoContacts.Payments!, Payment("2026-02-12 08:00", PaymentKind.PlanStarted)] };

        Assert.Equal("fit-the-plan", Choose(planned, Balance)[0].Code);
        Assert.DoesNotContain(Choose(planned, Balance), a => a.Code == "talk-about-cost");
    }

    [Fact]
    public void A_reminder_that_went_out_is_not_suggested_again()
    {
        var next = Booked("2026-03-02 09:00", bookedAt: "2026-02-23 12:00");
        var booked = NoContacts with { Appointments = [.. NoContacts.Appointments, next] };
        var reminded = NoContacts with { Appointments = [.. NoContacts.Appointments, next with { ReminderSentAt = When("2026-02-24 09:00") }] };
        var lead = Of("scheduling.lead-time", "scheduling.lead-time-next", 0.3);

        Assert.Contains(Choose(booked, lead), a => a.Code == "remind-and-confirm");
        Assert.DoesNotContain(Choose(reminded, lead), a => a.Code == "remind-and-confirm");
    }

    [Fact]
    public void That_scores_are_missing_asks_for_scores()
    {
        var missing = Of("alliance.level", "alliance.level", 0.3, isMissing: true);

        Assert.Equal(["collect-feedback"], Choose(NoContacts, missing).Select(a => a.Code));
    }

    [Fact]
    public void Every_action_answers_themes_that_there_are_and_codes_stand_once()
    {
        var themes = WordsCatalogue.All.Select(w => w.Theme).ToHashSet(StringComparer.Ordinal);

        Assert.All(ActionCatalogue.All, a => Assert.All(a.Answers, t => Assert.Contains(t, themes)));
        Assert.All(ActionCatalogue.All, a => Assert.True(a.IsSafety || a.Answers.Count + a.AnswersMissing.Count > 0, a.Code));
        Assert.Equal(ActionCatalogue.All.Count, ActionCatalogue.All.Select(a => a.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Nothing_in_the_catalogue_bills_refuses_or_ends_care() =>
        Assert.All(ActionCatalogue.All, a => Assert.DoesNotMatch(@"(?i)\b(invoice|collect (the )?payment|demand payment|charge the|fee for|waive care|end (the )?(care|treatment|therapy)|close the (case|file)|waiting list)\b", $"{a.Title} {a.Detail}"));

    [Fact]
    public void At_most_three_and_none_twice_on_any_random_episode()
    {
        var random = new Random(7);
        var themes = WordsCatalogue.All.Select(w => w.Theme).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var episode in RandomEpisodes.Many(60))
        {
            var state = ReasonEpisodes.State(episode, episode.StartedOn.Ticks + (TimeSpan.TicksPerDay * 45));
            var reasons = themes.Where(_ => random.Next(4) == 0).Select(t => Of(t, t, random.NextDouble())).OrderByDescending(r => r.Reason.LogOdds).ToList();

            var chosen = ActionChooser.Choose(reasons, state, isLowRisk: false);

            Assert.True(chosen.Count <= ActionChooser.Most);
            Assert.Equal(chosen.Count, chosen.Select(a => a.Code).Distinct(StringComparer.Ordinal).Count());
            Assert.True(chosen.Skip(1).All(a => a.Code != "safety-first"));
        }
    }

    private static IReadOnlyList<SuggestedAction> Choose(Episode episode, params FoundReason[] reasons) =>
        ActionChooser.Choose(reasons, ReasonEpisodes.State(episode, ReasonEpisodes.At), isLowRisk: false);

    private static FoundReason Of(string theme, string code, double logOdds, bool isMissing = false) => new(
        new Reason
        {
            Code = code,
            Family = code.Split('.')[0],
            Effect = logOdds > 0 ? ReasonEffect.Raises : ReasonEffect.Lowers,
            LogOdds = logOdds,
            ProbabilityChange = 0.1,
            Text = "Told",
            Features = [code],
            Values = new Dictionary<string, FeatureValue>(),
        },
        theme,
        isMissing);
}
