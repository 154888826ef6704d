using Predictor.Api.Audit;
using Predictor.Api.Audit.Commands;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Audit;

public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly string _log;
    private readonly string _keyFile;

    public AuditCommandTests()
    {
        (_log, _keyFile) = (Path.Combine(_place.Path, "trail"), Path.Combine(_place.Path, "keys.json"));
        LogKeyFile.AddKey(_keyFile);
        Record("ehr-north", "c-1", "e-1");
        Record("ehr-south", "c-2", "e-2");
        LogKeyFile.AddKey(_keyFile);
        Record("ehr-north", "c-1", "e-1");
    }

    public void Dispose()
    {
        _place.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_whole_log_is_told_with_its_head_which_can_be_given_back()
    {
        Assert.Equal(0, Run("verify", "--dir", _log));
        Assert.StartsWith("Whole: records 1 to ", Output(), StringComparison.Ordinal);
        var head = Output().Split('\n').Single(l => l.StartsWith("Head: ", StringComparison.Ordinal))[6..].Trim();
        Assert.Equal(0, Run("verify", "--dir", _log, "--head", head));
        var last = Directory.GetFiles(_log, "*.jsonl").Order().Last();
        File.WriteAllLines(last, File.ReadAllLines(last).SkipLast(1));
        Assert.Equal(1, Run("verify", "--dir", _log, "--head", head));
    }

    [Fact]
    public void A_changed_record_is_told_by_file_line_and_number()
    {
        var first = Directory.GetFiles(_log, "*.jsonl").Order().First();
        File.WriteAllText(first, File.ReadAllText(first).Replace("ehr-north", "ehr-south", StringComparison.Ordinal));
        Assert.Equal(1, Run("verify", "--dir", _log));
        Assert.Equal($"NOT WHOLE: {first}, line 3, record 3: the hash does not fit; the record was changed, or the one before it.", Output().Trim());
    }

    [Fact]
    public void All_records_of_a_client_are_found_over_a_change_of_key()
    {
        Assert.Equal(0, Run("list", "--dir", _log, "--client", "c-1"));
        Assert.Equal(2, Lines().Length);
        Assert.Equal(0, Run("list", "--dir", _log, "--episode", "e-2"));
        Assert.Contains("\"caller\":\"ehr-south\"", Assert.Single(Lines()), StringComparison.Ordinal);
        Assert.Equal(0, Run("list", "--dir", _log, "--client", "e-1"));
        Assert.Empty(Lines());
        Assert.Equal(0, Run("list", "--dir", _log, "--caller", "ehr-north"));
        Assert.Equal(2, Lines().Length);
        Assert.Equal(0, Run("list", "--dir", _log, "--pseudonym", Pseudonyms.OfClient(LogKeyFile.Read(_keyFile), "k1", "c-1")));
        Assert.Single(Lines());
        Assert.Equal(0, Run("list", "--dir", _log, "--client", "c-1", "--to", "2020-01-01"));
        Assert.Empty(Lines());
    }

    [Fact]
    public void An_id_can_be_read_from_standard_input_where_no_other_process_sees_it()
    {
        Assert.Equal(0, AuditCommand.Run(["list", "--dir", _log, "--client", "-"], new StringReader("c-2\n"), _output, _error));
        Assert.Single(Lines());
    }

    [Fact]
    public void A_listed_record_is_the_line_of_the_log_to_the_letter()
    {
        Assert.Equal(0, Run("list", "--dir", _log, "--episode", "e-2"));
        Assert.Contains(Lines()[0], Directory.GetFiles(_log, "*.jsonl").SelectMany(File.ReadAllLines));
    }

    [Fact]
    public void A_missing_key_file_or_log_is_told_by_name()
    {
        Assert.Equal(1, Run("verify", "--dir", _log, "--key-file", Path.Combine(_place.Path, "none.json")));
        Assert.Contains("none.json is not there", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Run("verify", "--dir", Path.Combine(_place.Path, "nothing")));
        Assert.Contains("nothing", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Expected one of: verify, list, rotate-key.")]
    [InlineData("Expected one of: verify, list, rotate-key.", "check")]
    [InlineData("'--episode' is unknown to audit verify; expected --dir, --key-file, --head.", "verify", "--episode", "e-1")]
    [InlineData("--head has no value.", "verify", "--head")]
    [InlineData("--head is '17'; expected NUMBER:HASH as the service logs it.", "verify", "--head", "17")]
    [InlineData("--from is 'soon'; expected a day or a time such as 2026-03-02T09:00:00Z.", "list", "--from", "soon")]
    [InlineData("--client is given twice.", "list", "--client", "c-1", "--client", "c-2")]
    public void Bad_usage_is_told(string message, params string[] arguments)
    {
        Assert.Equal(2, Run(arguments));
        Assert.StartsWith(message, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_changed_by_command()
    {
        Assert.Equal(0, Run("rotate-key", "--key-file", _keyFile));
        Assert.Contains("k3", Output(), StringComparison.Ordinal);
        Assert.Equal("k3", LogKeyFile.Read(_keyFile).Current);
    }

    private void Record(string caller, string client, string episode)
    {
        var keys = LogKeyFile.Read(_keyFile);
        using var log = new DurableLog(new DurableLogOptions("trail", _log, 1_000_000, TimeSpan.FromDays(10)), () => keys, TimeProvider.System, new LogCapture().CreateLogger("log"), Disk.Real);
        log.Start();
        var trail = new AuditTrail(log, new AuditKeys(Microsoft.Extensions.Options.Options.Create(new AuditOptions { Folder = _place.Path })));
        trail.RecordAsync(new AuditRecord { Operation = "score", Caller = caller, Outcome = "scored", Subject = new AuditSubject(client, episode) }).GetAwaiter().GetResult();
    }

    private int Run(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return AuditCommand.Run(arguments, TextReader.Null, _output, _error);
    }

    private string Output() => _output.ToString();

    private string[] Lines() => Output().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
