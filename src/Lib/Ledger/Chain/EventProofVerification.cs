using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>Verifies a proof of an event by nothing but what it holds.</summary>
internal static class EventProofVerification
{
    public static EventProofCheck Check(EventProof proof, X509Certificate2Collection? trust)
    {
        var (problems, notes, revealed) = (new List<string>(), new List<string>(), new SortedDictionary<long, string>());
        CheckpointSigner? signer = null;
        if (!IsWhole(proof))
        {
            problems.Add("The proof lacks something, or holds a hash that is none; ask for it again.");
        }
        else
        {
            var (one, checkpoint) = (proof.Event, proof.Checkpoint);
            if (!MerkleProof.Includes(one.Hash(checkpoint.Chain), one.Number - 1, checkpoint.Size, [.. proof.Path.Select(Convert.FromHexString)], Convert.FromHexString(checkpoint.Root)))
                problems.Add($"The {one.Title} does not lead to the checkpoint's root: the event, the hashes beside it or the checkpoint were changed.");
            signer = Signature(checkpoint, trust, problems, notes);
            if (proof.Content is { } content)
                Content(one, checkpoint.Chain, content, revealed, problems);
        }

        return new EventProofCheck(proof, signer, revealed, problems, notes);
    }

    private static CheckpointSigner? Signature(Checkpoint checkpoint, X509Certificate2Collection? trust, List<string> problems, List<string> notes)
    {
        if (checkpoint.Signature is null)
        {
            if (trust is not null)
                problems.Add("The checkpoint is not signed, and must be; ask for a proof with a signed one.");
            else
                notes.Add($"The checkpoint is not signed: compare its root {checkpoint.Root} with the one that you were told by another way.");
            return null;
        }

        var (signer, problem) = CheckpointSignature.Check(checkpoint, trust);
        if (problem is not null)
            problems.Add($"The checkpoint's signature does not hold: {problem}.");
        else if (trust is null)
            notes.Add($"The checkpoint is signed by {signer!.Subject}, not checked against anything: give a file with the certificates that you trust.");
        return signer;
    }

    private static void Content(ProvedEvent one, string chain, ProvedContent content, SortedDictionary<long, string> revealed, List<string> problems)
    {
        using var hash = new ContentHash();
        foreach (var part in content.Parts)
            hash.AddPartHash(part.Subject, part.Period, Convert.FromHexString(part.Digest), Convert.FromHexString(part.Sha256));
        foreach (var segment in content.Segments)
            hash.AddSegmentHash(segment.Items, Convert.FromHexString(segment.Sha256));
        if (content.Parts.Count != one.Parts || content.Segments.Count != one.Segments || !hash.End().AsSpan().SequenceEqual(Convert.FromHexString(one.Content)))
        {
            problems.Add($"What is said to have come with the {one.Title} is not what came with it.");
            return;
        }

        for (var index = 0; index < content.Parts.Count; index++)
        {
            if (content.Parts[index] is not { Sealed: { } data, Key: { } key } part)
                continue;
            var number = one.FirstPart + index;
            if (Convert.ToHexString(SHA256.HashData(data)).Equals(part.Sha256, StringComparison.OrdinalIgnoreCase) && SubjectKey.Open(key, data, chain, number, part.Subject, part.Period) is { } text)
                revealed[number] = Encoding.UTF8.GetString(text);
            else
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"The revealed part {number} of the {one.Title} is not what was sealed."));
        }
    }

    private static bool IsWhole(EventProof proof) =>
        proof is { Format: 1, Event: { Kind: not null, At: not null, Body: not null } one, Path: not null }
        && CheckpointFile.IsHash(one.Content) && CheckpointFile.IsHash(one.Previous) && proof.Path.All(CheckpointFile.IsHash) && CheckpointFile.IsWhole(proof.Checkpoint)
        && (proof.Content is null || (proof.Content is { Parts: not null, Segments: not null } content
            && content.Parts.All(part => part is not null && CheckpointFile.IsHash(part.Sha256) && part.Digest is { Length: 32 } && part.Digest.All(char.IsAsciiHexDigitLower) && part.Key is null or { Length: 32 })
            && content.Segments.All(segment => segment is not null && CheckpointFile.IsHash(segment.Sha256))));
}
