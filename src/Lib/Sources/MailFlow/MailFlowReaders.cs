using TikTokBan.Sources.Live;
using TikTokBan.Sources.Network.Hunting;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.MailFlow;

/// <summary>The live readers of this folder.</summary>
internal static class MailFlowReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create() =>
        [new MessageTraceReader(), new HuntingReader(new EmailEvents(), NetworkOperations.HuntMail, "EmailEvents", HuntingQueries.Mail)];
}
