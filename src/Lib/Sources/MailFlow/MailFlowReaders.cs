using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.MailFlow;

/// <summary>The live readers of this folder.</summary>
internal static class MailFlowReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create() => [new MessageTraceReader()];
}
