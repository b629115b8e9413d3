using System.Globalization;
using System.Text;
using TikTokBan.Tenant.Hunting;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>
/// What a link to the next page, or to later changes, carries: where to go on, and for which query. A client that takes a link
/// apart and puts another query together is refused, as the real token would not fit it either.
/// </summary>
internal sealed record SkipToken(string Kind, long Position, int Salt)
{
    public string Write(string query) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Kind}|{Position}|{Salt}|{Fingerprint(query)}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static SkipToken Read(string token, string query, string kind)
    {
        try
        {
            var padded = token.Replace('-', '+').Replace('_', '/') + new string('=', (4 - token.Length % 4) % 4);
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(padded)).Split('|');
            if (parts.Length == 4 && parts[0] == kind && parts[3] == Fingerprint(query))
                return new(kind, long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            // Not one of ours.
        }
        throw Refusal.BadRequest("The specified page token value has expired and can no longer be included in your request.", "Directory_ExpiredPageToken");
    }

    // Escaping may differ; what is asked for may not.
    private static string Fingerprint(string query) => KqlValues.Hash(Uri.UnescapeDataString(QueryOptions.WithoutTokens(query)), long.MaxValue).ToString("x", CultureInfo.InvariantCulture);
}
