// Each of these tests uses both cores, or a fixed port, or the repository's own folders.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
