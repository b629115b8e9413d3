using System.Text.Json;
using TikTokBan.Tenant.Exports;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Services;

/// <summary>Export jobs: asked for, waited for, fetched from storage. Jobs can't be listed.</summary>
internal static class ExportJobService
{
    // The official list wants a writing permission for the creation; the service's own refusals say that reading is enough.
    private static readonly string[] Reading = ["DeviceManagementManagedDevices.Read.All", "DeviceManagementConfiguration.Read.All", "DeviceManagementApps.Read.All"];

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/deviceManagement/reports/exportJobs", Family.IntuneExports, Create, Reading) { AlsoAccepts = Reading },
        new("GET", "/v1.0/deviceManagement/reports/exportJobs", Family.IntuneExports, _ => throw Refusal.BadRequest("No method match route template"), Reading),
        new("GET", "/v1.0/deviceManagement/reports/exportJobs/{id}", Family.IntuneExports, Look, Reading),
        new("POST", "/beta/deviceManagement/reports/exportJobs", Family.IntuneExports, Create, Reading) { AlsoAccepts = Reading },
        new("GET", "/beta/deviceManagement/reports/exportJobs/{id}", Family.IntuneExports, Look, Reading),
        new("GET", "/storage/{container}/{name}", Family.Storage, Fetch) { IsAnonymous = true },
    ];

    private static Answer Create(Exchange exchange)
    {
        var request = ExportRequest.Read(exchange.Json());
        var job = exchange.Tenant.Exports.Create(exchange, request, exchange.Fault?.Kind switch { FaultKind.StrandedJob => JobFate.Stranded, FaultKind.FailedJob => JobFate.Fails, _ => JobFate.Completes });
        return Answer.Json(json => Write(json, exchange, job), 201);
    }

    private static Answer Look(Exchange exchange)
    {
        // Looking again is part of waiting, so a job counts once however often it is looked at.
        exchange.Log.Subject = exchange.Raw.Path;
        var job = exchange.Tenant.Exports.Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "The export job was not found.");
        job.Look();
        return Answer.Json(json => Write(json, exchange, job));
    }

    private static void Write(Utf8JsonWriter json, Exchange exchange, ExportJob job)
    {
        var isDone = job.Status == "completed";
        json.WriteString("@odata.context", $"{exchange.Root}/v1.0/$metadata#deviceManagement/reports/exportJobs/$entity");
        json.WriteString("id", job.Id);
        json.WriteString("reportName", job.Request.ReportName);
        json.WriteString("filter", job.Request.Filter);
        json.WriteStartArray("select");
        foreach (var column in job.Request.Select)
            json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteString("format", job.Request.Format);
        json.WriteNull("snapshotId");
        json.WriteString("localizationType", job.Request.Localisation);
        json.WriteString("status", job.Status);
        json.WriteString("url", isDone ? exchange.Tenant.Exports.Link(exchange, job) : null);
        json.WriteString("requestDateTime", job.Requested);
        json.WriteString("expirationDateTime", isDone ? exchange.Now.AddHours(6) : DateTimeOffset.MinValue);
    }

    private static Answer Fetch(Exchange exchange)
    {
        exchange.Log.Subject = exchange.Raw.Path;
        if (exchange.Header("Authorization") is not null)
            return FaultAnswers.Storage("InvalidAuthenticationInfo", "Authentication information is not given in the correct format. Check the value of Authorization header.", "", 400);
        if (exchange.Tenant.Exports.Find(Path.GetFileNameWithoutExtension(exchange.Values["name"])) is not { File: { } file } job || job.Status != "completed")
            return FaultAnswers.Storage("BlobNotFound", "The specified blob does not exist.", "", 404);
        if (!exchange.Tenant.Exports.IsValid(exchange))
            return FaultAnswers.Storage("AuthenticationFailed", "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.", "Signature not valid in the specified time frame");
        var answer = new Answer { File = file, ContentType = "application/octet-stream" };
        answer.Headers["ETag"] = $"\"0x{job.Tag:X15}\"";
        answer.Headers["x-ms-blob-type"] = "BlockBlob";
        return exchange.Header("If-Match") is { } match && match != answer.Headers["ETag"]
            ? FaultAnswers.Storage("ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.", "", 412)
            : answer;
    }
}
