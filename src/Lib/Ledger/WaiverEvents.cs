using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger;

/// <summary>Reads and adds what happened to waivers in an open ledger, within the caller's transaction.</summary>
internal sealed class WaiverEvents(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    private const string Granted = "granted";
    private const string Revoked = "revoked";

    /// <summary>Every waiver as it stands, in the order of granting. The chain of hashes is checked on the way.</summary>
    public List<Waiver> Read()
    {
        var waivers = new List<Waiver>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var previous = "";
        foreach (var row in Rows())
        {
            if (row.Sha256 != Hash(previous, row.Waiver, row.Event, row.Json))
                throw Altered(row);
            previous = row.Sha256;
            if (row.Event == Granted)
            {
                places.Add(row.Waiver, waivers.Count);
                waivers.Add(Parse(row, WaiverJsonContext.Stored.Waiver));
                continue;
            }

            var place = places[row.Waiver];
            waivers[place] = waivers[place] with { Revocation = Parse(row, WaiverJsonContext.Stored.WaiverRevocation) };
        }

        return waivers;
    }

    /// <summary>Adds a waiver; one without an id gets the next number of the year in which it was granted.</summary>
    public Waiver Grant(Waiver waiver)
    {
        var known = Read();
        if (waiver.Id.Length == 0)
            waiver = waiver with { Id = NextId(known, waiver.GrantedAt.Year) };
        else if (known.Exists(other => other.Id.Equals(waiver.Id, StringComparison.OrdinalIgnoreCase)))
            throw new UnusableInputException(InputProblem.WaiverRefused, $"there is a waiver '{waiver.Id}' already; give another id, or none to get the next number", path);
        Add(waiver.Id, Granted, JsonSerializer.Serialize(waiver with { Revocation = null }, WaiverJsonContext.Stored.Waiver));
        return waiver;
    }

    /// <summary>Adds that a waiver was taken back.</summary>
    public Waiver Revoke(string id, WaiverRevocation revocation)
    {
        var known = Read();
        var waiver = known.Find(other => other.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw WaiverRegister.NotFound(id, known);
        if (waiver.Revocation is { } earlier)
            throw new UnusableInputException(InputProblem.WaiverRefused, $"the waiver '{waiver.Id}' was revoked already, on {earlier.On:yyyy-MM-dd} by {earlier.By}; nothing was changed");
        Add(waiver.Id, Revoked, JsonSerializer.Serialize(revocation, WaiverJsonContext.Stored.WaiverRevocation));
        return waiver with { Revocation = revocation };
    }

    // A number once given is never given again, since nothing leaves the ledger.
    private static string NextId(List<Waiver> known, int year)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"WL-{year:D4}-");
        var last = known
            .Where(waiver => waiver.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Max(waiver => int.TryParse(waiver.Id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 as int?);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{(last ?? 0) + 1L:D4}");
    }

    private void Add(string waiver, string happened, string json)
    {
        var last = connection.QueryFirstOrDefault<Row>("SELECT sequence AS Sequence, sha256 AS Sha256 FROM waiver_event ORDER BY sequence DESC LIMIT 1", transaction: transaction);
        connection.Execute(
            "INSERT INTO waiver_event (sequence, waiver, event, json, sha256) VALUES (@sequence, @waiver, @happened, @json, @hash)",
            new { sequence = (last?.Sequence ?? 0) + 1, waiver, happened, json, hash = Hash(last?.Sha256 ?? "", waiver, happened, json) },
            transaction);
    }

    private IEnumerable<Row> Rows() => connection.Query<Row>(
        "SELECT sequence AS Sequence, waiver AS Waiver, event AS Event, json AS Json, sha256 AS Sha256 FROM waiver_event ORDER BY sequence",
        transaction: transaction);

    private static string Hash(string previous, string waiver, string happened, string json) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{waiver}\n{happened}\n{json}"))).ToLowerInvariant();

    private T Parse<T>(Row row, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, form) ?? throw Altered(row);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"event {row.Sequence} of the waivers cannot be read ({wrong.Message}); restore the ledger from a copy", path, inner: wrong);
        }
    }

    private UnusableInputException Altered(Row row) =>
        new(InputProblem.LedgerDamaged, $"the waivers were altered by another program: event {row.Sequence} ({row.Waiver} {row.Event}) is not what was stored; restore the ledger from a copy", path);

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Waiver { get; init; } = "";

        public string Event { get; init; } = "";

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
