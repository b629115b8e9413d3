using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Proves to somebody without the ledger, and without any key, that one event stands in it: the event, the hashes that lead
/// from it to a checkpoint's root, and the checkpoint. No personal data, unless parts are revealed. Its shape is in
/// <c>schemas/ledger-proof.schema.json</c>.
/// </summary>
public sealed record EventProof
{
    // A scan of very many devices, revealed as a whole.
    private const long Largest = 1024L * 1024 * 1024;

    /// <summary>Version of its form.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The event.</summary>
    public required ProvedEvent Event { get; init; }

    /// <summary>Hashes from the event to the checkpoint's root, in hexadecimal, the nearest first.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>The checkpoint.</summary>
    public required Checkpoint Checkpoint { get; init; }

    /// <summary>What came with the event, where some of it is revealed.</summary>
    public ProvedContent? Content { get; init; }

    /// <summary>Writes it to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be written there.</exception>
    public Task WriteAsync(string path, bool force = false, CancellationToken cancellationToken = default) =>
        RemovalFiles.WriteAsync(CheckpointFile.Bytes(this, CheckpointFile.Json.EventProof), path, force, cancellationToken);

    /// <summary>Verifies a proof by its file alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trust">Certificates one of which must vouch for who signed the checkpoint; null asks for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The file is no proof.</exception>
    public static async Task<EventProofCheck> VerifyAsync(string path, X509Certificate2Collection? trust = null, CancellationToken cancellationToken = default) =>
        EventProofVerification.Check(await CheckpointFile.ReadAsync(path, CheckpointFile.Json.EventProof, "a proof of an event", Largest, cancellationToken).ConfigureAwait(false), trust);
}

/// <summary>An event as its hash is taken of it.</summary>
public sealed record ProvedEvent
{
    /// <summary>Place in the chain, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What it tells, such as <c>scan</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of what it is about; null for the ledger itself.</summary>
    public string? About { get; init; }

    /// <summary>When it was appended, exactly as it stands in the chain.</summary>
    public required string At { get; init; }

    /// <summary>What it tells, exactly as it stands in the chain: JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Number of the first sealed part that came with it; 0 for none.</summary>
    public long FirstPart { get; init; }

    /// <summary>How many sealed parts came with it.</summary>
    public long Parts { get; init; }

    /// <summary>How many segments came with it.</summary>
    public long Segments { get; init; }

    /// <summary>Hash of its parts and segments, in hexadecimal.</summary>
    public required string Content { get; init; }

    /// <summary>Hash of the event before it, in hexadecimal.</summary>
    public required string Previous { get; init; }

    /// <summary>How a sentence calls it.</summary>
    internal string Title => string.Create(CultureInfo.InvariantCulture, $"event {Number} ({Kind}{(About is null ? "" : " " + About)})");

    internal byte[] Hash(string chain) => new LedgerEvent
    {
        Number = Number,
        Kind = Kind,
        About = About,
        At = At,
        Body = Body,
        FirstPart = FirstPart,
        Parts = Parts,
        Segments = Segments,
        Content = Convert.FromHexString(Content),
    }.Chained(chain, Convert.FromHexString(Previous));
}

/// <summary>What came with an event: enough to take the hash of it, and the sealed bytes with their keys of what is revealed.</summary>
/// <param name="Parts">All its parts, in order.</param>
/// <param name="Segments">All its segments, in order.</param>
public sealed record ProvedContent(IReadOnlyList<ProvedPart> Parts, IReadOnlyList<ProvedSegment> Segments);

/// <summary>A sealed part.</summary>
/// <param name="Subject">Number of its subject.</param>
/// <param name="Period">Month of its key: year × 12 + month − 1.</param>
/// <param name="Digest">Its digest, in hexadecimal.</param>
/// <param name="Sha256">SHA-256 of its sealed bytes, in hexadecimal.</param>
/// <param name="Sealed">Its sealed bytes, where it is revealed.</param>
/// <param name="Key">The key of this part alone, where it is revealed.</param>
public sealed record ProvedPart(long Subject, long Period, string Digest, string Sha256, byte[]? Sealed = null, byte[]? Key = null);

/// <summary>A segment.</summary>
/// <param name="Items">How many records it holds.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record ProvedSegment(long Items, string Sha256);

/// <summary>What the verification of a proof found.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Signer">Who signed the checkpoint, where the signature fits; null where nobody did.</param>
/// <param name="Revealed">What revealed parts hold, by number of the part.</param>
/// <param name="Problems">What is wrong, a sentence each; none where the proof holds.</param>
/// <param name="Notes">What whoever relies on it should know.</param>
public sealed record EventProofCheck(EventProof Proof, CheckpointSigner? Signer, IReadOnlyDictionary<long, string> Revealed, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the event stands in the chain that the checkpoint is of.</summary>
    public bool Holds => Problems.Count == 0;
}
