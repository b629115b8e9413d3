namespace TikTokBan.Ledger.Subjects;

/// <summary>Why personal data is erased. In the ledger it stands in clear.</summary>
public enum ErasureReason
{
    /// <summary>The person asked for it (GDPR, article 17).</summary>
    Request,

    /// <summary>The person objected to the processing (GDPR, article 21).</summary>
    Objection,

    /// <summary>It should not have been processed.</summary>
    Unlawful,

    /// <summary>A law, a court or a supervisory authority demands it.</summary>
    Obligation,

    /// <summary>It is older than it may be kept.</summary>
    Retention,
}

/// <summary>Whose data is to be erased, why, and by whom.</summary>
public sealed record ErasureRequest
{
    /// <summary>What the person or device is known by: user principal name, object id, device id or serial number, in any number. All must be of one person or device.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Why.</summary>
    public ErasureReason Reason { get; init; } = ErasureReason.Request;

    /// <summary>User principal name of who does it; never the person concerned. Sealed.</summary>
    public required string By { get; init; }

    /// <summary>A reference to the file, for instance. Sealed; the names of the person are taken out.</summary>
    public string? Note { get; init; }

    /// <summary>Whether devices that only this person's cases name are erased too: the preview lists them.</summary>
    public bool IncludeDevices { get; init; }

    /// <summary>Whether to erase although a waiver is in force or a run is under way.</summary>
    public bool Force { get; init; }
}

/// <summary>What an erasure concerns: counts, and ids that are no personal data. No names.</summary>
public sealed record ErasurePreview
{
    /// <summary>Numbers of the subjects whose keys are destroyed.</summary>
    public IReadOnlyList<long> Subjects { get; init => field = Listed.Of(value); } = Listed.Of<long>([]);

    /// <summary>Numbers of the devices' subjects that only this person's cases name: erased where that is asked for.</summary>
    public IReadOnlyList<long> Devices { get; init => field = Listed.Of(value); } = Listed.Of<long>([]);

    /// <summary>Numbers of people's subjects whose cases name the device that is erased. Those cases stay: they are erased by the person's name.</summary>
    public IReadOnlyList<long> People { get; init => field = Listed.Of(value); } = Listed.Of<long>([]);

    /// <summary>How many such cases of people there are.</summary>
    public long PersonCases { get; init; }

    /// <summary>Keys that are destroyed.</summary>
    public long Keys { get; init; }

    /// <summary>Sealed parts that can't be read afterwards.</summary>
    public long Parts { get; init; }

    /// <summary>Months of those keys, such as <c>2026-03</c>.</summary>
    public IReadOnlyList<string> Months { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>Ids of the scans that are concerned.</summary>
    public IReadOnlyList<string> Scans { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>Ids of the waivers that are concerned.</summary>
    public IReadOnlyList<string> Waivers { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>Ids of the plans that are concerned.</summary>
    public IReadOnlyList<string> Plans { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>Entries of journals that are concerned.</summary>
    public long Entries { get; init; }

    /// <summary>Documents about several subjects of which a copy without this one takes the place.</summary>
    public long Documents { get; init; }

    /// <summary>What stands against it: a sentence for each waiver in force and each run under way. An erasure that is not forced is refused then.</summary>
    public IReadOnlyList<string> Holds { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);
}

/// <summary>What an erasure did.</summary>
/// <param name="Event">Number of the event that records it; 0 where there was nothing to erase.</param>
/// <param name="Done">What it concerned.</param>
/// <param name="Remaining">What may still hold destroyed keys, and who can do what about it: one sentence; null for nothing. Backups, replicas and a server's own log of what it wrote are never counted.</param>
public sealed record ErasureOutcome(long Event, ErasurePreview Done, string? Remaining);
