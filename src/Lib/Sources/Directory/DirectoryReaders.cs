using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Directory;

/// <summary>The live readers of this folder.</summary>
internal static class DirectoryReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create() =>
        [new UsersReader(), new GroupsReader(), new DevicesReader(), new ServicePrincipalsReader(), new GrantsReader(), new SignInsReader()];
}
