namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>The table of what happened to waivers: that one was granted, that one was revoked.</summary>
internal static class WaiverSchema
{
    // One grant and at most one revocation for each waiver, in this order. The hash takes in the one before it,
    // so that an event that was taken out or altered with another program shows.
    public const string Step = """
        CREATE TABLE waiver_event (
          sequence INTEGER PRIMARY KEY,
          waiver TEXT NOT NULL COLLATE NOCASE,
          event TEXT NOT NULL CHECK (event IN ('granted', 'revoked')),
          json TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          UNIQUE (waiver, event)
        ) STRICT;

        CREATE TRIGGER waiver_event_stays BEFORE UPDATE ON waiver_event BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER waiver_event_remains BEFORE DELETE ON waiver_event BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER waiver_event_once BEFORE INSERT ON waiver_event
          WHEN EXISTS (SELECT 1 FROM waiver_event WHERE sequence = NEW.sequence OR (waiver = NEW.waiver AND event = NEW.event))
          BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
        CREATE TRIGGER waiver_event_in_order BEFORE INSERT ON waiver_event
          WHEN NEW.event = 'revoked' AND NOT EXISTS (SELECT 1 FROM waiver_event WHERE waiver = NEW.waiver AND event = 'granted')
          BEGIN SELECT RAISE(ABORT, 'only what was granted can be revoked'); END;
        """;
}
