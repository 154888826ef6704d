using System.Text.Json.Nodes;
using Xunit;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>What is compared too kindly would let a page say what is not so.</summary>
public sealed class PrintedJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"a":1,"...":"..."}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{"a":1,"...":"..."}""", """{"a":2,"b":2}""", false)]
    [InlineData("""{"a":1,"...":"..."}""", """{"b":2}""", false)]
    [InlineData("""{"a":"..."}""", """{"a":{"b":2}}""", true)]
    [InlineData("""{"a":"..."}""", """{"a":null}""", false)]
    [InlineData("""[1,"..."]""", "[1,2,3]", true)]
    [InlineData("""[1,"..."]""", "[1]", false)]
    [InlineData("""[2,"..."]""", "[1,2]", false)]
    [InlineData("[1]", "[1,2]", false)]
    [InlineData("1", "1.5", false)]
    [InlineData("{}", "[]", false)]
    public void More_stands_for_what_is_left_out_and_for_nothing_else(string printed, string answered, bool agree) =>
        Assert.Equal(agree, PrintedJson.Difference(JsonNode.Parse(printed), JsonNode.Parse(answered)) is null);
}
