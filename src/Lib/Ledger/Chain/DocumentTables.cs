using System.Text.Json;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Checks that the tables of documents, which tell whom they name and by which copies they were replaced, say what the events tell.</summary>
internal sealed class DocumentTables(LedgerSession session, ErasedKeys erased, ChainFindings findings)
{
    private const int MostNamed = 20;

    private bool? _isEmpty;

    /// <summary>Checks whom the documents name that came with an event.</summary>
    public async Task CheckAsync(LedgerEvent one, CancellationToken cancellationToken)
    {
        var told = Subjects(one);
        _isEmpty ??= await session.FirstAsync<long?>("SELECT part FROM document_subject WHERE authority = @authority LIMIT 1", null, cancellationToken).ConfigureAwait(false) is null;
        if (one.Parts == 0 || (_isEmpty == true && told.Count == 0))
            return;
        var rows = await session.QueryAsync<NamedRow>(
            "SELECT part AS Part, subject AS Subject FROM document_subject WHERE authority = @authority AND part >= @first AND part < @end",
            new { first = one.FirstPart, end = one.FirstPart + one.Parts },
            cancellationToken).ConfigureAwait(false);
        var found = rows.Select(row => (row.Part, row.Subject)).Order().ToList();
        if (!found.SequenceEqual(told))
            findings.Add(ChainFlaw.SubjectChanged, one, $"tells of other subjects that its documents name than the table document_subject: the table was changed.");
    }

    /// <summary>Looks for rows that no event tells of.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var part in await session.QueryAsync<long>(
            """
            SELECT DISTINCT document_subject.part FROM document_subject LEFT JOIN part ON part.authority = document_subject.authority AND part.number = document_subject.part
            WHERE document_subject.authority = @authority AND part.number IS NULL ORDER BY 1 LIMIT @MostNamed
            """,
            new { MostNamed },
            cancellationToken).ConfigureAwait(false))
        {
            findings.Add(ChainFlaw.SubjectChanged, $"The table document_subject tells of a sealed part {part}, which there is not.");
        }

        var (found, wrong) = (0, 0);
        await foreach (var row in session.StreamAsync<ReplacedRow>("SELECT part AS Part, replacement AS Replacement FROM part_replaced WHERE authority = @authority ORDER BY part").WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (erased.Copies.TryGetValue(row.Part, out var copy) && copy == row.Replacement)
                found++;
            else if (wrong++ < MostNamed)
                findings.Add(ChainFlaw.TableChanged, $"The table part_replaced says that sealed part {row.Replacement} took the place of part {row.Part}, which no erasure tells.", scope: FlawScope.Erasures);
        }

        if (found + wrong < erased.Copies.Count)
            findings.Add(ChainFlaw.TableChanged, $"The table part_replaced lacks {erased.Copies.Count - found - wrong} of {erased.Copies.Count} copies of which erasures tell.", scope: FlawScope.Erasures);
    }

    // Of most events one list, in the member "subjects", of whom the first part names; of an erasure one for each copy.
    private static List<(long Part, long Subject)> Subjects(LedgerEvent one)
    {
        if (one.Kind == EventKinds.Erasure)
            return [.. (ErasedKeys.Read(one.Body)?.Copies ?? []).SelectMany(copy => copy.Subjects.Select(subject => (copy.Part, subject))).Order()];
        if (one.Kind == EventKinds.Access || !one.Body.Contains("\"subjects\"", StringComparison.Ordinal))
            return [];
        try
        {
            using var body = JsonDocument.Parse(one.Body);
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("subjects", out var subjects) && subjects.ValueKind == JsonValueKind.Array
                ? [.. subjects.EnumerateArray().Where(subject => subject.TryGetInt64(out _)).Select(subject => (one.FirstPart, subject.GetInt64())).Order()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed class NamedRow
    {
        public long Part { get; init; }

        public long Subject { get; init; }
    }

    private sealed class ReplacedRow
    {
        public long Part { get; init; }

        public long Replacement { get; init; }
    }
}
