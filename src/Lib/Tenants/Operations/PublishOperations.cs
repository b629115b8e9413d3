namespace TikTokBan.Tenants.Operations;

/// <summary>What handing a report over asks of a tenant and changes in it: files and a list in SharePoint, drafts in a mailbox.</summary>
internal static class PublishOperations
{
    private const string Files = "publish.files", Waivers = "publish.waivers", Mail = "publish.mail";

    private const string Selected = "Sites.Selected", WriteSites = "Sites.ReadWrite.All", WriteFiles = "Files.ReadWrite.All", ManageSites = "Sites.Manage.All", WriteMail = "Mail.ReadWrite";

    private const string Site = "/v1.0/sites/{siteId}", Item = "/v1.0/drives/{driveId}/items/{itemId}", Lists = Site + "/lists";

    private const string GrantedBySite = "Microsoft's list names no path for `Sites.Selected`: it counts wherever the site was granted to the application.";

    public static TenantOperation FindSite { get; } = Get("publish.files.site", Files, "/v1.0/sites/{host}:/{kind}/{name}", Selected, "Sites.Read.All", WriteSites);

    public static TenantOperation ListDrives { get; } = Get("publish.files.libraries", Files, Site + "/drives", Selected, WriteFiles, WriteSites);

    public static TenantOperation DefaultDrive { get; } = Get("publish.files.library", Files, Site + "/drive", Selected, WriteFiles, WriteSites);

    public static TenantOperation FindItem { get; } = Get("publish.files.find", Files, Item + ":/{name}", Selected, WriteFiles, WriteSites);

    public static TenantOperation ListItems { get; } = Get("publish.files.list", Files, Item + "/children", Selected, WriteFiles, WriteSites);

    // A folder that was made by an answer that got lost is found when it is looked for again.
    public static TenantOperation MakeFolder { get; } = Change(HttpMethod.Post, "publish.files.folder", Files, Item + "/children", Selected, WriteFiles, WriteSites) with { IsRepeatable = false };

    public static TenantOperation PutNew { get; } = Change(HttpMethod.Put, "publish.files.upload", Files, Item + ":/{name}:/content", Selected, WriteFiles, WriteSites) with { IsRepeatable = false };

    public static TenantOperation PutAgain { get; } = Change(HttpMethod.Put, "publish.files.replace", Files, Item + "/content", Selected, WriteFiles, WriteSites) with { IsRepeatable = false };

    // A session that nobody uses expires, and leaves nothing: to begin one twice does no harm.
    public static TenantOperation BeginNew { get; } = Change(HttpMethod.Post, "publish.files.begin", Files, Item + ":/{name}:/createUploadSession", Selected, WriteFiles, WriteSites) with { Application = [Selected, WriteSites] } with { IsRepeatable = false };

    public static TenantOperation BeginAgain { get; } = Change(HttpMethod.Post, "publish.files.begin-again", Files, Item + "/createUploadSession", Selected, WriteFiles, WriteSites) with { Application = [Selected, WriteSites] } with { IsRepeatable = false };

    // A piece that arrived and whose answer was lost would be refused when it came again; what has arrived is asked for instead.
    public static TenantOperation SendPiece { get; } = Upload(HttpMethod.Put, "publish.files.piece") with { Changes = true, IsRepeatable = false };

    public static TenantOperation AskArrived { get; } = Upload(HttpMethod.Get, "publish.files.arrived");

    // Where a library gives no digests, the manifest that lies there tells.
    public static TenantOperation ReadFile { get; } = Upload(HttpMethod.Get, "publish.files.read") with { Path = "/{download}", IsOptional = true };

    public static TenantOperation FindSiteOfList { get; } = FindSite with { Id = "publish.waivers.site", Source = Waivers };

    public static TenantOperation ListLists { get; } = Get("publish.waivers.lists", Waivers, Lists, Selected, "Sites.Read.All", WriteSites);

    public static TenantOperation MakeList { get; } = Change(HttpMethod.Post, "publish.waivers.create", Waivers, Lists, Selected, ManageSites) with
    {
        IsRepeatable = false,
        IsOptional = true,
        PermissionNote = $"Only where the list isn't there yet, and then with the role `manage` on the site. {GrantedBySite}",
    };

    public static TenantOperation ListColumns { get; } = Get("publish.waivers.columns", Waivers, Lists + "/{listId}/columns", Selected, "Sites.Read.All", WriteSites);

    public static TenantOperation ListRows { get; } = Get("publish.waivers.items", Waivers, Lists + "/{listId}/items", Selected, "Sites.Read.All", WriteSites);

    public static TenantOperation AddRow { get; } = Change(HttpMethod.Post, "publish.waivers.add", Waivers, Lists + "/{listId}/items", Selected, WriteSites) with { IsRepeatable = false };

    public static TenantOperation ChangeRow { get; } = Change(HttpMethod.Patch, "publish.waivers.change", Waivers, Lists + "/{listId}/items/{itemId}/fields", Selected, WriteSites) with { IsRepeatable = false };

    public static TenantOperation DraftOfMine { get; } = new TenantOperation("publish.mail.mine", Mail, HttpMethod.Post, "/v1.0/me/messages", ServiceFamily.Mail, [], [WriteMail]) with
    {
        IsForActing = true,
        Changes = true,
        IsRepeatable = false,
        IsOptional = true,
    };

    public static TenantOperation DraftOf { get; } = new TenantOperation("publish.mail.mailbox", Mail, HttpMethod.Post, "/v1.0/users/{id}/messages", ServiceFamily.Mail, [WriteMail], [WriteMail]) with
    {
        IsForActing = true,
        Changes = true,
        IsRepeatable = false,
    };

    public static IReadOnlyList<TenantOperation> All { get; } =
    [
        FindSite, ListDrives, DefaultDrive, FindItem, ListItems, MakeFolder, PutNew, PutAgain, BeginNew, BeginAgain, SendPiece, AskArrived, ReadFile,
        FindSiteOfList, ListLists, MakeList, ListColumns, ListRows, AddRow, ChangeRow,
        DraftOfMine, DraftOf,
    ];

    /// <summary>What each source is, in words.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>
    {
        [Files] = "SharePoint: reports put into a library",
        [Waivers] = "SharePoint: the register of waivers as a list",
        [Mail] = "Mail: drafts that go with a report",
    };

    private static TenantOperation Get(string id, string source, string path, params string[] permissions) =>
        TenantOperation.Get(id, source, path, ServiceFamily.SharePoint, permissions) with { IsForActing = true, PermissionNote = GrantedBySite };

    private static TenantOperation Change(HttpMethod method, string id, string source, string path, params string[] permissions) =>
        new(id, source, method, path, ServiceFamily.SharePoint, permissions, permissions) { IsForActing = true, Changes = true, PermissionNote = GrantedBySite };

    private static TenantOperation Upload(HttpMethod method, string id) => new(id, Files, method, "/{address}", ServiceFamily.Uploads, [], []) { IsForActing = true };
}
