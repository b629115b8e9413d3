// Each test starts processes of its own, as many as there are processors for.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
