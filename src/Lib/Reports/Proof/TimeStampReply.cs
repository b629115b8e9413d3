using System.Formats.Asn1;
using System.Numerics;

namespace TikTokBan.Reports.Proof;

/// <summary>What a time-stamping authority answered (RFC 3161, TimeStampResp), read strictly as DER. Its signature is not checked.</summary>
/// <param name="IsGranted">Whether it gave a time stamp.</param>
/// <param name="Status">Its status, as a number.</param>
/// <param name="ImprintOid">By which hash; null where it gave none.</param>
/// <param name="Imprint">The hash that it is of.</param>
/// <param name="Time">When it saw that hash.</param>
/// <param name="Nonce">The request's nonce, where it gives it back.</param>
internal sealed record TimeStampReply(bool IsGranted, int Status, string? ImprintOid, byte[] Imprint, DateTimeOffset Time, BigInteger? Nonce)
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string StampInfo = "1.2.840.113549.1.9.16.1.4";

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Reads it.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static TimeStampReply Read(ReadOnlyMemory<byte> content)
    {
        var outer = new AsnReader(content, AsnEncodingRules.DER);
        var reply = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!reply.ReadSequence().TryReadInt32(out var status))
            throw new AsnContentException();
        // 0 is granted, 1 granted with changes.
        if (status is not (0 or 1) || !reply.HasData)
            return new TimeStampReply(false, status, null, [], default, null);
        var token = reply.ReadSequence();
        reply.ThrowIfNotEmpty();
        var signed = Inner(token, SignedData).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        return Info(Inner(signed.ReadSequence(), StampInfo).ReadOctetString(), status);
    }

    private static AsnReader Inner(AsnReader wrapper, string type)
    {
        if (wrapper.ReadObjectIdentifier() != type)
            throw new AsnContentException();
        var content = wrapper.ReadSequence(Zero);
        wrapper.ThrowIfNotEmpty();
        return content;
    }

    private static TimeStampReply Info(byte[] content, int status)
    {
        var outer = new AsnReader(content, AsnEncodingRules.DER);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (info.ReadInteger() != 1)
            throw new AsnContentException();
        info.ReadObjectIdentifier();
        var imprint = info.ReadSequence();
        var oid = imprint.ReadSequence().ReadObjectIdentifier();
        var hash = imprint.ReadOctetString();
        imprint.ThrowIfNotEmpty();
        info.ReadInteger();
        var time = info.ReadGeneralizedTime();
        if (Next(info, Asn1Tag.Sequence))
            info.ReadSequence();
        if (Next(info, Asn1Tag.Boolean))
            info.ReadBoolean();
        return new TimeStampReply(true, status, oid, hash, time, Next(info, Asn1Tag.Integer) ? info.ReadInteger() : null);
    }

    private static bool Next(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
