using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Asks Microsoft's schema whether a request makes sense.</summary>
internal sealed class SchemaCheck(string? file)
{
    /// <summary>Whether the schema is known.</summary>
    public bool IsOfficial => file is not null;

    public void Check(Exchange exchange)
    {
        if (file is null || exchange.Route.IsBeta)
            return;
    }
}
