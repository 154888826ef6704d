using Predictor.Trees.Benchmarks;

if (args is ["trees" or "additive", .. var rest]) return WholeTraining.Run(args[0], rest);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(WholeTraining).Assembly).Run(args);
return 0;
