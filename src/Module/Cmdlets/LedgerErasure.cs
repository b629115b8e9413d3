using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets;

/// <summary>What an erasure concerned, or would concern: counts, and ids that are no personal data. No names, so that it can be kept.</summary>
public sealed record LedgerErasure
{
    /// <summary>Whether it was done; false where it was only looked at, and where there was nothing to erase.</summary>
    public required bool IsErased { get; init; }

    /// <summary>Number of the event that records it; null where nothing was erased.</summary>
    public long? Event { get; init; }

    /// <summary>Keys that are destroyed.</summary>
    public required long Keys { get; init; }

    /// <summary>Months of those keys, such as <c>2026-03</c>.</summary>
    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>Sealed parts that can't be read afterwards.</summary>
    public required long Parts { get; init; }

    /// <summary>Numbers of the subjects whose keys are destroyed; none where whole months are.</summary>
    public required IReadOnlyList<long> Subjects { get; init; }

    /// <summary>Numbers of the devices' subjects that only this person's cases name. Looked for where that is asked, or nothing is erased yet.</summary>
    public required IReadOnlyList<long> Devices { get; init; }

    /// <summary>Numbers of people's subjects whose cases name the device that is erased. Those cases stay.</summary>
    public required IReadOnlyList<long> People { get; init; }

    /// <summary>How many such cases of people there are.</summary>
    public required long PersonCases { get; init; }

    /// <summary>Ids of the scans that are concerned.</summary>
    public required IReadOnlyList<string> Scans { get; init; }

    /// <summary>Ids of the waivers that are concerned.</summary>
    public required IReadOnlyList<string> Waivers { get; init; }

    /// <summary>Ids of the plans that are concerned.</summary>
    public required IReadOnlyList<string> Plans { get; init; }

    /// <summary>Entries of journals that are concerned.</summary>
    public required long Entries { get; init; }

    /// <summary>Documents about several of which a copy without this one takes the place, or that are still needed and are sealed anew.</summary>
    public required long Documents { get; init; }

    /// <summary>What stands against it: a sentence for each waiver in force and each run under way.</summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>What may still hold destroyed keys, and who can do what about it; null for nothing. Backups are never counted.</summary>
    public string? Remaining { get; init; }

    internal static LedgerErasure Of(ErasureOutcome outcome) => Of(outcome.Done) with
    {
        IsErased = outcome.Event > 0,
        Event = outcome.Event > 0 ? outcome.Event : null,
        Remaining = outcome.Remaining,
    };

    internal static LedgerErasure Of(ErasurePreview preview) => new()
    {
        IsErased = false,
        Keys = preview.Keys,
        Months = preview.Months,
        Parts = preview.Parts,
        Subjects = preview.Subjects,
        Devices = preview.Devices,
        People = preview.People,
        PersonCases = preview.PersonCases,
        Scans = preview.Scans,
        Waivers = preview.Waivers,
        Plans = preview.Plans,
        Entries = preview.Entries,
        Documents = preview.Documents,
        Holds = preview.Holds,
    };
}
