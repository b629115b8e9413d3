namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>Who ran a scan and with what permissions, and the table of reports that were made.</summary>
internal static class ReportSchema
{
    // A report's hash takes in the one before it, so that one that was taken out or altered with another program shows.
    // Permissions are a JSON array: null is not known, an empty one is none.
    public const string Step = """
        ALTER TABLE run ADD COLUMN actor TEXT;
        ALTER TABLE run ADD COLUMN permissions TEXT;

        CREATE TABLE report (
          sequence INTEGER PRIMARY KEY,
          scan INTEGER NOT NULL REFERENCES scan (sequence),
          detail TEXT NOT NULL CHECK (detail IN ('aggregate', 'pseudonymised', 'named')),
          json TEXT NOT NULL,
          sha256 TEXT NOT NULL
        ) STRICT;
        CREATE INDEX report_by_scan ON report (scan);

        CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER report_remains BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER report_once BEFORE INSERT ON report
          WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) + 1 FROM report)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        """;
}
