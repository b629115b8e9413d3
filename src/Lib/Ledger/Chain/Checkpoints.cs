using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Makes checkpoints: events that commit to all events before them by one root.</summary>
internal static class Checkpoints
{
    /// <summary>Each event whose number is a multiple of this is a checkpoint, by itself.</summary>
    public const long Every = 1000;

    private const int HashesAtOnce = 4096;

    private static readonly string Product =
        "TikTokBan " + typeof(Checkpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>Appends a checkpoint over all events that there are.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="certificate">Certificate to sign with; null for the store's own signer, where it has one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no event yet, or the certificate or ledger can't be used.</exception>
    public static async Task<Checkpoint> MakeAsync(ILedgerStore store, X509Certificate2? certificate, TimeProvider time, CancellationToken cancellationToken = default)
    {
        if (certificate is not null)
            JwsSignature.RefuseUnfit(certificate, time.GetUtcNow());
        else
            certificate = store.Signer?.At(time.GetUtcNow());
        try
        {
            if (!await store.ExistsAsync(cancellationToken).ConfigureAwait(false))
                throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here yet; scan first, or name the ledger's file", store.Name);
            await LedgerWork.DemandAsync(store, cancellationToken).ConfigureAwait(false);
            var session = await store.WriteAsync(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (session.Head.Events == 0)
                    throw new UnusableInputException(InputProblem.LedgerUnusable, "this ledger holds nothing yet that a checkpoint could be over; scan first", store.Name);
                using var writer = new EventWriter(session, time);
                var made = await AppendAsync(session, writer, certificate, time, cancellationToken).ConfigureAwait(false);
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                return made;
            }
        }
        catch (DbException failure)
        {
            throw store.Explain(failure);
        }
    }

    /// <summary>Appends a checkpoint within a session that writes.</summary>
    public static async Task<Checkpoint> AppendAsync(LedgerSession session, EventWriter writer, X509Certificate2? certificate, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var tree = await LastAsync(session, cancellationToken).ConfigureAwait(false);
        await GrowAsync(session, tree, session.Head.Events, cancellationToken).ConfigureAwait(false);
        var checkpoint = new Checkpoint
        {
            Chain = session.Head.Chain,
            Size = tree.Size,
            Root = Hex(tree.Root),
            Head = Hex(session.Head.Hash),
            At = time.GetUtcNow(),
            Product = Product,
            Index = await IndexAsync(session, cancellationToken).ConfigureAwait(false),
        };
        if (certificate is not null)
            checkpoint = checkpoint.SignedBy(certificate);
        var body = new CheckpointBody(checkpoint, [.. tree.Peaks.Select(Hex)]);
        await writer.AppendAsync(EventKinds.Checkpoint, null, JsonSerializer.Serialize(body, CheckpointJsonContext.Default.CheckpointBody), cancellationToken).ConfigureAwait(false);
        return checkpoint;
    }

    /// <summary>A checkpoint's event; null where its body is none.</summary>
    public static CheckpointBody? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, CheckpointJsonContext.Default.CheckpointBody) is { Peaks: not null } read && CheckpointFile.IsWhole(read.Checkpoint) && read.Peaks.All(CheckpointFile.IsHash) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Hashes of events in order of their numbers, some at a time.</summary>
    public static async IAsyncEnumerable<byte[]> HashesAsync(LedgerSession session, long after, long last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (after < last)
        {
            var some = (await session.QueryAsync<HashRow>(
                "SELECT number AS Number, hash AS Hash FROM event WHERE authority = @authority AND number > @after AND number <= @last ORDER BY number LIMIT @some",
                new { after, last, some = HashesAtOnce },
                cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var row in some)
            {
                if (row.Number != ++after)
                    throw new UnusableInputException(InputProblem.LedgerDamaged, string.Create(CultureInfo.InvariantCulture, $"event {after} of the ledger is missing; verify the ledger, and restore it from a copy"), session.Store.Name);
                yield return row.Hash;
            }

            if (some.Count == 0)
                throw new UnusableInputException(InputProblem.LedgerDamaged, string.Create(CultureInfo.InvariantCulture, $"event {after + 1} of the ledger is missing; verify the ledger, and restore it from a copy"), session.Store.Name);
        }
    }

    /// <summary>What a checkpoint says of a key of names.</summary>
    public static string IndexOf(ReadOnlySpan<byte> key) => Hex(SHA256.HashData([.. "tiktokban key of names "u8, .. key]));

    private static async Task<string?> IndexAsync(LedgerSession session, CancellationToken cancellationToken) =>
        await session.FirstAsync<byte[]>("SELECT key FROM authority_key WHERE authority = @authority AND purpose = 'index'", null, cancellationToken).ConfigureAwait(false) is { } wrapped
            ? IndexOf(session.Store.Master.Unwrap(wrapped, session.Store.Name))
            : null;

    // The last checkpoint's peaks, where they are those of its root; else it begins anew.
    private static async Task<MerkleTree> LastAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        var body = await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND kind = @kind ORDER BY number DESC LIMIT 1", new { kind = EventKinds.Checkpoint }, cancellationToken).ConfigureAwait(false);
        return body is not null && Read(body) is { } last && last.Checkpoint.Size <= session.Head.Events
            && MerkleTree.Resume(last.Checkpoint.Size, [.. last.Peaks.Select(Convert.FromHexString)]) is { } tree && Hex(tree.Root) == last.Checkpoint.Root
            ? tree
            : new MerkleTree();
    }

    private static async Task GrowAsync(LedgerSession session, MerkleTree tree, long size, CancellationToken cancellationToken)
    {
        await foreach (var hash in HashesAsync(session, tree.Size, size, cancellationToken).ConfigureAwait(false))
            tree.Add(hash);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private sealed class HashRow
    {
        public long Number { get; init; }

        public byte[] Hash { get; init; } = [];
    }
}
