namespace TikTokBan.Tenant;

/// <summary>What kind of tenant to start.</summary>
public sealed record FakeTenantOptions
{
    /// <summary>Every permission that a scan may use.</summary>
    public static IReadOnlyList<string> AllPermissions { get; } =
    [
        "User.Read.All", "GroupMember.Read.All", "Device.Read.All", "AdministrativeUnit.Read.All", "Application.Read.All", "Directory.Read.All", "AuditLog.Read.All",
        "DeviceManagementManagedDevices.Read.All", "DeviceManagementApps.Read.All", "DeviceManagementConfiguration.Read.All", "ExchangeMessageTrace.Read.All",
        "ThreatHunting.Read.All", "CloudApp-Discovery.Read.All", "NetworkAccess-Reports.Read.All", "Organization.Read.All",
    ];

    /// <summary>Every permission that carrying out a plan, or blocking, may use; Defender's among them.</summary>
    public static IReadOnlyList<string> ActPermissions { get; } =
    [
        "Group.ReadWrite.All", "DeviceManagementApps.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All", "DeviceManagementManagedDevices.PrivilegedOperations.All",
        "Device.ReadWrite.All", "Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Ti.ReadWrite",
    ];

    /// <summary>Every permission that handing a report over may use.</summary>
    public static IReadOnlyList<string> PublishPermissions { get; } = ["Sites.Selected", "Mail.ReadWrite"];

    /// <summary>Port; 0 takes a free one. Defender is at the next one.</summary>
    public int Port { get; init; }

    /// <summary>Folder with exports to serve; null generates or, without any of the sizes, starts empty.</summary>
    public string? Exports { get; init; }

    /// <summary>People to generate; null generates none.</summary>
    public int? People { get; init; }

    /// <summary>Devices to generate.</summary>
    public int? Devices { get; init; }

    /// <summary>Inventory rows to generate; null for about 45 for each device.</summary>
    public long? InventoryRows { get; init; }

    /// <summary>Whether the inventory's rows of one device stand apart from one another.</summary>
    public bool MixedInventory { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; init; } = 716;

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Moves every date of the exports by so many days.</summary>
    public int MoveDays { get; init; }

    /// <summary>The tenant's id.</summary>
    public string TenantId { get; init; } = "716aaaaa-0000-4000-8000-000000000001";

    /// <summary>The application that signs in.</summary>
    public string ClientId { get; init; } = "716ccccc-0000-4000-8000-000000000001";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; init; } = "made-up-secret-of-716";

    /// <summary>How long a token that was signed in for is good.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(65);

    /// <summary>Permissions granted at first; null grants all that a scan or a plan may use.</summary>
    public IReadOnlyCollection<string>? Permissions { get; init; }

    /// <summary>Whether services refuse more than their budgets allow.</summary>
    public bool Throttles { get; init; } = true;

    /// <summary>Whether the service principal that message trace needs is there.</summary>
    public bool HasMessageTrace { get; init; } = true;

    /// <summary>How long a job takes, its file being made meanwhile.</summary>
    public TimeSpan ExportDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it must be looked at to be done sooner, so that a test whose clock stands sees the end of it.</summary>
    public int ExportLooks { get; init; } = 2;

    /// <summary>How many filtered lists a new group stays out of, as the directory's replicas learn of it late.</summary>
    public int DirectoryLag { get; init; }

    /// <summary>How often a new application must be read before it is published and can be assigned.</summary>
    public int PublishingReads { get; init; }

    /// <summary>Status of the answer that a change waits for approval: 412, or 403 with the code <c>ApprovalRequired</c>.</summary>
    public int ApprovalStatus { get; init; } = 412;

    /// <summary>How long after a sync a device checks in by itself; null waits for <see cref="Data.TenantState.CheckIn"/>.</summary>
    public TimeSpan? CheckInDelay { get; init; }

    /// <summary>Rows that an answer of hunting holds at most.</summary>
    public int HuntingRowLimit { get; init; } = 100_000;

    /// <summary>Whether the keys of hunting's answers change their casing from answer to answer.</summary>
    public bool AlternateHuntingCasing { get; init; } = true;

    /// <summary>Folder with <c>v1.0.xml</c>, <c>beta.d.ts</c> and <c>permissions.json</c>; null looks beside the repository. Without them only built-in checks are made.</summary>
    public string? SchemaFolder { get; init; }
}
