using Dapper;
using Microsoft.Data.Sqlite;

namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>Wipes deleted keys from a ledger's files.</summary>
internal static class SqliteWiping
{
    /// <summary>Makes SQLite overwrite what it deletes, on this connection.</summary>
    public const string Pragma = "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";

    /// <summary>Writes the keys that are left anew, and empties the write-ahead log.</summary>
    /// <returns>What may still hold deleted keys; null for nothing.</returns>
    public static string? Wipe(SqliteConnection connection)
    {
        connection.Execute(Pragma);
        using (var transaction = connection.BeginTransaction())
        {
            // When a page is split, SQLite copies rows and leaves the old bytes in the free space of the page; overwriting on
            // deletion does not reach those. Deleting the whole table overwrites each of its pages.
            connection.Execute(
                """
                CREATE TEMP TABLE kept AS SELECT authority, subject, period, key FROM main.subject_key;
                DELETE FROM main.subject_key;
                INSERT INTO main.subject_key (authority, subject, period, key) SELECT authority, subject, period, key FROM temp.kept ORDER BY authority, subject, period;
                DROP TABLE temp.kept;
                """,
                transaction: transaction);
            transaction.Commit();
        }

        // The log holds pages as they were.
        return connection.QueryFirst<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0
            ? null
            : "another program holds the ledger open, so that its write-ahead log (the file that ends in -wal) still holds deleted keys; end that program and repeat this, or let the last program that uses the ledger close it";
    }
}
