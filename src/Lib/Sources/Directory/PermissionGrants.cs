using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Directory;

/// <summary>Graph's <c>oauth2PermissionGrants</c>: who let which application act for them. One to a covered application shows that the person links an account with it.</summary>
internal sealed class PermissionGrants : Shape
{
    private const int Client = 0, Consent = 1, Principal = 2, Scope = 3;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectoryGrants;

    public override IReadOnlyList<string> Columns { get; } = ["clientid", "consenttype", "principalid", "scope"];

    public override bool NeedsApplications => true;

    public override bool Fits(Header header) => header.Entity is "oauth2permissiongrants" or "oauth2permissiongrant" || header.Has("clientid", "consenttype");

    public override string? Map(Row row, Sink sink)
    {
        if (row.Text(Client) is not { } client)
            return "The grant names no application.";
        if (sink.Applications.Find(Identifiers.Guid(client)) is not { } application)
            return null;
        var everybody = string.Equals(row.Text(Consent), "AllPrincipals", StringComparison.OrdinalIgnoreCase);
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Account,
            Kind = IndicatorKind.Name,
            Value = application.DisplayName ?? client,
            Match = application.Match,
            Person = everybody ? default : new(UserId: Identifiers.Guid(row.Text(Principal))),
            Doubt = everybody ? "An administrator let the application act for everybody, so no one person is shown to use it." : null,
        });
        return null;
    }
}
