using Predictor.Trees.Benchmarks;

if (args is ["train", .. var rest]) return WholeTraining.Run(rest);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(WholeTraining).Assembly).Run(args);
return 0;
