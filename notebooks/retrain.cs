#!/usr/bin/env dotnet
#:project ../src/Predictor.Training/Predictor.Training.csproj
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true
#:property DefineConstants=$(DefineConstants);MICROSOFTML_$(MicrosoftML)

// Retrains a model from C#, without the command line between: reads an export, trains on one side of its clients, and tells how the model does on the others.
//
//   dotnet run -c Release notebooks/retrain.cs -- data-samples/clinic models/retrained [trees|gam|logistic]
//
// Where ML.NET is built in, its engines can be named too, and a feature table that 'predictor features --out features.csv --codes codes.json' wrote can be looked at as a DataFrame:
//
//   dotnet run -c Release -p:MicrosoftML=true notebooks/retrain.cs -- data-samples/clinic models/retrained fasttree features.csv codes.json

using Predictor.Care.Reading;
using Predictor.Risk;
using Predictor.Risk.Engines;
using Predictor.Risk.Training;

if (args.Length is < 2 or 4 or > 5)
{
    Console.Error.WriteLine("Expected: the folder of an export, the folder of the model, and perhaps an engine, and perhaps a feature table with its codes.");
    return 2;
}

#if !MICROSOFTML_true
if (args.Length == 5)
{
    Console.Error.WriteLine("A DataFrame needs ML.NET built in: -p:MicrosoftML=true.");
    return 2;
}
#endif

var (export, folder, name) = (args[0], args[1], args.ElementAtOrDefault(2) ?? RiskEngines.Default);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => (e.Cancel, _) = (true, stop.CancelAsync());

// The outcome: gone after 42 days without a session, asked 28 days ahead. Every other setting is as by default too.
var pipeline = new PipelineOptions { HorizonDays = [28] };
var options = new TrainingOptions { Name = "retrained", Seed = 1 };

if (TrainedModel.WhyNotWritable(folder) is { } why)
{
    Console.Error.WriteLine(why);
    return 2;
}

var reading = new ExportReader(new ExportReaderOptions { Calendar = pipeline.Calendar, Instruments = pipeline.Instruments, Now = TimeProvider.System.GetUtcNow() }).Read(export, progress: null, stop.Token);
if (!reading.IsUsable || reading.LatestKnown is not { } until)
{
    Console.Error.WriteLine($"{export}: {reading.Problems.ErrorCount} errors; 'predictor check --data {export}' lists them.");
    return 1;
}

#if MICROSOFTML_true
var engine = Predictor.Risk.Engines.MicrosoftML.MicrosoftMLNames.All.Contains(name) ? Predictor.MicrosoftML.MicrosoftMLEngines.Create(name, settings: null, options.Seed) : Known(name);
#else
var engine = Known(name);
#endif
if (engine is null)
{
    Console.Error.WriteLine($"'{name}' is no engine that is built in; expected one of {string.Join(", ", RiskEngines.Names)}.");
    return 2;
}

var trained = new Trainer(engine, TimeProvider.System).Train(reading.Episodes, until.UtcTicks, reading.Fingerprint, pipeline, options, new Told(), stop.Token);
trained.Write(folder, stop.Token);

var figures = trained.Metrics.ByHorizon[28];
Console.WriteLine($"{folder}: {trained.Sha256}");
Console.WriteLine(FormattableString.Invariant($"On {figures.Rows:N0} rows of {figures.Clients} clients not seen in training: AUC {figures.Auc:0.000}, slope {figures.CalibrationSlope:0.00}."));
foreach (var (rule, beside) in figures.Baselines)
{
    Console.WriteLine(FormattableString.Invariant($"  beside {rule,-20} AUC {beside.Auc:0.000}; {(beside.IsBeaten == true ? "the model is better" : "not shown to be better")}"));
}

#if MICROSOFTML_true
if (args.Length == 5)
{
    using var table = File.OpenRead(args[3]);
    Console.WriteLine(Predictor.MicrosoftML.Frames.FeatureFrame.Read(table, Predictor.Risk.Importing.FeatureCodes.Read(args[4])).Description());
}
#endif

return 0;

static IRiskEngine? Known(string name) => RiskEngines.TryCreate(name, out var engine) ? engine : null;

internal sealed class Told : IProgress<string>
{
    public void Report(string value) => Console.Error.WriteLine(value);
}
