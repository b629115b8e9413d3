using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Seals who did something into the event that is appended next, under that person's own key.</summary>
internal static class OperatorNotes
{
    public static async Task AddAsync(LedgerSession session, EventWriter writer, TimeProvider time, string name, string? note, CancellationToken cancellationToken)
    {
        // Keys that were read before may have been destroyed since.
        var key = await new SubjectKeys(session, time).EnsureAsync(SubjectIdentity.Person(name), cancellationToken).ConfigureAwait(false);
        var content = JsonSerializer.SerializeToUtf8Bytes(new OperatorNote(NamedPerson.Operator, name, note), SubjectJsonContext.Stored.OperatorNote);
        await writer.AddPartAsync(key, content, cancellationToken).ConfigureAwait(false);
    }
}
