using Predictor.Risk.Importing;
using Xunit;

namespace Predictor.Risk.Tests.Importing;

public sealed class FeatureCodesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var codes = new FeatureCodes { Features = [new FeatureCode("a"), new FeatureCode("b", ["x", "y"])] };
        using (var stream = File.Create(_file)) codes.Write(stream);

        var read = FeatureCodes.Read(_file);

        Assert.Equal(["a", "b"], read.Features.Select(f => f.Code));
        Assert.Null(read.Find("a")!.Categories);
        Assert.Equal(["x", "y"], read.Find("b")!.Categories!);
    }

    [Theory]
    [InlineData("""{"features":[{"code":"a"},{"code":"a"}]}""", "feature a is named twice")]
    [InlineData("""{"features":[{"code":"a","categories":["x","x"]}]}""", "'x' twice")]
    [InlineData("""{"features":[{"categories":[]}]}""", "code")]
    [InlineData("""{"features":null}""", "features")]
    [InlineData("""{"features":[{"code":"a"},null]}""", "features[1] is null")]
    [InlineData("""{"features":[{"code":"a","categories":["x",null]}]}""", "features[0].categories[1] is null")]
    [InlineData("""{"features":[{"code":null}]}""", "code")]
    [InlineData("{}", "features")]
    [InlineData("null", "null")]
    [InlineData("[", "JSON")]
    public void A_file_that_makes_no_sense_is_named(string text, string told)
    {
        File.WriteAllText(_file, text);

        var error = Assert.Throws<ImportException>(() => FeatureCodes.Read(_file));

        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}
