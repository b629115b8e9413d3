using TikTokBan.Directives;

namespace TikTokBan.Removal.Remedies;

/// <summary>What a control really does to an application.</summary>
public enum ControlEffect
{
    /// <summary>Takes it off the device.</summary>
    Removes,

    /// <summary>Takes it out of sight.</summary>
    Hides,

    /// <summary>Keeps it from being started.</summary>
    BlocksLaunch,

    /// <summary>Keeps it from being installed.</summary>
    BlocksInstall,

    /// <summary>Keeps the service from being reached.</summary>
    BlocksAccess,

    /// <summary>Marks the device as not compliant, which conditional access can act on.</summary>
    MarksNonCompliant,

    /// <summary>Tells a person.</summary>
    Notifies,
}

/// <summary>A control of one platform, as Microsoft's services have it.</summary>
public sealed record Control
{
    /// <summary>Stable id, such as <c>ios-hide</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of action that carries it out; null where a person must.</summary>
    public string? Kind { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What it really achieves; empty for what only hastens another control.</summary>
    public required IReadOnlyList<ControlEffect> Achieves { get; init; }

    /// <summary>Platforms that have it.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>Permissions that it takes.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Licence that it takes.</summary>
    public required string Licence { get; init; }

    /// <summary>Whether it is to be had from the beta API alone, which may change without notice.</summary>
    public required bool Beta { get; init; }

    /// <summary>Whether it reaches everybody in the tenant, whatever group it is meant for.</summary>
    public required bool TenantWide { get; init; }

    /// <summary>What it does not do and a person must.</summary>
    public required LocalText Left { get; init; }

    /// <summary>How it is taken back.</summary>
    public required LocalText Undo { get; init; }

    /// <summary>Since when, and by what, it is known: the state of the interface that was read.</summary>
    public required string Known { get; init; }
}

/// <summary>Instructions for a person.</summary>
/// <param name="Id">Id.</param>
/// <param name="Subject">Subject; <c>{0}</c> stands for the application.</param>
/// <param name="Text">Text; <c>{0}</c> stands for the application, <c>{1}</c> for the device.</param>
public sealed record NoticeText(string Id, LocalText Subject, LocalText Text);

/// <summary>What there is to be done in a situation.</summary>
/// <param name="Id">Id of the row of the matrix.</param>
/// <param name="Title">What people call the situation.</param>
/// <param name="Controls">Controls, the most effective first; none where nothing but a notice is left.</param>
/// <param name="Notice">What the person at the device is told.</param>
public sealed record Remedy(string Id, LocalText Title, IReadOnlyList<Control> Controls, NoticeText Notice);
