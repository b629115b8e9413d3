namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>The step that makes a ledger's file a chain of events.</summary>
internal static class SqliteTables
{
    public static string Step { get; } = LedgerTables.For(isSqlite: true) + "\n" + string.Concat(LedgerTables.Growing.Select(Guards)) + """

        INSERT INTO authority (number, name, chain, made_at) VALUES (1, 'local', lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%S.0000000Z', 'now'));
        INSERT INTO chain_head (authority, events, hash, parts, subjects) VALUES (1, 0, zeroblob(32), 0, 0);
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
