using Predictor.Care.Episodes;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Outcome;
using Predictor.Care.Reading;
using Predictor.Care.Time;
using Predictor.Care.Timelines;
using Predictor.Testing;
using Xunit;

namespace Predictor.Care.Tests.Fhir;

/// <summary>The sample clinic, written as FHIR resources by other code and mapped back: every record has to be the same at every moment.</summary>
public sealed class RoundTripTests
{
    private const int Clients = 150;
    private const RecordedKinds All = RecordedKinds.Measures | RecordedKinds.Payments | RecordedKinds.Contacts;

    /// <summary>The sample clinic says of every charge that can be overdue when it is due, so that no day is to be assumed of the others.</summary>
    private static readonly FhirMap Map = FhirMapReader.Read("""{ "invoiceDueDays": null }"""u8.ToArray(), out _);

    private static readonly IReadOnlyList<Appointment> NoAppointments = [];
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private static readonly Lazy<IReadOnlyList<IReadOnlyList<Episode>>> Sample = new(() =>
    [
        .. new ExportReader().Read(SampleFolder()).Episodes
            .Select(e => e with { AuditAttributes = new Dictionary<string, string>() })
            .GroupBy(e => e.ClientId, StringComparer.Ordinal).Take(Clients).Select(g => g.ToList()),
    ]);

    [Fact]
    public void An_episode_comes_back_as_it_was_known_at_any_moment()
    {
        var compared = 0;
        foreach (var (client, number) in Sample.Value.Select((c, i) => (c, i)))
        {
            var resources = new FhirWriter(ClinicCalendar.Utc).Write(client);
            var counted = PriorEpisodes.Count(client, new OutcomeOptions(), ClinicCalendar.Utc);
            foreach (var episode in client)
            {
                foreach (var ticks in Instants.Some(episode, 6, number).Where(t => t >= (episode.ReferredOn ?? episode.StartedOn).EarliestTicks))
                {
                    var reading = Resources.Read(resources, new DateTimeOffset(ticks, TimeSpan.Zero), Map, episode: episode.EpisodeId, recorded: All);
                    Assert.False(reading.HasErrors, string.Join("; ", reading.Issues.Select(i => i.Message)));
                    var known = counted.Where(e => (e.ReferredOn ?? e.StartedOn).EarliestTicks <= ticks).ToList();
                    var expected = AsOf.Known(known.Single(e => e.EpisodeId == episode.EpisodeId), ticks);
                    AssertSame(expected, reading.Episode);
                    compared++;
                }
            }
        }

        Assert.True(compared > 500, $"{compared}");
    }

    private static void AssertSame(Episode expected, Episode actual)
    {
        Assert.Equal(expected.Appointments, actual.Appointments);
        Assert.Equal(expected.Measures, actual.Measures);
        Assert.Equal(expected.Payments, actual.Payments);
        Assert.Equal(expected.Contacts, actual.Contacts);
        Assert.Equal(expected.Covariates.OrderBy(c => c.Key, StringComparer.Ordinal), actual.Covariates.OrderBy(c => c.Key, StringComparer.Ordinal));
        Assert.Equal(Bare(expected), Bare(actual));
    }

    /// <summary>The values of the episode itself.</summary>
    private static Episode Bare(Episode episode) =>
        episode with { Appointments = NoAppointments, Measures = null, Payments = null, Contacts = null, Covariates = Nothing, AuditAttributes = Nothing };

    private static string SampleFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Predictor.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("The tests do not run inside the repository."), "data-samples", "clinic");
    }
}
