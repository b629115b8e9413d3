using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>A device, joined from every source that knows it.</summary>
internal sealed class KnownDevice
{
    public Guid IntuneKey { get; set; }
    public Guid EntraKey { get; set; }
    public Guid DefenderKey { get; set; }
    public string? Serial { get; set; }
    public string? Imei { get; set; }
    public string? Name { get; set; }
    public string? Platform { get; set; }
    public string? OsVersion { get; set; }
    public string? Manufacturer { get; set; }
    public string? Model { get; set; }
    public string? Ownership { get; set; }
    public string? Enrolment { get; set; }
    public DeviceType? Type { get; set; }
    public bool? Supervised { get; set; }
    public bool? Managed { get; set; }
    public DateTimeOffset? LastContact { get; set; }

    /// <summary>Index of the primary user among the people, or -1.</summary>
    public int User { get; set; } = -1;

    /// <summary>Whether device management lists it.</summary>
    public bool InMdm { get; set; }

    /// <summary>Whether a list of devices has it, rather than an observation alone.</summary>
    public bool Listed { get; set; }
}
