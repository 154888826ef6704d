using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Scoring.Idempotency;
using Xunit;

namespace Predictor.Api.Tests.Operations;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.Empty(new LimitOptions().Problems());
        Assert.Empty(new ModelOptions().Problems());
        Assert.Empty(new ModelOptions { Sha256 = new string('a', 64) + ", " + new string('B', 64) }.Problems());
        Assert.Empty(new IdempotencyOptions().Problems());
    }

    [Fact]
    public void Every_problem_is_told_with_the_value_and_what_was_expected()
    {
        Assert.Equal(
            ["Limits:BodyBytes is 12; expected 1024 to 67108864 bytes.", "Limits:Events is 0; expected 1 to 100000.", "Limits:HeaderSeconds is NaN; expected 0.1 to 120 seconds.", "Limits:RequestSeconds is 0; expected 0.1 to 3600 seconds.", "Limits:LeastBytesPerSecond is 0; expected 1 to 1000000.", "Limits:Connections is 0; expected 1 to 1000000.", "Limits:RequestsAtOnce is 0; expected 1 to 10000.", "Limits:RequestsWaiting is -1; expected 0 to 100000.", "Limits:RequestsPerSecond is 0; expected 1 to 1000000.", "Limits:BatchesAtOnce is 0; expected 1 to 1000."],
            new LimitOptions { BodyBytes = 12, Events = 0, HeaderSeconds = double.NaN, RequestSeconds = 0, LeastBytesPerSecond = 0, Connections = 0, RequestsAtOnce = 0, RequestsWaiting = -1, RequestsPerSecond = 0, BatchesAtOnce = 0 }.Problems());
        Assert.Equal(
            [
                "Model:Folder is empty; expected the folder of a model package, or of several.",
                "Model:Sha256 is 'abc'; expected 64 hexadecimal digits, several of them with commas between, or no value.",
                "Model:Default is empty; expected the name of a model, or no value.",
                "Model:ChoicesFile is empty; expected a file, or no value.",
                "Model:PollSeconds is 0; expected 0.05 to 3600 seconds.",
                "Model:ShadowShare is NaN; expected 0.01 to 1.",
            ],
            new ModelOptions { Folder = " ", Sha256 = "abc", Default = "", ChoicesFile = " ", PollSeconds = 0, ShadowShare = double.NaN }.Problems());
        Assert.Equal(
            ["Idempotency:Minutes is 0; expected 0.01 to 1440 minutes.", "Idempotency:AnswersPerCaller is 0; expected 1 to 1000000.", "Idempotency:BytesPerCaller is 1; expected 65536 to 1073741824 bytes."],
            new IdempotencyOptions { Minutes = 0, AnswersPerCaller = 0, BytesPerCaller = 1 }.Problems());
    }
}
