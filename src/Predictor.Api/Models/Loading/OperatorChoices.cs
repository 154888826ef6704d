using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Api.Models.Loading;

/// <summary>What an operator chose, as it is kept in a file.</summary>
internal sealed record OperatorChoices
{
    private const int NewestSchema = 1;
    private const int MostBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static OperatorChoices None { get; } = new();

    public int Schema { get; init; } = NewestSchema;

    /// <summary>The version that serves, by name; the highest where a name is not listed.</summary>
    public SortedDictionary<string, string> Versions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The challenger as <c>name@version</c>, by the name of the model that serves.</summary>
    public SortedDictionary<string, string> Challengers { get; init; } = new(StringComparer.Ordinal);

    public OperatorChoices WithVersion(string name, string? version) => this with { Versions = With(Versions, name, version) };

    public OperatorChoices WithChallenger(string name, string? challenger) => this with { Challengers = With(Challengers, name, challenger) };

    /// <summary>Reads choices; none where there is no file yet.</summary>
    /// <exception cref="InvalidDataException">The file is not of this form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static OperatorChoices Read(string file)
    {
        if (!File.Exists(file)) return None;
        if (new FileInfo(file).Length > MostBytes) throw new InvalidDataException($"it has more than {MostBytes} bytes.");
        try
        {
            var choices = JsonSerializer.Deserialize<OperatorChoices>(File.ReadAllBytes(file), Json);
            if (choices is not { Versions: not null, Challengers: not null }) throw new InvalidDataException("it holds no choices.");
            return choices.Schema == NewestSchema ? choices : throw new InvalidDataException($"it has schema {choices.Schema}; expected {NewestSchema}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not as the service writes it: {e.Message}", e);
        }
    }

    /// <summary>Writes choices beside and renames, so that a file is whole or as it was.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public void Write(string file)
    {
        var beside = file + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, this, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }

    private static SortedDictionary<string, string> With(SortedDictionary<string, string> from, string key, string? value)
    {
        var changed = new SortedDictionary<string, string>(from, StringComparer.Ordinal);
        if (value is null) changed.Remove(key);
        else changed[key] = value;
        return changed;
    }
}
