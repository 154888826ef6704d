using System.Text.Json;
using System.Text.Json.Serialization;
using Predictor.Care.Instruments;
using Predictor.Risk.Engines;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Training.Running;

/// <summary>
/// A run as a document: the outcome, the features that are left out, the engine and its settings, the split and the seed. In a file everything is optional; the document that a package keeps
/// (<c>run.json</c>) says all of it, and trains the same model from the same data. <see cref="RunSchema"/> describes it.
/// </summary>
public sealed record RunDocument
{
    private static readonly JsonSerializerOptions Json = new(PackageJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? Name { get; init; }

    public string? Version { get; init; }

    public int? InactivityDays { get; init; }

    public IReadOnlyList<int>? HorizonDays { get; init; }

    public LabelWindow? LabelWindow { get; init; }

    /// <summary>The end of the data, as <c>--data-until</c> takes it.</summary>
    public string? DataUntil { get; init; }

    public string? Zone { get; init; }

    public double? LateNoticeHours { get; init; }

    /// <summary>Instruments on top of those that are known, or in their place where name and scale are the same.</summary>
    public IReadOnlyList<Instrument>? Instruments { get; init; }

    /// <summary>Features to leave out: codes, or beginnings such as <c>scheduling.*</c>.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    public string? Engine { get; init; }

    /// <summary>The engine's settings, by name; the others are as by default.</summary>
    public IReadOnlyDictionary<string, double>? Settings { get; init; }

    public SplitKind? Split { get; init; }

    /// <summary>For a split by time, the last day that the model learns from.</summary>
    public DateOnly? SplitDay { get; init; }

    /// <summary>How often all clients are cross-validated beside the split.</summary>
    public int? CrossValidate { get; init; }

    /// <summary>How often the model is trained again on shares of the training clients; 0 for not at all.</summary>
    public int? Refits { get; init; }

    public int? Seed { get; init; }

    /// <summary>Everything that a training was asked for, defaults and all.</summary>
    public static RunDocument Of(PipelineOptions pipeline, TrainingOptions options, IRiskEngine engine)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(engine);
        var known = InstrumentCatalogue.Default.All.ToHashSet();
        return new RunDocument
        {
            Name = options.Name,
            Version = options.Version,
            InactivityDays = pipeline.Outcome.InactivityDays,
            HorizonDays = pipeline.HorizonDays,
            LabelWindow = pipeline.LabelWindow,
            DataUntil = options.DataUntil,
            Zone = pipeline.Calendar.ZoneId,
            LateNoticeHours = pipeline.LateNoticeHours,
            Instruments = [.. pipeline.Instruments.All.Where(i => !known.Contains(i))],
            Exclude = pipeline.Exclude,
            Engine = engine.Name,
            Settings = engine.Settings,
            Split = options.Split.Kind,
            SplitDay = options.Split.Day,
            CrossValidate = options.CrossValidationRepeats,
            Refits = options.StabilityRefits,
            Seed = options.Seed,
        };
    }

    /// <summary>Reads a document; comments are allowed.</summary>
    /// <param name="file">JSON in UTF-8.</param>
    /// <exception cref="RunDocumentException">It is not as expected; every problem is named with its place.</exception>
    public static RunDocument Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            var problems = RunProblems.Of(document.RootElement);
            return problems.Count == 0 ? RunReader.Read(document.RootElement) : throw new RunDocumentException(problems);
        }
        catch (JsonException e)
        {
            throw new RunDocumentException([$"it is no JSON that can be read: {e.Message.TrimEnd('.')}"], e);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, which JSON's escapes allow and no text can hold.
            throw new RunDocumentException([$"it is no JSON that can be read: {e.Message.TrimEnd('.')}"], e);
        }
    }

    /// <summary>The document in UTF-8, always in the same order.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}
