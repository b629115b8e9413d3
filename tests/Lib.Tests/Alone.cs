namespace TikTokBan.Tests;

/// <summary>Tests that change or measure something of the whole process, and so must not run beside others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
