using TikTokBan.Tenants.Access;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the kinds of source that a tenant can answer.</summary>
public sealed class SourceCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given) => TenantAccess.Sources.Select(source => (source, source));
}
