namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>The step that makes a ledger's file a chain of events.</summary>
internal static class SqliteTables
{
    public static string Step { get; } = LedgerTables.For(isSqlite: true) + "\n" + string.Concat(LedgerTables.Growing.Select(Guards)) + """

        INSERT INTO authority (number, name, chain, made_at) VALUES (1, 'local', lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%S.0000000Z', 'now'));
        INSERT INTO chain_head (authority, events, hash, parts, subjects) VALUES (1, 0, zeroblob(32), 0, 0);
        """ + Statistics;

    // A file is of one authority, so the first column of each key tells nothing apart. The engine doesn't know, and would read
    // a whole table rather than look for a subject.
    private const string Statistics = """

        ANALYZE sqlite_schema;
        INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
          ('part', 'part', '1000000 1000000 1'), ('part', 'part_by_digest', '1000000 1000000 10 5 1'),
          ('event', 'event', '10000 10000 1'), ('event', 'event_by_kind', '10000 10000 2000 1'), ('event', 'event_by_about', '10000 10000 10 5 1'),
          ('subject_name', 'subject_name', '200000 200000 1'), ('subject_name', 'subject_name_by_subject', '200000 200000 2'),
          ('subject_key', 'subject_key', '1000000 1000000 10 1'), ('subject_key', 'subject_key_by_period', '1000000 1000000 100000'),
          ('seen', 'seen', '200000 200000 1'), ('seen', 'seen_by_subject', '200000 200000 2'),
          ('scan_run', 'scan_run', '1000 1000 1'), ('scan_run', 'scan_run_by_scan', '1000 1000 2 1'),
          ('scan_head', 'scan_head', '1000 1000 1'), ('scan_head', 'scan_head_by_id', '1000 1000 1'),
          ('tally', 'tally', '1000000 1000000 1000 1'), ('segment', 'segment', '100000 100000 100 1');
        """;

    // Whatever program opens the file: what is there stays. INSERT OR REPLACE deletes without asking the trigger on
    // DELETE unless recursive triggers are on, so a row whose key is taken is refused as well.
    private static string Guards(string table) => $"""

        CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER {table}_remains BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {Same(table)})
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        """;

    private static string Same(string table) => table switch
    {
        "segment" => "authority = NEW.authority AND event = NEW.event AND ordinal = NEW.ordinal",
        "tally" => "authority = NEW.authority AND scan = NEW.scan AND ordinal = NEW.ordinal",
        "document_subject" => "authority = NEW.authority AND part = NEW.part AND subject = NEW.subject",
        "part_replaced" => "authority = NEW.authority AND part = NEW.part",
        _ => "authority = NEW.authority AND number = NEW.number",
    };
}
