using System.Globalization;
using System.IO.Compression;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tenant.Http;

/// <summary>Sends an answer, or as much of it as a fault lets through.</summary>
internal static class Transmission
{
    public static async Task SendAsync(Exchange exchange, Answer answer)
    {
        var response = exchange.Context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers["request-id"] = ErrorShapes.RequestId(exchange);
        response.Headers["client-request-id"] = exchange.Header("client-request-id") ?? ErrorShapes.RequestId(exchange);
        response.Headers.Date = exchange.Now.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.File is not null)
            await FileTransmission.SendAsync(exchange, answer).ConfigureAwait(false);
        else
            await SendBodyAsync(exchange, BodyFaults.Apply(exchange, answer.Body)).ConfigureAwait(false);
    }

    private static async Task SendBodyAsync(Exchange exchange, byte[] body)
    {
        var response = exchange.Context.Response;
        var cancelled = exchange.Context.RequestAborted;
        var packed = body;
        if (exchange.Header("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true && (body.Length > 1024 || exchange.Has(FaultKind.GarbageGzip)))
        {
            response.Headers.ContentEncoding = "gzip";
            packed = exchange.Has(FaultKind.GarbageGzip) ? [0x1f, 0x8b, 8, 0, .. "this was never packed"u8] : Packed(body);
        }
        if (response.StatusCode == 204)
            return;
        response.ContentLength = packed.Length;
        switch (exchange.Fault?.Kind)
        {
            case FaultKind.ResetInBody:
                await response.Body.WriteAsync(packed.AsMemory(0, packed.Length / 2), cancelled).ConfigureAwait(false);
                await response.Body.FlushAsync(cancelled).ConfigureAwait(false);
                exchange.Context.Abort();
                break;
            case FaultKind.SlowBody:
                for (var at = 0; at < packed.Length; at += Math.Max(1, packed.Length / 8))
                {
                    await Task.Delay(exchange.Fault.Rule.Delay, exchange.Tenant.Options.Time, cancelled).ConfigureAwait(false);
                    await response.Body.WriteAsync(packed.AsMemory(at, Math.Min(Math.Max(1, packed.Length / 8), packed.Length - at)), cancelled).ConfigureAwait(false);
                    await response.Body.FlushAsync(cancelled).ConfigureAwait(false);
                }
                break;
            default:
                await response.Body.WriteAsync(packed, cancelled).ConfigureAwait(false);
                break;
        }
    }

    private static byte[] Packed(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(body);
        return buffer.ToArray();
    }
}
