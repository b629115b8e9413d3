using TikTokBan.Tenant.Services;
using TikTokBan.Tenant.SignIn;

namespace TikTokBan.Tenant.Http;

/// <summary>Everything that the tenant answers. A path that isn't here is 404, as it would be there.</summary>
internal sealed class RouteTable
{
    private readonly Route[] _routes =
    [
        .. DirectoryService.Routes,
        .. GroupWrites.Routes,
        .. ApplicationWrites.Routes,
        .. SignInService.Routes,
        .. MdmService.Routes,
        .. DeviceActionService.Routes,
        .. MobileAppService.Routes,
        .. PolicyKinds.Routes,
        .. SettingDefinitions.Routes,
        .. ApprovalService.Routes,
        .. IndicatorService.Routes,
        .. ExportJobService.Routes,
        .. ComplianceService.Routes,
        .. MessageTraceService.Routes,
        .. HuntingService.Routes,
        .. NetworkService.Routes,
        .. OrganisationService.Routes,
        .. SiteService.Routes,
        .. DriveService.Routes,
        .. UploadService.Routes,
        .. SiteListService.Routes,
        .. MessageService.Routes,
        .. LoginService.Routes,
        .. AppRoleService.Routes,
        .. BlobService.Routes,
    ];

    public IReadOnlyList<Route> All => _routes;

    // Words go before braces: "users/delta" is no user called delta.
    public Route? Find(string method, string path, out IReadOnlyDictionary<string, string> values)
    {
        (Route? found, values) = (null, new Dictionary<string, string>());
        foreach (var route in _routes)
        {
            if (route.Method == method && (found is null || route.Template.Count(c => c == '{') < found.Template.Count(c => c == '{')) && route.Matches(path, out var matched))
                (found, values) = (route, matched);
        }
        return found;
    }
}
