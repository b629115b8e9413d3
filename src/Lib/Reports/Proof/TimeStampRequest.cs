using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace TikTokBan.Reports.Proof;

/// <summary>A request for a time stamp (RFC 3161, TimeStampReq) of some bytes. The same bytes give the same request.</summary>
internal static class TimeStampRequest
{
    public const string Sha256Oid = "2.16.840.1.101.3.4.2.1";

    private const int NonceBytes = 8;

    /// <summary>The request's DER.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content)
    {
        var imprint = SHA256.HashData(content);
        var request = new AsnWriter(AsnEncodingRules.DER);
        using (request.PushSequence())
        {
            request.WriteInteger(1);
            using (request.PushSequence())
            {
                using (request.PushSequence())
                {
                    request.WriteObjectIdentifier(Sha256Oid);
                    request.WriteNull();
                }

                request.WriteOctetString(imprint);
            }

            request.WriteInteger(NonceOf(imprint));
            request.WriteBoolean(true);
        }

        return request.Encode();
    }

    /// <summary>
    /// The nonce of a request for an imprint. Derived from it, so that the request can be made again; a reply that was given
    /// before can therefore be given again, which only ever shows an earlier time for the same bytes.
    /// </summary>
    public static BigInteger NonceOf(byte[] imprint) => new(SHA256.HashData([.. "nonce"u8, .. imprint]).AsSpan(0, NonceBytes), isUnsigned: true, isBigEndian: true);
}
