using System.Text;
using Predictor.Care.Fhir.Mapping;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Import;

/// <summary>Writes records as the files of an export. Episodes wait in a file of their own until it is known which covariates there are.</summary>
internal sealed class ExportWriter : IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<RecordSchema, StreamWriter> _files = [];
    private readonly Dictionary<RecordSchema, int> _rows = [];
    private readonly string _waiting;
    private readonly BinaryWriter _episodes;
    private readonly SortedSet<string> _covariates = new(StringComparer.Ordinal);

    /// <param name="folder">Where the files go.</param>
    /// <param name="work">A folder for what is not to stay.</param>
    public ExportWriter(string folder, string work)
    {
        _folder = folder;
        _waiting = Path.Combine(work, "episodes");
        _episodes = new BinaryWriter(new FileStream(_waiting, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16));
        foreach (var schema in ExportSchemas.All)
        {
            _rows.Add(schema, 0);
            if (schema == EpisodeColumns.Schema) continue;
            var file = new StreamWriter(Path.Combine(folder, schema.FileName), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
            file.WriteLine(string.Join(',', schema.Columns.Select(c => c.Name)));
            _files.Add(schema, file);
        }
    }

    /// <summary>The rows by name of the file.</summary>
    public IReadOnlyDictionary<string, int> Rows => _rows.ToDictionary(r => r.Key.FileName, r => r.Value);

    public void Add(BuiltEpisode episode)
    {
        _rows[EpisodeColumns.Schema]++;
        _episodes.Write(Line(episode.Row, episode.Row));
        _episodes.Write(episode.Row.Covariates.Count);
        foreach (var (name, value) in episode.Row.Covariates)
        {
            _covariates.Add(name);
            _episodes.Write(name);
            _episodes.Write(value);
        }

        foreach (var row in episode.Rows.Skip(1))
        {
            _rows[row.Schema]++;
            _files[row.Schema].WriteLine(Line(row, episode.Row));
        }
    }

    /// <summary>Ends all files, and takes away those of kinds of which there is no record: that they are kept at all is not known.</summary>
    public void Finish()
    {
        foreach (var file in _files.Values) file.Dispose();
        _episodes.Dispose();
        foreach (var (schema, rows) in _rows)
        {
            if (rows == 0 && !schema.IsFileRequired) File.Delete(Path.Combine(_folder, schema.FileName));
        }

        WriteEpisodes();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        _episodes.Dispose();
    }

    private void WriteEpisodes()
    {
        using var file = new StreamWriter(Path.Combine(_folder, EpisodeColumns.Schema.FileName), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
        file.WriteLine(string.Join(',', EpisodeColumns.Schema.Columns.Select(c => c.Name).Concat(_covariates.Select(Field))));
        using var waiting = new BinaryReader(File.OpenRead(_waiting));
        for (var i = 0; i < _rows[EpisodeColumns.Schema]; i++)
        {
            file.Write(waiting.ReadString());
            var own = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var left = waiting.ReadInt32(); left > 0; left--) own.Add(waiting.ReadString(), waiting.ReadString());
            foreach (var name in _covariates)
            {
                file.Write(',');
                file.Write(Field(own.GetValueOrDefault(name, "")));
            }

            file.WriteLine();
        }
    }

    private static string Line(FhirRow row, FhirRow episode)
    {
        var line = new StringBuilder();
        foreach (var column in row.Schema.Columns)
        {
            if (column.Index > 0) line.Append(',');
            var value = row != episode && column.Name == EpisodeColumns.EpisodeId.Name ? episode[EpisodeColumns.EpisodeId] : row[column];
            line.Append(Field(value ?? ""));
        }

        return line.ToString();
    }

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
