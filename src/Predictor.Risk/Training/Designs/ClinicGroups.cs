using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>The clinics that are left out in turn; those with too few clients for figures of their own are one group.</summary>
/// <param name="Groups">By name, the small ones last.</param>
/// <param name="Notes">Which clinics were put together, and why, in sentences.</param>
internal sealed record ClinicGroups(IReadOnlyList<ClinicGroup> Groups, IReadOnlyList<string> Notes)
{
    /// <summary>The name of the small clinics together.</summary>
    public const string Other = "other";

    /// <summary>Fewer clients with labelled rows than this are no ground for a clinic's own figures.</summary>
    public const int FewestClients = 50;

    /// <summary>So are fewer clients who leave, or fewer who do not, than this.</summary>
    public const int FewestOfEither = 15;

    /// <param name="cohort">All landmarks.</param>
    /// <param name="clients">The client of each episode as a number.</param>
    /// <param name="pipeline">Its first horizon says which rows are labelled.</param>
    /// <exception cref="ArgumentException">There are not two groups to leave out.</exception>
    public static ClinicGroups Of(Cohort cohort, int[] clients, PipelineOptions pipeline)
    {
        var leaves = new SortedDictionary<string, Dictionary<int, bool>>(StringComparer.Ordinal);
        for (var row = 0; row < cohort.Rows.Length; row++)
        {
            var label = cohort.Label(row, 0);
            if (label.KnownTicks > cohort.CutTicks) continue;
            var episode = cohort.Rows[row].Episode;
            var clinic = cohort.Episodes[episode].ClinicId ?? "";
            if (!leaves.TryGetValue(clinic, out var own)) leaves.Add(clinic, own = []);
            own[clients[episode]] = own.GetValueOrDefault(clients[episode]) || label.Value == 1;
        }

        var large = leaves.Where(c => c.Key.Length > 0 && IsEnough(c.Value)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var groups = large.Order(StringComparer.Ordinal).Select(c => new ClinicGroup(c, [c])).ToList();
        var small = leaves.Keys.Where(c => !large.Contains(c)).ToList();
        var notes = new List<string>();
        if (small.Count > 0)
        {
            var together = new Dictionary<int, bool>();
            foreach (var (client, hasLeft) in small.SelectMany(c => leaves[c])) together[client] = together.GetValueOrDefault(client) || hasLeft;
            var named = string.Join(", ", small.Select(c => c.Length == 0 ? "episodes without a clinic" : c));
            var why = $"with fewer than {FewestClients} clients, or fewer than {FewestOfEither} who leave or who do not";
            if (IsEnough(together))
            {
                groups.Add(new ClinicGroup(Other, small));
                notes.Add($"{Clinics(small.Count)} {why} are left out together as '{Other}': {named}.");
            }
            else
            {
                notes.Add($"{Clinics(small.Count)} {why} are too few even together, and are in no figure by clinic: {named}.");
            }
        }

        return groups.Count >= 2
            ? new ClinicGroups(groups, notes)
            : throw new ArgumentException($"The split is by clinic, and {large.Count} of {leaves.Keys.Count(c => c.Length > 0)} clinics (clinic_id) have at least {FewestClients} clients, {FewestOfEither} who leave and {FewestOfEither} who do not; expected at least 2, to leave each out in turn.");
    }

    private static string Clinics(int count) => count == 1 ? "1 clinic" : $"{count} clinics";

    private static bool IsEnough(Dictionary<int, bool> leaves) =>
        leaves.Count >= FewestClients && leaves.Values.Count(l => l) >= FewestOfEither && leaves.Values.Count(l => !l) >= FewestOfEither;
}

/// <summary>Clinics that are left out together.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Clinics">Their ids; empty text for episodes without one.</param>
internal sealed record ClinicGroup(string Name, IReadOnlyList<string> Clinics);
