using System.Text.Json;
using System.Text.Json.Serialization;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training.Tuning;

/// <summary>
/// The finished trials, a line of JSON each, after one that says of what study they are. Lines are written whole and flushed, so that a search that was stopped,
/// however hard, goes on where it was.
/// </summary>
internal sealed class TrialFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(PackageJson.Options) { WriteIndented = false };

    private readonly FileStream _stream;
    private readonly Dictionary<(int Trial, int Folds), TrialScore> _scores = [];
    private readonly int _seed;

    private TrialFile(FileStream stream, int seed)
    {
        _stream = stream;
        _seed = seed;
    }

    /// <summary>How many scores the file had when it was opened.</summary>
    public int Found { get; private set; }

    /// <summary>Opens the file, or begins it.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="study">What the scores depend on.</param>
    /// <param name="seed">What the settings of a trial are drawn with.</param>
    /// <exception cref="TrialFileException">The file is of another study, or is none of trials; the message says in what.</exception>
    /// <exception cref="IOException">The file cannot be written, for instance as another search has it open.</exception>
    public static TrialFile Open(string path, SortedDictionary<string, string> study, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var file = new TrialFile(stream, seed);
            file.Read(path, study);
            return file;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The score of a trial in the rung of so many folds; null where there is none yet.</summary>
    public TrialScore? Find(int trial, int folds) => _scores.GetValueOrDefault((trial, folds));

    /// <summary>Keeps a score.</summary>
    public void Append(TrialScore score)
    {
        Write(new Line { Trial = score.Trial, Folds = score.Folds, LogLoss = score.LogLoss, Trees = score.Trees, Settings = SettingsOf(score.Trial) });
        _scores.Add((score.Trial, score.Folds), score);
    }

    public void Dispose() => _stream.Dispose();

    private void Read(string path, SortedDictionary<string, string> study)
    {
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        // A line without its end was being written when the search was stopped.
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var number = 0;
        for (int from = 0, to; from < whole; from = to)
        {
            to = from + bytes.AsSpan(from).IndexOf((byte)'\n') + 1;
            var line = Parse(path, ++number, bytes.AsSpan(from, to - from - 1));
            if (number == 1) RequireSame(path, study, line.Study ?? throw NotOfTrials(path, 1, "it does not begin with its study"));
            else Take(path, number, line);
        }

        if (whole == 0 && bytes.Length > 0 && bytes[0] != '{') throw NotOfTrials(path, 1, "it does not begin with its study");
        _stream.SetLength(whole);
        _stream.Position = whole;
        if (number == 0) Write(new Line { Study = study });
        Found = _scores.Count;
    }

    private void Take(string path, int number, Line line)
    {
        if (line is not { Trial: >= 0, Folds: { } folds, LogLoss: { } loss, Trees: { } trees, Settings: { } settings } || !SuccessiveHalving.Folds.Contains(folds) || !double.IsFinite(loss)) throw NotOfTrials(path, number, "it is no finished trial");
        if (!settings.SequenceEqual(SettingsOf(line.Trial.Value))) throw new TrialFileException($"{path}, line {number}: trial {line.Trial} has other settings than this version draws for it; the file was written by another version. Expected a new --out, or the file to be deleted.");
        if (!_scores.TryAdd((line.Trial.Value, folds), new TrialScore(line.Trial.Value, folds, loss, trees))) throw NotOfTrials(path, number, $"trial {line.Trial} on {folds} folds stands there twice");
    }

    private OrderedDictionary<string, double> SettingsOf(int trial) => new(TreesSetting.Told(SettingsSearch.Of(_seed, trial)));

    private void Write(Line line)
    {
        _stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);
        _stream.Flush(flushToDisk: true);
    }

    private static Line Parse(string path, int number, ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Json) ?? throw NotOfTrials(path, number, "it is null");
        }
        catch (JsonException e)
        {
            throw NotOfTrials(path, number, e.Message);
        }
    }

    private static void RequireSame(string path, SortedDictionary<string, string> study, SortedDictionary<string, string> written)
    {
        var differences = study.Keys.Union(written.Keys).Order(StringComparer.Ordinal).Where(name => written.GetValueOrDefault(name) != study.GetValueOrDefault(name)).ToList();
        if (differences.Count == 0) return;
        var told = differences.Select(name => $"{name} is {study.GetValueOrDefault(name) ?? "not known"}, in the file {written.GetValueOrDefault(name) ?? "not known"}");
        throw new TrialFileException($"{path}: its trials are of other options or data: {string.Join("; ", told)}. Expected the same, a new --out, or the file to be deleted.");
    }

    private static TrialFileException NotOfTrials(string path, int line, string why) => new($"{path}, line {line}: {why}. Expected a file of trials that tune wrote; name another --out, or delete it.");

    private sealed record Line
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public SortedDictionary<string, string>? Study { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Trial { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Folds { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? LogLoss { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Trees { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public OrderedDictionary<string, double>? Settings { get; init; }
    }
}
