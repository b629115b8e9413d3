using System.Text.Json.Serialization;

namespace TikTokBan.Ledger.Scans;

/// <summary>What the event of a scan tells: the same as its row in <c>scan_head</c>, and what its content is made of.</summary>
internal sealed record ScanBody
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the scan's canonical JSON.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The same of the scan stored before it.</summary>
    public string? PreviousSha256 { get; init; }

    /// <summary>The authority's name in its profile.</summary>
    public string? Name { get; init; }

    public required string Directive { get; init; }

    public required string DirectiveHash { get; init; }

    public required string Catalogue { get; init; }

    public long? CatalogueSize { get; init; }

    public required string AsOf { get; init; }

    public required long Devices { get; init; }

    public required long Exposures { get; init; }

    public required long Violations { get; init; }

    public required long Rejected { get; init; }

    /// <summary>How many of its cases were seen for the first time: rows in <c>seen</c>.</summary>
    public required long FirstSeen { get; init; }

    /// <summary>SHA-256 of its tallies: <see cref="TallyRows.Hash"/>.</summary>
    public required string Tallies { get; init; }

    /// <summary>Number of the first of the parts that hold its document without the exposures.</summary>
    public required long Head { get; init; }

    /// <summary>How many parts that are.</summary>
    public required long HeadParts { get; init; }

    /// <summary>How many bytes of that document stand before its exposures.</summary>
    public required long Before { get; init; }
}

/// <summary>What the event of a run tells. Who ran it is sealed in the part that came with it.</summary>
internal sealed record ScanRunBody
{
    /// <summary>Number of the scan's event.</summary>
    public required long Scan { get; init; }

    public required string Started { get; init; }

    public required string Finished { get; init; }

    public string? ProfileHash { get; init; }

    public string? Product { get; init; }

    public IReadOnlyList<string>? Permissions { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ScanBody))]
[JsonSerializable(typeof(ScanRunBody))]
internal sealed partial class ScanEventJsonContext : JsonSerializerContext;
