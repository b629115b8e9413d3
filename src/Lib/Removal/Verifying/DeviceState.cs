namespace TikTokBan.Removal.Verifying;

/// <summary>What can be said of an application on a device after its removal.</summary>
public enum DeviceState
{
    /// <summary>It is no longer there: a source that named it no longer does, or the service reports it as uninstalled.</summary>
    Gone,

    /// <summary>It is there, by something seen after the removal.</summary>
    StillThere,

    /// <summary>It is there, or may be, and is kept from being seen, started or reached.</summary>
    Blocked,

    /// <summary>The device, or the inventory, has said nothing since the removal.</summary>
    WaitingForCheckIn,

    /// <summary>No source can see it.</summary>
    Invisible,

    /// <summary>The device has left management since.</summary>
    Left,
}

/// <summary>What was seen of one application on one device of a plan.</summary>
public sealed record VerifiedDevice
{
    /// <summary>Id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Intune's id of the device.</summary>
    public required string Device { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Ring.</summary>
    public required int Ring { get; init; }

    /// <summary>Id of the application.</summary>
    public required string Application { get; init; }

    /// <summary>State.</summary>
    public required DeviceState State { get; init; }

    /// <summary>As of when the state holds: when the source that says so last heard of it; null where none says anything.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Source that says so, such as <c>mdm.install-status</c>; null where none does.</summary>
    public string? Source { get; init; }

    /// <summary>When the device was last in contact with device management.</summary>
    public DateTimeOffset? LastContact { get; init; }

    /// <summary>When the last action for it was done; null where none was yet.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>The state in words, with what to wait for or to do.</summary>
    public required string Sentence { get; init; }
}
