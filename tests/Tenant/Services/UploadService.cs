using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tenant.Services;

/// <summary>Files in pieces: in order, each but the last a multiple of 320 KiB and below 60 MiB, at an address that takes no token.</summary>
internal static partial class UploadService
{
    private const int Step = 320 * 1024;
    private const int Largest = 60 * 1024 * 1024;

    private static readonly string[] Writing = ["Files.ReadWrite.All", "Sites.ReadWrite.All"];

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/drives/{drive}/items/{item}:/{name}:/createUploadSession", Family.SharePoint, BeginNew, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("POST", "/v1.0/drives/{drive}/items/{item}/createUploadSession", Family.SharePoint, BeginAgain, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("PUT", "/upload/{key}", Family.Uploads, Take) { IsAnonymous = true },
        new("GET", "/upload/{key}", Family.Uploads, Status) { IsAnonymous = true },
        new("DELETE", "/upload/{key}", Family.Uploads, Cancel) { IsAnonymous = true },
    ];

    private static Answer BeginNew(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "write");
        DriveService.CheckName(exchange.Values["name"]);
        return Begin(exchange, drive, DriveService.Entry(exchange, drive), exchange.Values["name"], null);
    }

    private static Answer BeginAgain(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "write");
        var entry = DriveService.Entry(exchange, drive);
        DriveService.CheckTag(exchange, entry);
        return Begin(exchange, drive, entry.Parent!, entry.Name, entry);
    }

    private static Answer Begin(Exchange exchange, FakeDrive drive, DriveEntry folder, string name, DriveEntry? updated)
    {
        var state = exchange.State.SharePoint;
        var item = exchange.Raw.Body.Length > 0 && exchange.Json().TryGetProperty("item", out var given) ? given : default;
        var conflict = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("@microsoft.graph.conflictBehavior", out var wanted) ? wanted.GetString()! : "fail";
        if (updated is null && conflict == "fail" && folder.Child(name) is not null)
            throw new Refusal(409, "nameAlreadyExists", "The specified item name already exists.");
        if ((updated ?? folder.Child(name)) is { IsLocked: true })
            throw new Refusal(423, "resourceLocked", "The resource you are attempting to access is locked");
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("fileSize", out var size) && drive.Used + size.GetInt64() > state.Quota)
            throw new Refusal(507, "quotaLimitReached", "Insufficient Space Available");
        var session = new UploadSession(drive, folder, name, updated, conflict, exchange.Now + state.UploadLifetime);
        var key = state.Uploads.Open(session);
        return Answer.Json(new JsonObject
        {
            ["uploadUrl"] = $"{state.UploadHost ?? exchange.Root}/upload/{key}?tempauth=made-up-{key}",
            ["expirationDateTime"] = Time(session.Expires),
            ["nextExpectedRanges"] = new JsonArray("0-"),
        }.ToJsonString());
    }

    private static Answer Take(Exchange exchange)
    {
        var (key, session) = Find(exchange);
        var body = exchange.Raw.Body;
        if (ContentRange().Match(exchange.Header("Content-Range") ?? "") is not { Success: true } range)
            throw Bad("The Content-Range header is missing or malformed.");
        var (from, to, total) = (Number(range, 1), Number(range, 2), Number(range, 3));
        if (to - from + 1 != body.Length || to >= total || (session.Total is { } known && known != total))
            throw Bad("The Content-Range header does not match the length of the content or of the file.");
        if (body.Length >= Largest || (to + 1 < total && body.Length % Step != 0))
            throw Bad("The size of the fragment is not a multiple of 320 KiB below 60 MiB.");
        lock (session)
        {
            if (from != session.Received.Length)
                throw new Refusal(416, "invalidRange", "The uploaded fragment overlaps with data that has already been received, or leaves a gap.");
            session.Total = total;
            session.Received.Write(body);
            if (to + 1 < total)
                return Answer.Json(Progress(session).ToJsonString(), 202);
            return Commit(exchange, key, session);
        }
    }

    private static Answer Commit(Exchange exchange, string key, UploadSession session)
    {
        DriveEntry entry;
        bool isNew;
        try
        {
            entry = DriveService.Store(exchange.State.SharePoint, session.Drive, session.Folder, session.Name, session.Updated, session.Conflict, session.Received.ToArray(), out isNew);
        }
        catch (Refusal)
        {
            // The address stays, so that the last piece may come again.
            session.Received.SetLength(session.Received.Length - exchange.Raw.Body.Length);
            throw;
        }
        exchange.State.SharePoint.Uploads.Close(key);
        return Answer.Json(DriveService.Json(exchange, session.Drive, entry).ToJsonString(), isNew ? 201 : 200);
    }

    private static Answer Status(Exchange exchange) => Answer.Json(Progress(Find(exchange).Session).ToJsonString());

    private static Answer Cancel(Exchange exchange)
    {
        exchange.State.SharePoint.Uploads.Close(Find(exchange).Key);
        return new Answer { Status = 204 };
    }

    private static (string Key, UploadSession Session) Find(Exchange exchange)
    {
        if (exchange.Header("Authorization") is not null)
            throw new Refusal(401, "unauthenticated", "Authorization is not taken here.");
        var key = exchange.Values["key"];
        return (key, exchange.State.SharePoint.Uploads.Find(key, exchange.Now) ?? throw new Refusal(404, "itemNotFound", "The upload session was not found"));
    }

    private static JsonObject Progress(UploadSession session) => new()
    {
        ["expirationDateTime"] = Time(session.Expires),
        ["nextExpectedRanges"] = new JsonArray($"{session.Received.Length}-"),
    };

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static Refusal Bad(string message) => new(400, "invalidRequest", message);

    [GeneratedRegex(@"^bytes (\d{1,15})-(\d{1,15})/(\d{1,15})$")]
    private static partial Regex ContentRange();
}
