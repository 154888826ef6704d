using Predictor.EndToEnd.Tests.Processes;

namespace Predictor.EndToEnd.Tests.BigData;

/// <summary>The sample many times over, with new ids: as large as wanted and as real as the sample.</summary>
internal static class ReplicatedExport
{
    private static readonly (string File, string[] Ids)[] Files =
    [
        ("episodes.csv", ["episode_id", "client_id"]),
        ("appointments.csv", ["appointment_id", "episode_id"]),
        ("measures.csv", ["episode_id"]),
    ];

    public static void Write(string folder, int copies)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, ids) in Files)
        {
            var lines = File.ReadAllLines(Path.Combine(Repository.Sample, file));
            // The sample holds no quotes, so that a split at commas is all there is to reading it.
            var columns = lines[0].Split(',').Select((name, i) => (name, i)).Where(c => ids.Contains(c.name)).Select(c => c.i).ToArray();
            using var writer = new StreamWriter(Path.Combine(folder, file)) { NewLine = "\n" };
            writer.WriteLine(lines[0]);
            for (var copy = 0; copy < copies; copy++)
            {
                foreach (var line in lines.AsSpan(1))
                {
                    var fields = line.Split(',');
                    foreach (var column in columns) fields[column] += $"-{copy}";
                    writer.WriteLine(string.Join(',', fields));
                }
            }
        }
    }
}
