using System.Globalization;

namespace Predictor.Care.Tests.Reading;

/// <summary>Sound exports of a few episodes, different for every seed, as rows by column.</summary>
internal sealed class RandomExport
{
    private readonly Random _random;

    public RandomExport(int seed)
    {
        _random = new Random(seed);
        for (var e = 0; e < 1 + _random.Next(4); e++) AddEpisode($"e{e}");
    }

    public Dictionary<string, List<IReadOnlyDictionary<string, string>>> Files { get; } = new()
    {
        [ExportFolder.Episodes] = [],
        [ExportFolder.Appointments] = [],
        [ExportFolder.Measures] = [],
        [ExportFolder.Payments] = [],
        [ExportFolder.Contacts] = [],
    };

    /// <summary>A file's text, its rows and columns in the order that another seed gives.</summary>
    public string ToCsv(string file, int shuffleSeed, string lineEnd = "\n")
    {
        var shuffle = new Random(shuffleSeed);
        var rows = Files[file].ToArray();
        var columns = (rows.Length == 0 ? ["episode_id", "occurred_at", "taken_at", "kind", "instrument", "score"] : rows[0].Keys).ToArray();
        shuffle.Shuffle(rows);
        shuffle.Shuffle(columns);
        return string.Concat(rows.Select(r => string.Join(",", columns.Select(c => Quote(r[c]))) + lineEnd).Prepend(string.Join(",", columns) + lineEnd));
    }

    private static string Quote(string value) => value.AsSpan().ContainsAny(",\"\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private void AddEpisode(string id)
    {
        Files[ExportFolder.Episodes].Add(new Dictionary<string, string>
        {
            ["episode_id"] = id,
            ["client_id"] = "c-" + id,
            ["clinic_id"] = Maybe("north, \"old\" wing"),
            ["referred_on"] = Maybe("2023-12-20"),
            ["started_on"] = "2024-01-01",
            ["ended_on"] = "2024-12-31",
            ["end_reason"] = Any("completed", "client_stopped", "administrative"),
            ["age_at_start"] = Maybe(Number(18, 90)),
            ["payer"] = Maybe(Any("self_pay", "public")),
            ["x_job"] = Maybe("Müller & Söhne"),
            ["x_score"] = Maybe(Number(0, 10)),
            ["s_sex"] = Maybe("female"),
        });
        for (var i = 0; i < _random.Next(6); i++)
        {
            var status = Any("fulfilled", "arrived", "noshow", "cancelled", "booked", "waitlist");
            Files[ExportFolder.Appointments].Add(new Dictionary<string, string>
            {
                ["appointment_id"] = $"{id}-a{i}",
                ["episode_id"] = id,
                ["starts_at"] = Time(10 + (7 * i)),
                ["booked_at"] = Maybe(Time(2 + (7 * i))),
                ["status"] = status,
                ["cancelled_by"] = status == "cancelled" ? Maybe("client") : "",
                ["status_at"] = Maybe(Time(12 + (7 * i))),
                ["delivery"] = Maybe(Any("in_person", "video")),
                ["duration_minutes"] = Maybe(Number(30, 90)),
            });
        }

        for (var i = 0; i < _random.Next(5); i++)
        {
            Files[ExportFolder.Measures].Add(new Dictionary<string, string>
            {
                ["episode_id"] = id,
                ["taken_at"] = Time(10),
                ["instrument"] = "test-" + i,
                ["rater"] = Maybe("client"),
                ["scale"] = Maybe("total"),
                ["score"] = Number(-5, 5),
            });
            Files[ExportFolder.Payments].Add(new Dictionary<string, string> { ["episode_id"] = id, ["occurred_at"] = Time(3 + i), ["kind"] = Any("charge", "declined"), ["amount"] = Maybe(Number(0, 100)), ["due_on"] = Maybe("2024-05-01") });
            Files[ExportFolder.Contacts].Add(new Dictionary<string, string> { ["episode_id"] = id, ["occurred_at"] = Time(4 + i), ["channel"] = Maybe("sms"), ["direction"] = Maybe("out"), ["purpose"] = Maybe("check_in"), ["answered_at"] = Maybe(Time(9 + i)) });
        }
    }

    private string Any(params string[] values) => values[_random.Next(values.Length)];

    private string Maybe(string value) => _random.Next(3) == 0 ? "" : value;

    private string Number(double from, double to) => (from + ((to - from) * _random.NextDouble())).ToString("R", CultureInfo.InvariantCulture);

    private string Time(int day)
    {
        var date = new DateTime(2024, 1, 1).AddDays(day);
        return Any("yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd HH:mm:ss.fff+02:00") is var format && format.Length == 10
            ? date.ToString(format, CultureInfo.InvariantCulture)
            : date.AddMinutes(600 + _random.Next(60)).ToString(format.Replace("Z", "'Z'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
