using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TikTokBan.Ledger.Chain;

/// <summary>How far a ledger's chain went at a moment. Who keeps one elsewhere can tell later whether anything before it was changed, removed or added. Its shape is in <c>schemas/ledger-checkpoint.schema.json</c>.</summary>
public sealed record Checkpoint
{
    /// <summary>Version of its form.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The chain's id, 32 hexadecimal digits.</summary>
    public required string Chain { get; init; }

    /// <summary>How many events it is over: those with the numbers 1 to this.</summary>
    public required long Size { get; init; }

    /// <summary>Root of the Merkle tree (RFC 6962) whose leaves are the events' hashes, in hexadecimal.</summary>
    public required string Root { get; init; }

    /// <summary>Hash of the last of them, in hexadecimal.</summary>
    public required string Head { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name and version of what made it.</summary>
    public required string Product { get; init; }

    /// <summary>SHA-256 that commits to the authority's key of names, in hexadecimal; null where there was none.</summary>
    public string? Index { get; init; }

    /// <summary>JWS in compact form whose payload is this without its signature, on one line; null where nobody signed.</summary>
    public string? Signature { get; init; }

    /// <summary>What a signature is of.</summary>
    internal byte[] Signed => JsonSerializer.SerializeToUtf8Bytes(this with { Signature = null }, CheckpointJsonContext.Default.Checkpoint);

    internal Checkpoint SignedBy(X509Certificate2 certificate) => this with { Signature = Encoding.ASCII.GetString(JwsDocument.Sign(Signed, certificate)) };
}

/// <summary>Who signed a checkpoint.</summary>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Issuer">The certificate's issuer.</param>
/// <param name="Thumbprint">SHA-256 of the certificate, in hexadecimal.</param>
/// <param name="IsTrusted">Whether somebody in the trust that was given vouches for it; null where none was given.</param>
public sealed record CheckpointSigner(string Subject, string Issuer, string Thumbprint, bool? IsTrusted);

/// <summary>What a checkpoint's event tells.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Peaks">Roots of the tree's full subtrees, the largest first, so that the next one need not begin at the first event.</param>
internal sealed record CheckpointBody(Checkpoint Checkpoint, IReadOnlyList<string> Peaks);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(CheckpointBody))]
[JsonSerializable(typeof(EventProof))]
internal sealed partial class CheckpointJsonContext : JsonSerializerContext;
