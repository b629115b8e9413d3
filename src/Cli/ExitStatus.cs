namespace TikTokBan.Cli;

/// <summary>What the process ends with. Scripts rely on these numbers.</summary>
internal enum ExitStatus
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Failed for a reason that is neither the arguments nor the input.</summary>
    Failed = 1,

    /// <summary>Wrong arguments or unusable input.</summary>
    Unusable = 2,

    /// <summary>Done, and a verdict of <c>--fail-on</c> was met. Outranks <see cref="Incomplete"/>: what was found is found.</summary>
    VerdictMet = 3,

    /// <summary>Done, but a source that was asked for could not be read in full.</summary>
    Incomplete = 4,

    /// <summary>Cancelled.</summary>
    Cancelled = 130,
}
