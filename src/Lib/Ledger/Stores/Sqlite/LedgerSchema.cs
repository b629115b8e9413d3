using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Stores.Sqlite.Upgrade;

namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>The tables of a ledger, and how an older ledger becomes a newer one. Steps are only ever added at the end.</summary>
internal static class LedgerSchema
{
    /// <summary>What tells a ledger from any other SQLite file: the letters TTBL.</summary>
    public const int ApplicationId = 0x5454424C;

    /// <summary>The version that this library writes. Its last step is <see cref="OldLedger"/>, which no statement could do.</summary>
    public static int Version => Steps.Length + 1;

    /// <summary>Whether an open ledger still has the tables from before the chain.</summary>
    public static bool IsOld(SqliteConnection connection, SqliteTransaction? transaction = null) => connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction) == Steps.Length;

    /// <summary>Says that what stood in those tables is in the chain now.</summary>
    public static void MarkConverted(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute($"PRAGMA user_version = {Version}", transaction: transaction);

    // A scan's row is written last and seals it: rows can be added to a scan only before it is there, and never changed.
    // The guard on INSERT is needed because INSERT OR REPLACE deletes without asking the triggers on DELETE.
    private const string First = """
        CREATE TABLE scan (
          sequence INTEGER PRIMARY KEY,
          id TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          previous_sha256 TEXT,
          authority TEXT,
          directive TEXT NOT NULL,
          directive_hash TEXT NOT NULL,
          catalogue TEXT NOT NULL,
          as_of TEXT NOT NULL,
          devices INTEGER NOT NULL,
          exposures INTEGER NOT NULL,
          violations INTEGER NOT NULL,
          rejected INTEGER NOT NULL,
          summary TEXT NOT NULL,
          coverage TEXT NOT NULL,
          unrecognised TEXT NOT NULL,
          suspicions TEXT NOT NULL,
          UNIQUE (id, sha256)
        ) STRICT;
        CREATE TABLE run (
          sequence INTEGER PRIMARY KEY,
          scan INTEGER NOT NULL REFERENCES scan (sequence),
          started TEXT NOT NULL,
          finished TEXT NOT NULL,
          profile_hash TEXT,
          product TEXT
        ) STRICT;
        CREATE INDEX run_by_scan ON run (scan);
        CREATE TABLE exposure (
          scan INTEGER NOT NULL REFERENCES scan (sequence) DEFERRABLE INITIALLY DEFERRED,
          ordinal INTEGER NOT NULL,
          id TEXT NOT NULL,
          application TEXT NOT NULL,
          verdict TEXT NOT NULL,
          deadline TEXT,
          organisation TEXT,
          platform TEXT,
          device TEXT,
          person TEXT,
          json TEXT NOT NULL,
          PRIMARY KEY (scan, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX exposure_by_id ON exposure (id);
        CREATE TABLE rejected_row (
          scan INTEGER NOT NULL REFERENCES scan (sequence) DEFERRABLE INITIALLY DEFERRED,
          ordinal INTEGER NOT NULL,
          json TEXT NOT NULL,
          PRIMARY KEY (scan, ordinal)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER scan_stays BEFORE UPDATE ON scan BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER scan_remains BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER scan_once BEFORE INSERT ON scan
          WHEN EXISTS (SELECT 1 FROM scan WHERE sequence = NEW.sequence OR (id = NEW.id AND sha256 = NEW.sha256))
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER run_stays BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER run_remains BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER run_once BEFORE INSERT ON run WHEN EXISTS (SELECT 1 FROM run WHERE sequence = NEW.sequence)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER exposure_stays BEFORE UPDATE ON exposure BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER exposure_remains BEFORE DELETE ON exposure BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER exposure_sealed BEFORE INSERT ON exposure WHEN EXISTS (SELECT 1 FROM scan WHERE sequence = NEW.scan)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER rejected_row_stays BEFORE UPDATE ON rejected_row BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER rejected_row_remains BEFORE DELETE ON rejected_row BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER rejected_row_sealed BEFORE INSERT ON rejected_row WHEN EXISTS (SELECT 1 FROM scan WHERE sequence = NEW.scan)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        """;

    private static readonly string[] Steps = [First, WaiverSchema.Step, JournalSchema.Step, ReportSchema.Step, SqliteTables.Step];

    /// <summary>Brings an open ledger to this version: all steps or none.</summary>
    /// <param name="connection">The open ledger.</param>
    /// <param name="path">Its file.</param>
    /// <param name="fills">Whether a file that is still empty is made a ledger: who only reads leaves it as it is.</param>
    public static void Migrate(SqliteConnection connection, string path, bool fills) => Migrate(connection, path, Steps.Length, fills);

    /// <summary>Brings it to an earlier version: a ledger as that version's program made it.</summary>
    internal static void Migrate(SqliteConnection connection, string path, int wanted, bool fills = true)
    {
        // In one transaction: a ledger that another process makes between two questions would look like a stranger's file.
        using (connection.BeginTransaction(deferred: true))
        {
            if (Check(connection, path) >= wanted)
                return;
        }

        using var transaction = connection.BeginTransaction();
        // Another process may have migrated it while this one waited for the lock.
        var found = Check(connection, path);
        if (found >= wanted)
            return;
        if (found == 0 && !fills)
            throw Empty(path);
        for (var version = found; version < wanted; version++)
            connection.Execute(Steps[version], transaction: transaction);
        connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {wanted};", transaction: transaction);
        transaction.Commit();
    }

    /// <summary>The version of an open ledger; 0 for a file that is still empty. Refuses what is not a ledger, or of a later version.</summary>
    public static int Check(SqliteConnection connection, string path)
    {
        var application = connection.ExecuteScalar<int>("PRAGMA application_id");
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var empty = application == 0 && version == 0 && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema") == 0;
        return empty ? 0 : Accept(application, version, path);
    }

    /// <summary>Says that a file that is to be read holds nothing.</summary>
    public static UnusableInputException Empty(string path) =>
        new(InputProblem.LedgerUnusable, "this file is empty and not a ledger; it was left untouched, name the ledger's file, or restore it from a copy", path);

    /// <summary>Accepts the marks of a ledger that this version can read, or says why not.</summary>
    public static int Accept(int application, int version, string path)
    {
        if (application != ApplicationId)
            throw new UnusableInputException(InputProblem.LedgerUnusable, "this is an SQLite file of something else and not a ledger; it was left untouched, name another file", path);
        return version > Version
            ? throw new UnusableInputException(InputProblem.LedgerUnusable, $"this ledger has version {version} and this program knows versions up to {Version}; it was left untouched, use a newer program", path)
            : version;
    }
}
