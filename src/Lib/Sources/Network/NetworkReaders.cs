using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Network;

/// <summary>The live readers of this folder.</summary>
internal static class NetworkReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create() => [];
}
