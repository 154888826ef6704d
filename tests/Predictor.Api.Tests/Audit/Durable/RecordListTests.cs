using System.Buffers;
using System.Text;
using Predictor.Api.Audit.Durable;
using Xunit;

namespace Predictor.Api.Tests.Audit.Durable;

public sealed class RecordListTests
{
    [Fact]
    public void Records_come_out_as_they_went_in_whichever_way_and_however_often_the_list_is_used()
    {
        var (list, others) = (new RecordList(), RecordList.Of(TestLog.Bytes("c"), TestLog.Bytes("dd")));
        for (var round = 0; round < 3; round++)
        {
            list.Clear();
            Assert.Equal(0, list.Count);
            list.Add("a"u8);
            list.Next.Write("bb"u8);
            list.Next.Write("b"u8);
            list.End();
            list.Add(others);
            list.Add(new byte[round * 2_000_000]);
            Assert.Equal(["a", "bbb", "c", "dd"], Enumerable.Range(0, 4).Select(i => Encoding.ASCII.GetString(list[i])));
            Assert.Equal(round * 2_000_000, list[4].Length);
            Assert.Equal(5, list.Count);
        }
    }
}
