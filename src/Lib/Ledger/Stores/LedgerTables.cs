namespace TikTokBan.Ledger.Stores;

/// <summary>
/// The tables of both engines. Every table but <c>authority</c> begins with the authority's number, which PostgreSQL's row
/// security goes by. What stands in clear here is no personal data: that is in sealed parts, each under a key of its subject and month.
/// </summary>
internal static class LedgerTables
{
    /// <summary>Only ever added to, by whichever program: a trigger or a missing grant refuses anything else.</summary>
    public static IReadOnlyList<string> Growing { get; } = ["event", "part", "segment", "document_subject", "part_replaced", "scan_head", "scan_run", "tally"];

    /// <summary>All of them, in an order in which rows can be copied.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["authority", "chain_head", "authority_key", "subject", "subject_name", "subject_key", "event", "part", "segment", "document_subject", "part_replaced", "scan_head", "scan_run", "tally", "seen", "case_index", "lease", "scan_task"];

    /// <summary>The statements in the engine's own words.</summary>
    public static string For(bool isSqlite) => isSqlite
        ? Sql.Replace("{int}", "INTEGER", StringComparison.Ordinal).Replace("{text}", "TEXT", StringComparison.Ordinal).Replace("{bytes}", "BLOB", StringComparison.Ordinal).Replace("{end}", " STRICT, WITHOUT ROWID", StringComparison.Ordinal)
        : Sql.Replace("{int}", "bigint", StringComparison.Ordinal).Replace("{text}", "text", StringComparison.Ordinal).Replace("{bytes}", "bytea", StringComparison.Ordinal).Replace("{end}", "", StringComparison.Ordinal);

    // event.body is canonical JSON; event.content commits to the parts and segments that came with it. A part's digest is
    // keyed by its subject's key and finds the same content of the same month again. subject.names seals its tokens. Times are "O" in universal time,
    // but for those that are compared (lease, scan_task): milliseconds since 1970. case_index is a note that spares work, sealed, and may be deleted.
    private const string Sql = """
        CREATE TABLE authority (number {int} NOT NULL PRIMARY KEY, name {text} NOT NULL UNIQUE, chain {text} NOT NULL UNIQUE, made_at {text} NOT NULL){end};
        CREATE TABLE chain_head (authority {int} NOT NULL PRIMARY KEY REFERENCES authority (number), events {int} NOT NULL, hash {bytes} NOT NULL, parts {int} NOT NULL, subjects {int} NOT NULL){end};
        CREATE TABLE authority_key (authority {int} NOT NULL, purpose {text} NOT NULL, key {bytes} NOT NULL, PRIMARY KEY (authority, purpose)){end};

        CREATE TABLE subject (authority {int} NOT NULL, number {int} NOT NULL, made_at {text} NOT NULL, names {bytes} NOT NULL, erased_at {text}, PRIMARY KEY (authority, number)){end};
        CREATE TABLE subject_name (authority {int} NOT NULL, token {bytes} NOT NULL, subject {int} NOT NULL, PRIMARY KEY (authority, token)){end};
        CREATE INDEX subject_name_by_subject ON subject_name (authority, subject);
        CREATE TABLE subject_key (authority {int} NOT NULL, subject {int} NOT NULL, period {int} NOT NULL, key {bytes} NOT NULL, PRIMARY KEY (authority, subject, period)){end};
        CREATE INDEX subject_key_by_period ON subject_key (authority, period);

        CREATE TABLE event (
          authority {int} NOT NULL, number {int} NOT NULL, kind {text} NOT NULL, about {text}, at {text} NOT NULL, body {text} NOT NULL,
          first_part {int} NOT NULL, parts {int} NOT NULL, segments {int} NOT NULL, content {bytes} NOT NULL, hash {bytes} NOT NULL,
          PRIMARY KEY (authority, number)){end};
        CREATE INDEX event_by_kind ON event (authority, kind, number);
        CREATE INDEX event_by_about ON event (authority, about, kind, number);
        CREATE INDEX event_by_part ON event (authority, first_part);
        CREATE TABLE part (authority {int} NOT NULL, number {int} NOT NULL, subject {int} NOT NULL, period {int} NOT NULL, digest {bytes} NOT NULL, data {bytes} NOT NULL, PRIMARY KEY (authority, number)){end};
        CREATE INDEX part_by_digest ON part (authority, subject, period, digest);
        CREATE TABLE segment (authority {int} NOT NULL, event {int} NOT NULL, ordinal {int} NOT NULL, items {int} NOT NULL, data {bytes} NOT NULL, PRIMARY KEY (authority, event, ordinal)){end};
        CREATE TABLE document_subject (authority {int} NOT NULL, part {int} NOT NULL, subject {int} NOT NULL, PRIMARY KEY (authority, part, subject)){end};
        CREATE INDEX document_subject_by_subject ON document_subject (authority, subject);
        CREATE TABLE part_replaced (authority {int} NOT NULL, part {int} NOT NULL, replacement {int} NOT NULL, PRIMARY KEY (authority, part)){end};

        CREATE TABLE scan_head (
          authority {int} NOT NULL, number {int} NOT NULL, id {text} NOT NULL, sha256 {text} NOT NULL, previous_sha256 {text}, name {text},
          directive {text} NOT NULL, directive_hash {text} NOT NULL, catalogue {text} NOT NULL, catalogue_size {int}, as_of {text} NOT NULL,
          devices {int} NOT NULL, exposures {int} NOT NULL, violations {int} NOT NULL, rejected {int} NOT NULL,
          PRIMARY KEY (authority, number)){end};
        CREATE INDEX scan_head_by_id ON scan_head (authority, id);
        CREATE TABLE scan_run (
          authority {int} NOT NULL, number {int} NOT NULL, scan {int} NOT NULL, started {text} NOT NULL, finished {text} NOT NULL,
          profile_hash {text}, product {text}, permissions {text}, PRIMARY KEY (authority, number)){end};
        CREATE INDEX scan_run_by_scan ON scan_run (authority, scan, number);
        CREATE TABLE tally (
          authority {int} NOT NULL, scan {int} NOT NULL, ordinal {int} NOT NULL, application {text} NOT NULL, verdict {text} NOT NULL,
          organisation {text}, platform {text}, cases {int} NOT NULL, PRIMARY KEY (authority, scan, ordinal)){end};
        CREATE TABLE seen (authority {int} NOT NULL, token {bytes} NOT NULL, subject {int} NOT NULL, first_scan {int} NOT NULL, seal {bytes} NOT NULL, PRIMARY KEY (authority, token)){end};
        CREATE INDEX seen_by_subject ON seen (authority, subject);
        CREATE TABLE case_index (authority {int} NOT NULL, name {bytes} NOT NULL, event {int} NOT NULL, period {int} NOT NULL, data {bytes} NOT NULL, PRIMARY KEY (authority, name)){end};

        CREATE TABLE lease (authority {int} NOT NULL, name {text} NOT NULL, holder {text} NOT NULL, fence {int} NOT NULL, until {int} NOT NULL, PRIMARY KEY (authority, name)){end};
        CREATE TABLE scan_task (
          authority {int} NOT NULL, tenant {text} NOT NULL, settings {text} NOT NULL, every {int} NOT NULL, due {int} NOT NULL, holder {text}, running {text}, fence {int} NOT NULL, until {int} NOT NULL,
          attempts {int} NOT NULL, started {int}, finished {int}, scan {text}, problem {text}, PRIMARY KEY (authority, tenant)){end};
        CREATE INDEX scan_task_by_due ON scan_task (due);
        CREATE INDEX scan_task_by_until ON scan_task (authority, until);
        CREATE UNIQUE INDEX scan_task_running ON scan_task (running);
        """;
}
