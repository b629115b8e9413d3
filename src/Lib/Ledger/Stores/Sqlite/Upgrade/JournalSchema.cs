namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>The tables of removal plans that a run was begun of, and of what each run did.</summary>
internal static class JournalSchema
{
    // Entries are numbered within their plan, and places run through the whole table without a gap: AUTOINCREMENT
    // remembers the last place that was given, so that entries cut off at the end show as well.
    // "starts" is the purpose of a run and stands only in its first entry.
    public const string Step = """
        CREATE TABLE removal_plan (
          sequence INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          tenant TEXT NOT NULL COLLATE NOCASE,
          hash TEXT NOT NULL,
          json TEXT NOT NULL
        ) STRICT;
        CREATE TABLE journal_entry (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          plan INTEGER NOT NULL REFERENCES removal_plan (sequence),
          number INTEGER NOT NULL,
          run INTEGER NOT NULL,
          starts TEXT CHECK (starts IN ('apply', 'undo', 'verify')),
          json TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          UNIQUE (plan, number)
        ) STRICT;
        CREATE INDEX journal_entry_starts ON journal_entry (plan, starts) WHERE starts IS NOT NULL;

        CREATE TRIGGER removal_plan_stays BEFORE UPDATE ON removal_plan BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER removal_plan_remains BEFORE DELETE ON removal_plan BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER removal_plan_once BEFORE INSERT ON removal_plan
          WHEN EXISTS (SELECT 1 FROM removal_plan WHERE sequence = NEW.sequence OR id = NEW.id)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER journal_entry_remains BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER journal_entry_once BEFORE INSERT ON journal_entry
          WHEN EXISTS (SELECT 1 FROM journal_entry WHERE sequence = NEW.sequence)
            OR NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM journal_entry WHERE plan = NEW.plan)
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        """;
}
