using System.Globalization;
using System.Text;
using Predictor.Training.Output;
using Xunit;

namespace Predictor.Training.Tests.Output;

public sealed class CsvBufferTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("ünïcode", "ünïcode")]
    [InlineData("", "")]
    public void Text_is_quoted_where_it_has_to_be(string text, string field)
    {
        var buffer = new CsvBuffer(0);
        buffer.Text(text);

        Assert.Equal(field, Encoding.UTF8.GetString(buffer.Written.Span));
    }

    [Fact]
    public void Numbers_read_back_to_the_same_bits_and_missing_ones_are_empty()
    {
        var random = new Random(7);
        var values = new List<double> { 0, -0.0, 1, -1, 1e15, 1e300, double.Epsilon, 0.1, 1.0 / 3, double.NaN, long.MaxValue, -9.5 };
        for (var i = 0; i < 2000; i++) values.Add(BitConverter.Int64BitsToDouble(random.NextInt64()) is var v && double.IsFinite(v) ? v : i);
        var buffer = new CsvBuffer(0);
        foreach (var value in values) buffer.Number(value);
        buffer.EndRow();

        var fields = Encoding.UTF8.GetString(buffer.Written.Span).TrimEnd('\n').Split(',');

        Assert.Equal(values.Count, fields.Length);
        for (var i = 0; i < fields.Length; i++)
        {
            var back = fields[i].Length == 0 ? double.NaN : double.Parse(fields[i], CultureInfo.InvariantCulture);
            Assert.Equal(BitConverter.DoubleToInt64Bits(values[i]), BitConverter.DoubleToInt64Bits(back));
        }
    }
}
