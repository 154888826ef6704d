using System.Globalization;
using Predictor.Api.Load;

const string Usage = "Usage: kernels|single|batch MODEL_DIR [SOAK_MINUTES]";
if (args.Length < 2)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

await using var host = new LoadHost(Path.GetFullPath(args[1]));
switch (args[0])
{
    case "kernels":
        Kernels.Run(args[1]);
        return 0;
    case "single":
        return await SingleScores.RunAsync(host, TimeSpan.FromMinutes(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0)) ? 0 : 1;
    case "batch":
        await Batches.RunAsync(host);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
