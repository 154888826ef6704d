using Predictor.Trees.Numerics;

namespace Predictor.Simulation.Drawing;

/// <summary>Random draws that are the same on every machine: one stream for each purpose of each client.</summary>
internal struct RandomStream(ulong seed, int stream)
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private SplitMix64 _bits = SplitMix64.ForStream(seed, stream);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (_bits.Next() >> 11) * TwoToMinus53;

    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    /// <summary>A whole number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Whole(int from, int to) => from + _bits.NextBelow(to - from + 1);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal: Marsaglia's polar method, of which one of the two numbers is used.</summary>
    public double Normal()
    {
        while (true)
        {
            var x = (2 * Uniform()) - 1;
            var y = (2 * Uniform()) - 1;
            var s = (x * x) + (y * y);
            if (s is > 0 and < 1) return x * Math.Sqrt(-2 * StableMath.Log(s) / s);
        }
    }

    /// <summary>Exponential with the given mean.</summary>
    public double Exponential(double mean) => -mean * StableMath.Log(1 - Uniform());

    /// <summary>Lognormal with the given median.</summary>
    public double Lognormal(double median, double sigma) => median * StableMath.Exp(sigma * Normal());

    /// <summary>One of some, by their shares, which sum to 1.</summary>
    public T Pick<T>(ReadOnlySpan<(T Value, double Share)> shares)
    {
        var u = Uniform();
        foreach (var (value, share) in shares)
        {
            if (u < share) return value;
            u -= share;
        }

        return shares[^1].Value;
    }
}
