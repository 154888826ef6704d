using System.Text;
using Predictor.Simulation.People;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Simulation.Writing;

namespace Predictor.Simulation;

/// <summary>Simulates a clinic whose truth is known, as an export with the true risk at each landmark.</summary>
public static class Simulator
{
    private const int ClientsAtOnce = 4096;
    private const int ClientsAText = 64;

    /// <summary>Why an export could not be written to a folder, in a sentence; null where it can.</summary>
    public static string? WhyNotWritable(string folder)
    {
        if (File.Exists(folder)) return $"{folder} is a file; expected a folder that does not exist yet, or one that a simulation wrote.";
        if (!Directory.Exists(folder)) return null;
        var known = ExportText.Files.Select(f => f.File.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var other = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(f => !known.Contains(f!));
        if (other is not null) return $"{folder} holds {other}, which no simulation writes; expected a folder that does not exist yet, or one that a simulation wrote.";
        // An export of a real clinic has the same files, but never the true risks.
        return !Directory.EnumerateFileSystemEntries(folder).Any() || File.Exists(Path.Combine(folder, ExportText.TruthFile)) ? null : $"{folder} holds an export without true risks, perhaps a real one; it is not replaced.";
    }

    /// <summary>Simulates, and writes the files beside the folder first, so that nobody sees half of them.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="folder">Where the files go; an earlier simulation there is replaced.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops the work; nothing is left.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the folder cannot be replaced; the message names it.</exception>
    public static SimulationSummary Write(SimulationOptions options, string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems().ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems));
        if (WhyNotWritable(folder) is { } why) throw new ArgumentException(why, nameof(folder));
        var beside = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.part-{Environment.ProcessId}";
        Directory.CreateDirectory(beside);
        try
        {
            var summary = WriteFiles(options, beside, progress, cancellation);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(beside, folder);
            return summary;
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
    }

    private static SimulationSummary WriteFiles(SimulationOptions options, string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        var parameters = PresetParameters.Of(options.Preset);
        var course = new ClientCourse(options, parameters, new Practice(options, parameters));
        var threads = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.Threads };
        var files = ExportText.Files.Take(options.WritesTruth ? ExportText.Files.Count : ExportText.Files.Count - 1).ToArray();
        var counts = new Counts();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, files[^1].File))!);
        var streams = files.Select(f => File.Create(Path.Combine(folder, f.File))).ToArray();
        try
        {
            for (var f = 0; f < files.Length; f++) streams[f].Write(Encoding.UTF8.GetBytes(files[f].Header + '\n'));
            for (var first = 0; counts.Episodes < options.Episodes; first += ClientsAtOnce)
            {
                var clients = new List<SimulatedEpisode>[Math.Min(ClientsAtOnce, options.Episodes - counts.Episodes)];
                Parallel.For(0, clients.Length, threads, c => clients[c] = course.Simulate(first + c).Episodes);
                var numbered = counts.Take(clients, options.Episodes);
                var texts = new ExportText[(numbered.Count + ClientsAText - 1) / ClientsAText];
                Parallel.For(0, texts.Length, threads, t =>
                {
                    texts[t] = new ExportText(options);
                    foreach (var (episode, number, client) in numbered.Skip(t * ClientsAText).Take(ClientsAText)) texts[t].Add(episode, number, client);
                });
                foreach (var text in texts)
                {
                    for (var f = 0; f < files.Length; f++) streams[f].Write(text.Bytes(f));
                }

                progress?.Report($"{counts.Episodes} of {options.Episodes} episodes");
            }
        }
        finally
        {
            foreach (var stream in streams) stream.Dispose();
        }

        return counts.Summary();
    }

    private sealed class Counts
    {
        private int _clients;
        private int _appointments;
        private int _measures;
        private int _payments;
        private int _contacts;
        private int _landmarks;
        private int _finished;
        private int _dropouts;

        public int Episodes { get; private set; }

        /// <summary>Numbers episodes and clients from 1 on, until there are enough episodes.</summary>
        public List<(SimulatedEpisode Episode, int Number, int Client)> Take(List<SimulatedEpisode>[] clients, int wanted)
        {
            var numbered = new List<(SimulatedEpisode, int, int)>();
            foreach (var client in clients)
            {
                if (Episodes == wanted) break;
                _clients++;
                foreach (var episode in client.Take(wanted - Episodes))
                {
                    numbered.Add((episode, ++Episodes, _clients));
                    Add(episode);
                }
            }

            return numbered;
        }

        public SimulationSummary Summary() => new()
        {
            Episodes = Episodes,
            Clients = _clients,
            Appointments = _appointments,
            Measures = _measures,
            Payments = _payments,
            Contacts = _contacts,
            Landmarks = _landmarks,
            FinishedEpisodes = _finished,
            Dropouts = _dropouts,
        };

        private void Add(SimulatedEpisode episode)
        {
            _appointments += episode.Records.Appointments.Count;
            _measures += episode.Records.Measures.Count;
            _payments += episode.Records.Payments.Count;
            _contacts += episode.Records.Contacts.Count;
            _landmarks += episode.Truth.Count;
            if (episode.IsFinished) _finished++;
            if (episode.IsDropout) _dropouts++;
        }
    }
}
