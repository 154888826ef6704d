using Predictor.Risk.Training;
using Xunit;

namespace Predictor.Risk.Tests.Training;

public sealed class ClientSplitTests
{
    // python3: h=lambda p,s,c: (int.from_bytes(hashlib.sha256(f"{p}\0{s}\0{c}".encode()).digest()[:8],'big')>>11)/2**53
    // [h("side",1,"c-9")<.25, h("side",2,"c-9")<.25, int(h("fold",1,"c-9")*5), int(h("fold",1,"c-10")*5)]
    [Fact]
    public void Sides_and_folds_are_those_of_an_independent_calculation()
    {
        Assert.Equal(
            (true, true, 3, 2),
            (ClientSplit.IsHeldOut(1, "c-9"), ClientSplit.IsHeldOut(2, "c-9"), ClientSplit.Fold(1, "c-9", 5), ClientSplit.Fold(1, "c-10", 5)));
    }

    [Fact]
    public void About_a_quarter_of_clients_is_held_out_and_folds_are_about_even()
    {
        var clients = Enumerable.Range(0, 20000).Select(i => $"client {i}").ToList();

        Assert.InRange(clients.Count(c => ClientSplit.IsHeldOut(7, c)) / 20000.0, 0.24, 0.26);
        for (var fold = 0; fold < 5; fold++) Assert.InRange(clients.Count(c => ClientSplit.Fold(7, c, 5) == fold) / 20000.0, 0.19, 0.21);
    }
}
