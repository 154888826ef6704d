using System.Text;
using Predictor.Risk.Packaging;
using Predictor.Risk.Tests.Training;
using Xunit;

namespace Predictor.Risk.Tests.Packaging;

public sealed class PackageReaderTests
{
    public static TheoryData<string> Files => [.. PackageFiles.Hashed];

    [Fact]
    public void A_written_package_reads_back_with_its_heads_and_features()
    {
        using var copy = new PackageCopy();

        var package = PackageReader.Read(copy.Path);

        Assert.Equal(("small", "1.0.0", 1, TrainedClinic.Model.Sha256), (package.Name, package.Version, package.Seed, package.Sha256));
        Assert.Equal([28, 0], package.Heads.Select(h => h.HorizonDays));
        Assert.Contains(package.Features.Slots, s => s.Feature.Code == "x_shift");
        Assert.DoesNotContain(package.Features.Slots, s => s.Feature.Code.StartsWith("s_", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_refused_by_name(string file)
    {
        using var copy = new PackageCopy();
        File.Delete(copy.File(file));

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith($"{file}: is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_one_byte_changed_is_refused_by_name(string file)
    {
        using var copy = new PackageCopy();
        var bytes = File.ReadAllBytes(copy.File(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(copy.File(file), bytes);

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith($"{file}: has been changed or cut short", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_truncated_file_is_refused_by_name(string file)
    {
        using var copy = new PackageCopy();
        var bytes = File.ReadAllBytes(copy.File(file));
        File.WriteAllBytes(copy.File(file), bytes[..^2]);

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith($"{file}: has been changed or cut short", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"small\"", "\"name\": \"other\"")]
    [InlineData("\"seed\": 1", "\"seed\": 2")]
    [InlineData("\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"")]
    public void A_changed_manifest_is_refused(string from, string to)
    {
        using var copy = new PackageCopy();
        Replace(copy.File(PackageFiles.Manifest), from, to);

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith("manifest.json: has been changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_creation_time_stands_outside_the_hashed_content()
    {
        using var copy = new PackageCopy();
        var manifest = File.ReadAllText(copy.File(PackageFiles.Manifest));
        var at = manifest.IndexOf("\"createdAt\": \"", StringComparison.Ordinal) + "\"createdAt\": \"".Length;
        File.WriteAllText(copy.File(PackageFiles.Manifest), manifest[..at] + "1999" + manifest[(at + 4)..]);

        var package = PackageReader.Read(copy.Path);

        Assert.Equal((1999, TrainedClinic.Model.Sha256), (package.CreatedAt.Year, package.Sha256));
    }

    [Fact]
    public void A_newer_manifest_is_refused_as_newer_even_with_fields_that_are_not_known()
    {
        using var copy = new PackageCopy();
        Replace(copy.File(PackageFiles.Manifest), "\"schema\": 2,", "\"schema\": 3, \"novelty\": true,");

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith("manifest.json: has schema 3, made by a newer Predictor", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PackageFiles.Model, "\"schema\": 2", "\"schema\": 7", "model.json: has schema 7, made by a newer Predictor")]
    [InlineData(PackageFiles.Model, "\"schema\": 2", "\"schema\": 1", "model.json: has schema 1, made by an older Predictor; this one reads 2. Retrain the model.")]
    [InlineData(PackageFiles.Features, "\"attendance.misses-in-a-row\"", "\"attendance.telepathy\"", "features.json: feature 'attendance.telepathy' is not known")]
    [InlineData(PackageFiles.Model, "\"engine\": \"trees\"", "\"engine\": \"oracle\"", "model.json: engine 'oracle' is not known")]
    [InlineData(PackageFiles.Pipeline, "\"zone\": \"UTC\"", "\"zone\": \"Mars/Base\"", "pipeline.json: zone 'Mars/Base' is not known")]
    [InlineData(PackageFiles.Pipeline, "\"inactivityDays\": 42", "\"inactivityDays\": 0", "pipeline.json: inactivity is 0 days")]
    [InlineData(PackageFiles.Model, "\"given\": 28", "\"given\": 14", "model.json: the head of 0 days is told from that of 14 days; expected that of 28 days")]
    [InlineData(PackageFiles.Calibration, "\"slope\": ", "\"slope\": -", "calibration.json: ")]
    [InlineData(PackageFiles.Calibration, "\"halfWidths\": ", "\"halfWidths\": -", "calibration.json: The interval has -")]
    [InlineData(PackageFiles.Calibration, "\"level\": 0", "\"level\": 7", "calibration.json: The interval has the level 7")]
    [InlineData(PackageFiles.Calibration, "\"logVariance\": {", "\"logVariants\": {", "calibration.json: ")]
    [InlineData(PackageFiles.Pipeline, "\"noteAbove\": ", "\"noteAbove\": -1", "pipeline.json: the familiarity of 28 days notes above -1")]
    [InlineData(PackageFiles.Pipeline, "\"withholdAbove\": ", "\"withholdAbove\": -", "pipeline.json: the familiarity of 28 days notes above")]
    [InlineData(PackageFiles.Pipeline, "\"importance\": [", "\"importance\": [0, ", "pipeline.json: the familiarity of 28 days has")]
    [InlineData(PackageFiles.Calibration, "\"horizonDays\": 0", "\"horizonDays\": 3", "calibration.json: has no head for the horizon of 0 days")]
    public void A_file_that_is_sealed_and_makes_no_sense_is_refused_by_name(string file, string from, string to, string message)
    {
        using var copy = new PackageCopy();
        Replace(copy.File(file), from, to);
        Reseal(copy);

        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read(copy.Path));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Horizons_that_were_learned_apart_are_read_and_are_no_curve()
    {
        using var copy = new PackageCopy();
        Replace(copy.File(PackageFiles.Model), "\"given\": 28,", "");
        Reseal(copy);

        var package = PackageReader.Read(copy.Path);

        Assert.True(TrainedClinic.Package.IsCurve);
        Assert.False(package.IsCurve);
        Assert.StartsWith("The model's horizons (28, 0 days) were learned apart", package.WhyNoCurve([28]), StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_is_said_so()
    {
        var error = Assert.Throws<ModelPackageException>(() => PackageReader.Read("/nowhere/at/all"));

        Assert.StartsWith("/nowhere/at/all: there is no such folder", error.Message, StringComparison.Ordinal);
    }

    private static void Replace(string file, string from, string to)
    {
        var text = File.ReadAllText(file);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {from}");
        File.WriteAllText(file, text[..at] + to + text[(at + from.Length)..]);
    }

    private static void Reseal(PackageCopy copy)
    {
        var files = PackageFiles.Hashed.ToDictionary(f => f, f => File.ReadAllBytes(copy.File(f)));
        var manifest = PackageWriter.Seal("small", "1.0.0", 1, "fingerprint", files, DateTimeOffset.UnixEpoch);
        File.WriteAllText(copy.File(PackageFiles.Manifest), Encoding.UTF8.GetString(PackageJson.Write(manifest)));
    }
}
