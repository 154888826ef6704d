using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

[Collection(TrainedModelCollection.Name)]
public sealed class AppointmentBookTests(TrainedModelFixture model) : IDisposable
{
    private readonly ApiFactory _api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low")).OnKestrel().WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("2026-03-25T09:00:00Z", false)]
    [InlineData("2026-04-03T08:59:00Z", false)]
    [InlineData("2026-04-03T09:00:00Z", true)]
    [InlineData("2026-04-13T09:00:00Z", true)]
    public async Task A_booking_that_is_far_off_is_said_so_and_a_shorter_wait_suggested(string start, bool isFar)
    {
        var body = CdsBodies.BookExample();
        Proposed(body)["start"] = start;
        var card = Assert.Single(await (await _api.CreateClient().CallAsync(CdsBodies.Book, body)).CardsAsync());
        var days = (DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture) - new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero)).Days;
        Assert.Equal(isFar, card.GetProperty("summary").GetString()!.EndsWith($", and this appointment is {days} days away.", StringComparison.Ordinal));
        Assert.Equal(isFar, Codes(card).Contains("shorten-the-wait"));
        Assert.DoesNotContain("offer-next-appointment", Codes(card));
    }

    [Fact]
    public async Task The_proposed_appointment_never_counts_as_a_booking_that_was_known()
    {
        var client = _api.CreateClient();
        var body = CdsBodies.BookExample();
        var expected = Share(Assert.Single(await (await client.CallAsync(CdsBodies.Book, body)).CardsAsync()));
        // The same as without any booking.
        Assert.Equal(expected, Share(Assert.Single(await (await client.CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync())));
        // Whatever is proposed, for when, in whatever state, and even where it stands among the bookings already, made before now.
        foreach (var status in new[] { "proposed", "pending", "booked", "noshow", "fulfilled" })
        {
            var changed = CdsBodies.BookExample();
            var proposed = Proposed(changed);
            (proposed["status"], proposed["start"], proposed["created"]) = (status, "2026-03-19T09:00:00Z", "2026-03-10T09:00:00Z");
            changed["prefetch"]!["appointments"]!["entry"]!.AsArray().Add(new JsonObject { ["resource"] = proposed.DeepClone() });
            Assert.Equal(expected, Share(Assert.Single(await (await client.CallAsync(CdsBodies.Book, changed)).CardsAsync())));
            // The guard is needed: without the id of the proposed one the copy counts, where its state is one that counts.
            proposed["id"] = "another";
            var leaked = Share(Assert.Single(await (await client.CallAsync(CdsBodies.Book, changed)).CardsAsync()));
            if (status is "noshow") Assert.NotEqual(expected, leaked);
        }
    }

    [Fact]
    public async Task A_booking_without_a_start_or_none_at_all_is_no_error()
    {
        var body = CdsBodies.BookExample();
        Proposed(body).Remove("start");
        Assert.Single(await (await _api.CreateClient().CallAsync(CdsBodies.Book, body)).CardsAsync());
        body["context"]!["appointments"]!.AsObject().Remove("entry");
        Assert.Single(await (await _api.CreateClient().CallAsync(CdsBodies.Book, body)).CardsAsync());
    }

    private static JsonObject Proposed(JsonObject body) => body["context"]!["appointments"]!["entry"]![0]!["resource"]!.AsObject();

    private static string Share(JsonElement card) => card.GetProperty("detail").GetString()!.Split("\n**What raises")[0].Split('\n')[0];

    private static List<string> Codes(JsonElement card) => card.TryGetProperty("suggestions", out var suggestions)
        ? [.. suggestions.EnumerateArray().Select(s => s.GetProperty("actions")[0].GetProperty("resource").GetProperty("code").GetProperty("coding")[0].GetProperty("code").GetString()!)]
        : [];
}
