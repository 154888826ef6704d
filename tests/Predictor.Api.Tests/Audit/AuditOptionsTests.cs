using Predictor.Api.Audit;
using Xunit;

namespace Predictor.Api.Tests.Audit;

public sealed class AuditOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_keep_records_for_six_years()
    {
        Assert.Empty(new AuditOptions().Problems());
        Assert.Equal(2192, new AuditOptions().RetentionDays);
    }

    [Fact]
    public void Every_problem_is_told_with_the_value_and_what_was_expected_and_no_secret()
    {
        Assert.Equal(
            [
                "Audit:Folder is empty; expected a folder for the audit trail.",
                "Audit:KeyFile and Audit:Keys are both given; expected one of them.",
                "Audit:RetentionDays is 0; expected 1 to 36525 days.",
                "Audit:SegmentBytes is 12; expected 4096 to 268435456 bytes.",
                "Audit:Keys: the key 'k1' is not one; expected at least 32 random bytes in Base64.",
                "Audit:Keys: the id 'k 2' is wrong; expected 1 to 32 letters, digits, hyphens or underscores.",
                "Audit:CurrentKey is 'k3'; expected the id of one of Audit:Keys.",
            ],
            new AuditOptions { Folder = " ", KeyFile = "keys.json", RetentionDays = 0, SegmentBytes = 12, CurrentKey = "k3", Keys = { ["k1"] = "c2hvcnQ=", ["k 2"] = new string('A', 44) } }.Problems());
        Assert.Equal(["Audit:CurrentKey is given without Audit:Keys; the key file says itself which key is current."], new AuditOptions { CurrentKey = "k1" }.Problems());
    }
}
