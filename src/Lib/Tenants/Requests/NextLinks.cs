using System.Security.Cryptography;
using System.Text;
using TikTokBan.Tenants.Failures;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Requests;

/// <summary>Follows the links of one list: only to the service they came from, never in a circle, and not for ever through empty pages.</summary>
internal sealed class NextLinks(TenantOperation operation, Uri service)
{
    private const int LongestEmptyRun = 1_000;

    // Links are long and lists have many: their hashes do.
    private readonly HashSet<UInt128> _seen = [];
    private int _empty;

    /// <summary>Where a page leads.</summary>
    /// <param name="page">The page.</param>
    /// <param name="whence">Where it came from.</param>
    /// <returns>The next page's address; null at the end.</returns>
    /// <exception cref="TenantException">The link can't be followed.</exception>
    public Uri? After(PageText page, Uri whence)
    {
        if (page.Next is null)
            return null;
        _seen.Add(Hash(whence.OriginalString));
        if (!_seen.Add(Hash(page.Next)))
            throw Bad("gave the same link to a next page twice, so its pages run in a circle; what was read so far is kept");
        _empty = page.IsEmpty ? _empty + 1 : 0;
        if (_empty > LongestEmptyRun)
            throw Bad($"gave more than {LongestEmptyRun} empty pages in a row; what was read so far is kept");
        return Checked(page.Next, service, operation);
    }

    /// <summary>Takes a link when it leads to the service that it is said to be of.</summary>
    /// <exception cref="TenantException">It doesn't.</exception>
    public static Uri Checked(string link, Uri service, TenantOperation operation)
    {
        if (!WireAddress.TryTake(link, out var address))
            throw Bad(operation, "gave a link to a next page that is no address");
        if (!WireAddress.IsSamePlace(address, service))
            throw Bad(operation, $"gave a link to another place, {address.IdnHost}, which is not followed and was sent no token; if a gateway is in between, it must rewrite links");
        return address;
    }

    private static UInt128 Hash(string link)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(link), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static TenantException Bad(TenantOperation operation, string what) => FailureTexts.Of(TenantFailure.BadAnswer, operation, what, null);

    private TenantException Bad(string what) => Bad(operation, what);
}
