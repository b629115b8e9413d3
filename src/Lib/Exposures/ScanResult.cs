using System.Text.Json.Serialization;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What one scan found, and what it could not see.</summary>
/// <param name="Summary">The numbers.</param>
/// <param name="Coverage">Per source that was read: how much, how well, and whom it is blind to; in a fixed order.</param>
/// <param name="Exposures">Gravest verdict first, then application, organisation and id.</param>
/// <param name="Rejected">Rows that could not be read, in the order of files and lines; at most the first 10,000 of each source (the counts in the coverage are whole).</param>
/// <param name="Unrecognised">Files that no reader knows, with the reason.</param>
public sealed record ScanResult(
    ScanSummary Summary,
    IReadOnlyList<SourceCoverage> Coverage,
    IReadOnlyList<Exposure> Exposures,
    IReadOnlyList<RejectedRow> Rejected,
    IReadOnlyList<UnrecognisedFile> Unrecognised)
{
    /// <summary>What poses as a covered application or its vendor and is neither: for the security team, never for removal.</summary>
    public IReadOnlyList<Suspicion> Suspicions { get; init; } = [];

    /// <summary>Cases of a stored scan that are missing here because they were erased since; the summary still counts them. No part of its JSON.</summary>
    [JsonIgnore]
    public long Erased { get; init; }
}

/// <summary>Something that poses as a covered application or its vendor.</summary>
/// <param name="Id">Stable for the same input.</param>
/// <param name="Evidence">The observation.</param>
/// <param name="DeviceId">The device it was seen on, where one is known.</param>
/// <param name="DeviceName">That device's name.</param>
/// <param name="PersonId">The person it concerns, where one is known.</param>
/// <param name="UserPrincipalName">That person's user principal name or address.</param>
public sealed record Suspicion(string Id, Evidence Evidence, string? DeviceId, string? DeviceName, string? PersonId, string? UserPrincipalName);

/// <summary>The numbers of a scan. Dictionaries are in a fixed order.</summary>
public sealed record ScanSummary
{
    /// <summary>Stable for the same input, catalogue, directive, profile and date.</summary>
    public required string ScanId { get; init; }

    /// <summary>The authority's name, from its profile.</summary>
    public string? Authority { get; init; }

    /// <summary>Directive that cases were judged by.</summary>
    public required string Directive { get; init; }

    /// <summary>The day as of which cases were judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Version and SHA-256 of the catalogue.</summary>
    public required string Catalogue { get; init; }

    /// <summary>How many indicators that catalogue holds: one that shrank finds less, and nobody would see it. Null in scans of an earlier version.</summary>
    public long? CatalogueSize { get; init; }

    /// <summary>SHA-256 of the directive's file.</summary>
    public required string DirectiveHash { get; init; }

    /// <summary>Devices that any source knows.</summary>
    public required long Devices { get; init; }

    /// <summary>Devices whose applications no source that was read can see.</summary>
    public required long DevicesUnseen { get; init; }

    /// <summary>People that the directory knows.</summary>
    public required long People { get; init; }

    /// <summary>Exposures.</summary>
    public required long Exposures { get; init; }

    /// <summary>Exposures of the whole scan, where these are only a selection of them; null for a whole scan.</summary>
    public long? SelectedFrom { get; init; }

    /// <summary>Distinct devices among the exposures.</summary>
    public required long ExposedDevices { get; init; }

    /// <summary>Distinct people among the exposures.</summary>
    public required long ExposedPeople { get; init; }

    /// <summary>Exposures by verdict, every verdict named, gravest first.</summary>
    public required IReadOnlyDictionary<string, long> ByVerdict { get; init; }

    /// <summary>Exposures by application, then verdict.</summary>
    public required IReadOnlyList<Breakdown> ByApplication { get; init; }

    /// <summary>Exposures by organisation, then verdict.</summary>
    public required IReadOnlyList<Breakdown> ByOrganisation { get; init; }

    /// <summary>Exposures by source that contributed evidence, then verdict.</summary>
    public required IReadOnlyList<Breakdown> BySource { get; init; }

    /// <summary>Exposures by platform, then verdict.</summary>
    public required IReadOnlyList<Breakdown> ByPlatform { get; init; }

    /// <summary>Devices unseen, by reason: how many, and why nothing can see them.</summary>
    public required IReadOnlyDictionary<string, long> UnseenByReason { get; init; }

    /// <summary>Assumptions that the profile declares and that were used, with how often.</summary>
    public required IReadOnlyList<UsedAssumption> Assumptions { get; init; }

    /// <summary>Values that pose as a covered application: for the security team, not for removal.</summary>
    public required long Suspicious { get; init; }
}

/// <summary>One row of a breakdown.</summary>
/// <param name="Key">Id of the application, organisation, source or platform; empty for "not known".</param>
/// <param name="Title">What people call it.</param>
/// <param name="Total">Exposures.</param>
/// <param name="ByVerdict">Of which, by verdict; only verdicts that occur.</param>
public sealed record Breakdown(string Key, string Title, long Total, IReadOnlyDictionary<string, long> ByVerdict);

/// <summary>An assumption of the profile that was used.</summary>
/// <param name="Id">Its id in the profile.</param>
/// <param name="Text">Its text.</param>
/// <param name="Used">For how many exposures it supplied a fact.</param>
public sealed record UsedAssumption(string Id, string Text, long Used);

/// <summary>What one source gave and could not give.</summary>
public sealed record SourceCoverage
{
    /// <summary>Id of the kind of source.</summary>
    public required string Source { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>File or service; several parts of one kind each have their own line.</summary>
    public required string Location { get; init; }

    /// <summary><c>read</c>, <c>partial</c>, <c>failed</c>, <c>unavailable</c> for one that the tenant has no licence for or its cloud doesn't have, or <c>absent</c> for a kind of source of which nothing was given.</summary>
    public required string State { get; init; }

    /// <summary>Rows understood.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows rejected.</summary>
    public long RowsRejected { get; init; }

    /// <summary>Observations it gave.</summary>
    public long Observations { get; init; }

    /// <summary>Records that belong to nothing: observations that name neither device nor person nor address, and lines of a register about a device or person that no other source knows.</summary>
    public long Unattributed { get; init; }

    /// <summary>Earliest time that its rows state.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest time that its rows state.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>SHA-256 of the exported file that was read, in lower-case hexadecimal; null for a live service, a file that was not read to its end, and in scans of an earlier version.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Why it was not read whole.</summary>
    public string? Problem { get; init; }

    /// <summary>Whom it cannot see.</summary>
    public required IReadOnlyList<BlindSpot> BlindTo { get; init => field = Listed.Of(value); }
}
