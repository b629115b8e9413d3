namespace TikTokBan.Generator.World;

/// <summary>An invented device. The set pieces change some of them after they were made, hence the setters.</summary>
internal sealed class Device
{
    public required int Index { get; init; }

    public required Archetype Archetype { get; init; }

    public required Guid IntuneId { get; set; }

    /// <summary>The directory's device id; empty where device management never learned it.</summary>
    public required Guid EntraId { get; set; }

    public required string DefenderId { get; init; }

    public required string Serial { get; set; }

    /// <summary>Starts with 00, which is allocated to no maker; empty where there is no modem.</summary>
    public required string Imei { get; init; }

    public required string Name { get; set; }

    /// <summary>Name in the directory, which a renaming in device management doesn't reach.</summary>
    public required string DirectoryName { get; set; }

    public required string OsVersion { get; init; }

    public required string Maker { get; init; }

    public required string Model { get; init; }

    /// <summary><c>Company</c>, <c>Personal</c> or <c>Unknown</c>.</summary>
    public required string Ownership { get; set; }

    public Person? Holder { get; set; }

    public required DateTimeOffset Enrolled { get; set; }

    public required DateTimeOffset LastContact { get; set; }

    /// <summary>Address on the authority's own network.</summary>
    public required string Address { get; init; }

    /// <summary>The register's line; null where the register doesn't know the device.</summary>
    public Funding? Funding { get; set; }

    /// <summary>Applications that are of interest, beside the ordinary ones.</summary>
    public IReadOnlyList<App> Apps { get; set; } = [];

    /// <summary>Of interest too, but on the personal side, where only Defender's own inventory sees it.</summary>
    public bool HiddenTikTok { get; set; }

    /// <summary>Set once a set piece uses it, so that no other does.</summary>
    public bool Taken { get; set; }
}

/// <summary>An application as the inventory lists it.</summary>
internal sealed record App(string Name, string Publisher, string Version, string ShortVersion);

/// <summary>What the registers say of a device, in canonical words; an empty word is a cell left empty.</summary>
/// <param name="Purchase">Who paid for it; empty where the asset list doesn't have it.</param>
/// <param name="Subscription">Who pays for the subscription.</param>
/// <param name="Use">Who pays for its use.</param>
/// <param name="Owner"><c>service</c> or <c>personal</c>.</param>
/// <param name="Issued">Handed out by the authority: <c>yes</c> or <c>no</c>.</param>
/// <param name="Ended">An agreement to pay a part of the subscription ended with last year.</param>
internal sealed record Funding(string Purchase, string Subscription, string Use, string Owner, string Issued, bool Ended = false);
