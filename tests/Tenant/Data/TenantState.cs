using System.Text.Json;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Hunting;
using TikTokBan.Tenant.Sharing;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Data;

/// <summary>What the tenant holds. Tests change it while the tenant runs, as people do.</summary>
public sealed partial class TenantState
{
    /// <summary>The application whose service principal message trace needs.</summary>
    public const string MessageTraceAppId = "8bd644d1-64a1-4d4b-ae52-2e0cbf64e373";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _restricted = new(StringComparer.OrdinalIgnoreCase);
    private long _version;
    private int _made;

    internal TenantState()
    {
        Users = New();
        Groups = New();
        AdministrativeUnits = New();
        Devices = New();
        ServicePrincipals = New();
        Grants = New();
        AppRoleAssignments = New();
        SignIns = New();
        ManagedDevices = New();
        MessageTraces = New("key");
        MobileApps = New();
        CompliancePolicies = New();
        DeviceConfigurations = New();
        ConfigurationPolicies = New();
        DeviceActions = New();
        Indicators = New();
        ComplianceSettingStates = New();
        Messages = New();
        Traffic = New("transactionId");
        DiscoveryStreams = New();
        DiscoveredApps = New();
    }

    /// <summary>Users.</summary>
    public EntitySet Users { get; }

    /// <summary>Groups; each with its <c>members</c>, users and others, which lists leave out.</summary>
    public EntitySet Groups { get; }

    /// <summary>Administrative units, with <c>members</c> likewise.</summary>
    public EntitySet AdministrativeUnits { get; }

    /// <summary>Devices of the directory, with <c>registeredOwners</c> likewise.</summary>
    public EntitySet Devices { get; }

    /// <summary>Service principals.</summary>
    public EntitySet ServicePrincipals { get; }

    /// <summary>Delegated permission grants.</summary>
    public EntitySet Grants { get; }

    /// <summary>Who is assigned to which application.</summary>
    public EntitySet AppRoleAssignments { get; }

    /// <summary>Interactive sign-ins, newest first.</summary>
    public EntitySet SignIns { get; }

    /// <summary>Intune's devices.</summary>
    public EntitySet ManagedDevices { get; }

    /// <summary>Message traces; <c>key</c> is the id and the recipient.</summary>
    public EntitySet MessageTraces { get; }

    /// <summary>Applications that Intune deploys, in their beta form; each with its <c>assignments</c>.</summary>
    public EntitySet MobileApps { get; }

    /// <summary>Compliance policies, in their beta form; each with its <c>assignments</c>.</summary>
    public EntitySet CompliancePolicies { get; }

    /// <summary>Device configurations, in their beta form; each with its <c>assignments</c>.</summary>
    public EntitySet DeviceConfigurations { get; }

    /// <summary>Policies of the settings catalogue; each with its <c>settings</c> and <c>assignments</c>.</summary>
    public EntitySet ConfigurationPolicies { get; }

    /// <summary>What was asked of devices: by the device's id, its <c>deviceActionResults</c>.</summary>
    public EntitySet DeviceActions { get; }

    /// <summary>Defender's indicators.</summary>
    public EntitySet Indicators { get; }

    /// <summary>Kinds of objects whose changes an administrator has to approve first.</summary>
    public ISet<ApprovalFamily> ApprovalRequiredFor { get; } = new HashSet<ApprovalFamily>();

    /// <summary>What waits for approval.</summary>
    public ApprovalDesk Approvals { get; } = new();

    /// <summary>What requests changed.</summary>
    public EffectLog Effects { get; } = new();

    /// <summary>States of devices under a compliance setting.</summary>
    public EntitySet ComplianceSettingStates { get; }

    /// <summary>Global Secure Access traffic.</summary>
    public EntitySet Traffic { get; }

    /// <summary>Uploaded streams of cloud discovery.</summary>
    public EntitySet DiscoveryStreams { get; }

    /// <summary>Discovered cloud applications, with <c>streamId</c>, and <c>users</c> and <c>devices</c> that lists leave out.</summary>
    public EntitySet DiscoveredApps { get; }

    /// <summary>Drafts in mailboxes; <c>parentFolderId</c> names whose.</summary>
    public EntitySet Messages { get; }

    /// <summary>Sites, libraries and lists.</summary>
    public SharePointState SharePoint { get; } = new();

    /// <summary>Indicators that Defender takes at most.</summary>
    public int MostIndicators { get; set; } = 15_000;

    /// <summary>Whether the directory has the licence that sign-in logs need.</summary>
    public bool HasPremiumLicence { get; set; } = true;

    /// <summary>Hunting tables that this tenant's licences don't include.</summary>
    public ISet<string> UnlicensedTables { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Requests to message trace that still fail after its service principal was created, as if it had yet to spread.</summary>
    public int MessageTracePropagation { get; set; }

    internal Dictionary<string, HuntingTable> Hunting { get; } = HuntingSchema.EmptyTables();

    internal InventoryData Inventory { get; } = new();

    /// <summary>The devices report as exported, by column.</summary>
    internal List<IReadOnlyDictionary<string, string>> DeviceReportList { get; } = [];

    internal List<IReadOnlyDictionary<string, string>> InstallStatus { get; } = [];

    internal long OldestDelta { get; private set; } = -1;

    internal long Version => Volatile.Read(ref _version);

    internal bool IsMessageTraceProvisioned => ServicePrincipals.Rows().Any(row => row.TryGetProperty("appId", out var id) && id.GetString() == MessageTraceAppId);

    /// <summary>Makes every delta link given so far useless: the next call with one answers 410.</summary>
    public void ForgetDeltas() => OldestDelta = Interlocked.Increment(ref _version);

    /// <summary>Creates the service principal that message trace needs.</summary>
    public void ProvisionMessageTrace() =>
        ServicePrincipals.Set($$$"""{"id":"716eeeee-0000-4000-8000-000000000001","appId":"{{{MessageTraceAppId}}}","displayName":"Message trace","appDisplayName":"Message trace","accountEnabled":true,"servicePrincipalType":"Application","replyUrls":[],"verifiedPublisher":{"displayName":null}}""");

    /// <summary>Takes it away, as in a tenant where nobody has created it.</summary>
    public void ForgetMessageTrace()
    {
        foreach (var row in ServicePrincipals.Rows().Where(row => row.TryGetProperty("appId", out var id) && id.GetString() == MessageTraceAppId))
            ServicePrincipals.Remove(row.GetProperty("id").GetString()!, "deleted");
    }

    /// <summary>Puts a user, a device or a group into a restricted management unit: requests that change it are refused.</summary>
    /// <param name="id">Its id in the directory, or in Intune.</param>
    /// <param name="isRestricted">Whether it is put in or taken out.</param>
    public void Restrict(string id, bool isRestricted = true) => _restricted[id] = isRestricted;

    /// <summary>Adds a row to a hunting table.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="json">Columns and values; what is missing stays empty.</param>
    public void AddHuntingRow(string table, string json)
    {
        using var document = JsonDocument.Parse(json);
        Hunting[table].Add(document.RootElement);
    }

    internal bool IsRestricted(string id) => _restricted.GetValueOrDefault(id);

    /// <summary>Applications that a request made.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, bool> MadeApps { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal DirectoryLag Lag { get; } = new();

    /// <summary>Files of a storage account.</summary>
    internal BlobShelf Blobs { get; } = new();

    /// <summary>An id that no other object has had.</summary>
    internal string NewId() => $"716e0e0e-0000-4000-8000-{Interlocked.Increment(ref _made):x12}";

    internal string NewNumber() => Interlocked.Increment(ref _made).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Held while a request changes something, so that what was checked still holds when it is done.</summary>
    internal Lock Writing { get; } = new();

    private EntitySet New(string key = "id") => new(() => Interlocked.Increment(ref _version), key);
}
