namespace TikTokBan.Removal;

/// <summary>Names of values as data writes them.</summary>
internal static class Words
{
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>Kinds of action.</summary>
internal static class ActionKinds
{
    public const string EnsureGroup = "ensureGroup";
    public const string AddMembers = "addMembers";
    public const string EnsureApp = "ensureApp";
    public const string MergeAssignment = "mergeAssignment";
    public const string EnsureConfiguration = "ensureConfiguration";
    public const string EnsureCompliance = "ensureCompliance";
    public const string SyncDevice = "syncDevice";
    public const string Notify = "notify";
    public const string ImportIndicators = "importIndicators";
    public const string DisableServicePrincipal = "disableServicePrincipal";
    public const string RevokeGrant = "revokeGrant";
    public const string FindGroup = "findGroup";
    public const string EnsureServicePrincipal = "ensureServicePrincipal";

    /// <summary>Those by which a control of the matrix is carried out; the others come with them.</summary>
    public static IReadOnlyList<string> OfControls { get; } = [MergeAssignment, EnsureConfiguration, EnsureCompliance, SyncDevice, Notify, ImportIndicators];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [EnsureGroup, AddMembers, EnsureApp, .. OfControls, DisableServicePrincipal, RevokeGrant, EnsureServicePrincipal, FindGroup];
}
