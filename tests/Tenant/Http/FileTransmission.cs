using System.Globalization;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tenant.Http;

/// <summary>Sends a file as storage does: whole, or from where a range says.</summary>
internal static class FileTransmission
{
    public static async Task SendAsync(Exchange exchange, Answer answer)
    {
        var (response, cancelled) = (exchange.Context.Response, exchange.Context.RequestAborted);
        await using var file = new FileStream(answer.File!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 17, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var (first, last) = (0L, file.Length - 1);
        if (Range(exchange.Header("Range") ?? exchange.Header("x-ms-range"), file.Length) is { } range)
        {
            (first, last) = range;
            if (first > last)
            {
                exchange.Log.Status = response.StatusCode = 416;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Length}");
                return;
            }
            exchange.Log.Status = response.StatusCode = 206;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{file.Length}");
        }
        response.ContentLength = last - first + 1;
        response.Headers.AcceptRanges = "bytes";
        file.Position = first;
        var limit = exchange.Has(FaultKind.ResetInBody) ? Math.Max(1, (last - first + 1) / 2) : last - first + 1;
        await CopyAsync(exchange, file, limit).ConfigureAwait(false);
        if (exchange.Has(FaultKind.ResetInBody))
        {
            await response.Body.FlushAsync(cancelled).ConfigureAwait(false);
            exchange.Context.Abort();
        }
    }

    private static async Task CopyAsync(Exchange exchange, FileStream file, long bytes)
    {
        var (body, cancelled) = (exchange.Context.Response.Body, exchange.Context.RequestAborted);
        var buffer = new byte[1 << 16];
        while (bytes > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes)), cancelled).ConfigureAwait(false);
            if (read == 0)
                return;
            if (exchange.Has(FaultKind.SlowBody))
                await Task.Delay(exchange.Fault!.Rule.Delay, exchange.Tenant.Options.Time, cancelled).ConfigureAwait(false);
            await body.WriteAsync(buffer.AsMemory(0, read), cancelled).ConfigureAwait(false);
            bytes -= read;
        }
    }

    // "bytes=100-" and "bytes=100-199"; other forms are answered whole, as storage may.
    private static (long First, long Last)? Range(string? header, long length)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.Ordinal))
            return null;
        var parts = header[6..].Split('-');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            return null;
        return (first, long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, length - 1) : length - 1);
    }
}
