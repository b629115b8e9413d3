using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Faults;

/// <summary>What a fault does to the text of an answer.</summary>
internal static partial class BodyFaults
{
    public static byte[] Apply(Exchange exchange, byte[] body) => exchange.Fault?.Kind switch
    {
        FaultKind.TruncatedBody => body[..(body.Length / 2)],
        FaultKind.MissingProperties => Encoding.UTF8.GetBytes(Empty().Replace(Encoding.UTF8.GetString(body), "")),
        FaultKind.LocalTimes => Encoding.UTF8.GetBytes(Instant().Replace(Encoding.UTF8.GetString(body), match => Local(match.Value))),
        _ => body,
    };

    private static string Local(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
        ? time.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : text;

    // A property that isn't the first of its object, so that no comma is left over.
    [GeneratedRegex(""","[A-Za-z]+":null""")]
    private static partial Regex Empty();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")]
    private static partial Regex Instant();
}
