using Predictor.Risk.Packaging;
using Predictor.Risk.Tests.Training;
using Xunit;

namespace Predictor.Risk.Tests.Packaging;

public sealed class PackageFolderTests
{
    [Fact]
    public void A_folder_with_anything_else_in_it_is_not_touched()
    {
        using var copy = new PackageCopy();
        var folder = Path.Combine(copy.Parent, "thesis");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "chapter-1.txt"), "years of work");

        var error = Assert.Throws<ModelPackageException>(() => TrainedClinic.Model.Write(folder, CancellationToken.None));

        Assert.Contains("holds something that is no model package", error.Message, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(folder, "chapter-1.txt")));
    }

    [Fact]
    public void A_cancelled_write_leaves_the_package_that_stood_there_and_nothing_beside_it()
    {
        using var copy = new PackageCopy();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => TrainedClinic.Train(seed: 2).Write(copy.Path, cancelled.Token));

        Assert.Equal(TrainedClinic.Model.Sha256, PackageReader.Read(copy.Path).Sha256);
        Assert.Equal([copy.Path], Directory.EnumerateFileSystemEntries(copy.Parent));
    }

    [Fact]
    public void Another_model_replaces_the_one_that_stands_there()
    {
        using var copy = new PackageCopy();
        var other = TrainedClinic.Train(seed: 2);

        Assert.True(other.Write(copy.Path, CancellationToken.None));

        Assert.Equal(other.Sha256, PackageReader.Read(copy.Path).Sha256);
        Assert.Equal([copy.Path], Directory.EnumerateFileSystemEntries(copy.Parent));
    }

    [Fact]
    public void The_same_model_is_left_as_it_stands()
    {
        using var copy = new PackageCopy();
        var before = File.ReadAllBytes(copy.File(PackageFiles.Manifest));

        Assert.False(TrainedClinic.Train().Write(copy.Path, CancellationToken.None));

        Assert.Equal(before, File.ReadAllBytes(copy.File(PackageFiles.Manifest)));
    }

    [Fact]
    public void A_broken_package_is_replaced_by_the_same_model_whole()
    {
        using var copy = new PackageCopy();
        File.Delete(copy.File(PackageFiles.Model));

        Assert.True(TrainedClinic.Model.Write(copy.Path, CancellationToken.None));

        Assert.Equal(TrainedClinic.Model.Sha256, PackageReader.Read(copy.Path).Sha256);
    }
}
