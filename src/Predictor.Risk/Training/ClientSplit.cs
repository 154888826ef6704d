using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Predictor.Risk.Training;

/// <summary>
/// Sides and folds by a hash of seed and client, so that a client's side is the same in every run and no row of a client sits on two sides.
/// </summary>
public static class ClientSplit
{
    /// <summary>The share of clients held out.</summary>
    public const double HeldOutShare = 0.25;

    /// <summary>True for clients on whom the model is tested and never trained.</summary>
    public static bool IsHeldOut(int seed, string clientId) => Hash("side", seed, clientId) < HeldOutShare;

    /// <summary>The inner fold of a client, 0 to <paramref name="folds"/> - 1.</summary>
    public static int Fold(int seed, string clientId, int folds) => (int)(Hash("fold", seed, clientId) * folds);

    /// <summary>The outer fold of a client in one repeat of a cross-validation; it has nothing to do with the inner fold, so that each part of the outer folds has all inner ones.</summary>
    public static int Fold(int seed, string clientId, int folds, int repeat) => (int)(Hash($"repeat {repeat}", seed, clientId) * folds);

    /// <summary>A number in [0, 1) that depends on the arguments alone.</summary>
    private static double Hash(string purpose, int seed, string clientId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\0{seed}\0{clientId}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
