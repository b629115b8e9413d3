using System.Text.Json;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Finds in which scans a case is, by its parts: scans' segments name those, and no scan is opened for it.</summary>
internal sealed class CaseSearch(LedgerSession session, SubjectKeys keys)
{
    private const int SegmentsAtOnce = 64;

    /// <summary>Which of the cases any of the scans has.</summary>
    /// <param name="cases">Ids of cases, each with its subject.</param>
    /// <param name="scans">Numbers of the scans' events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HashSet<string>> FindAsync(IReadOnlyDictionary<string, long> cases, IEnumerable<long> scans, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(cases, cancellationToken).ConfigureAwait(false);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scan in scans.Order())
        {
            for (long ordinal = 0; ; ordinal += SegmentsAtOnce)
            {
                var segments = await ScanLoading.SegmentsAsync(session, scan, ordinal, SegmentsAtOnce, "", cancellationToken).ConfigureAwait(false);
                foreach (var part in segments.SelectMany(segment => segment.Parts))
                {
                    if (parts.TryGetValue(part, out var id))
                        found.Add(id);
                }

                if (segments.Count < SegmentsAtOnce)
                    break;
            }
        }

        return found;
    }

    private async Task<Dictionary<long, string>> PartsAsync(IReadOnlyDictionary<string, long> cases, CancellationToken cancellationToken)
    {
        var rows = await session.QueryInAsync<SealedPlace, long>(
            "SELECT number AS Number FROM part WHERE authority = @authority AND subject {in}", [.. cases.Values.Distinct()], null, cancellationToken).ConfigureAwait(false);
        var contents = await SealedParts.ReadAsync(session, keys, rows.Select(row => row.Number), cancellationToken).ConfigureAwait(false);
        var parts = new Dictionary<long, string>();
        foreach (var row in rows)
        {
            if (contents[row.Number] is { } content && IdOf(content) is { } id && cases.ContainsKey(id))
                parts[row.Number] = id;
        }

        return parts;
    }

    // A case's text begins with its id; other parts of the subject are something else.
    private static string? IdOf(ReadOnlySpan<byte> content)
    {
        var begin = "{\"id\":"u8;
        if (!content.StartsWith(begin))
            return null;
        var reader = new Utf8JsonReader(content[begin.Length..], isFinalBlock: false, default);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }
}
