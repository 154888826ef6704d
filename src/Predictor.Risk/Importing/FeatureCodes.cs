using System.Text.Json;
using System.Text.Json.Serialization;
using Predictor.Risk.Features;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Importing;

/// <summary>
/// Which features a table has, in their order, and for each category the number that stands for it: what a model trained elsewhere has to agree on. Written beside a feature
/// table, and read where such a model is imported.
/// </summary>
public sealed record FeatureCodes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required IReadOnlyList<FeatureCode> Features { get; init; }

    /// <summary>The codes of a table or of a model.</summary>
    public static FeatureCodes Of(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new FeatureCodes { Features = [.. features.Slots.Select(s => new FeatureCode(s.Feature.Code, s.Categories))] };
    }

    /// <summary>Reads the codes of a file, or of a model package by its folder.</summary>
    /// <exception cref="ImportException">There is no such file, or it is not as expected; the message names it.</exception>
    /// <exception cref="ModelPackageException">The package cannot be read.</exception>
    public static FeatureCodes Read(string path)
    {
        if (Directory.Exists(path)) return Of(PackageReader.Read(path).Features);
        if (!File.Exists(path)) throw new ImportException($"{path}: there is no such file; expected the codes that 'predictor features --codes' writes, or a model package.");
        try
        {
            var codes = JsonSerializer.Deserialize<FeatureCodes>(File.ReadAllBytes(path), Json) ?? throw new ImportException($"{path}: is null; expected an object.");
            codes.Check(path);
            return codes;
        }
        catch (JsonException e)
        {
            throw new ImportException($"{path}: {e.Message}", e);
        }
    }

    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, Json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The entry of a feature; null where it is not among them.</summary>
    public FeatureCode? Find(string code) => Features.FirstOrDefault(f => f.Code == code);

    private void Check(string path)
    {
        // What a list may hold is not checked by the annotations.
        for (var f = 0; f < Features.Count; f++)
        {
            if (Features[f] is null) throw new ImportException($"{path}: features[{f}] is null; expected a feature with its code.");
            if (Features[f].Categories?.ToList().IndexOf(null!) is { } category and >= 0) throw new ImportException($"{path}: features[{f}].categories[{category}] is null; expected the name of a category.");
        }

        if (Features.GroupBy(f => f.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ImportException($"{path}: feature {twice.Key} is named twice; expected once.");
        foreach (var feature in Features)
        {
            if (feature.Categories?.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } category)
                throw new ImportException($"{path}: feature {feature.Code} has the category '{category.Key}' twice; expected one code for each.");
        }
    }
}

/// <summary>One feature of a table.</summary>
/// <param name="Code">The feature.</param>
/// <param name="Categories">The categories in the order of their codes 0, 1, 2, ...; null for a number.</param>
public sealed record FeatureCode(string Code, IReadOnlyList<string>? Categories = null);
