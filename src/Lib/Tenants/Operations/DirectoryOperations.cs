namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of the directory.</summary>
internal static class DirectoryOperations
{
    public static TenantOperation UsersList { get; } = TenantOperation.Get("directory.users.list", "directory.users", "/v1.0/users", ServiceFamily.Directory, "User.Read.All");

    public static IReadOnlyList<TenantOperation> All { get; } = [UsersList];
}
