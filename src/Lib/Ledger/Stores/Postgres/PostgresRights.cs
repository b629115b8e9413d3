namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>What each role may do with a table. All of them read what their login's authorities own: without the keys in it there is nothing to be read.</summary>
internal sealed record PostgresRights(string Table, LedgerRole[] Insert, LedgerRole[] Update, string UpdatedColumns, LedgerRole[] Delete)
{
    private static readonly LedgerRole[] Nobody = [];
    private static readonly LedgerRole[] Writer = [LedgerRole.Writer];
    private static readonly LedgerRole[] Eraser = [LedgerRole.Eraser];
    private static readonly LedgerRole[] Both = [LedgerRole.Writer, LedgerRole.Eraser];

    /// <summary>Those of all tables that belong to an authority.</summary>
    public static IReadOnlyList<PostgresRights> All { get; } = [.. LedgerTables.All.Where(table => table != "authority").Select(Of)];

    /// <summary>The group role of a role.</summary>
    public static string Group(LedgerRole role) => role switch
    {
        LedgerRole.Writer => "tiktokban_writer",
        LedgerRole.Reader => "tiktokban_reader",
        _ => "tiktokban_eraser",
    };

    /// <summary>Grants, row security and guards, in the engine's words.</summary>
    public static string Statements()
    {
        var text = new List<string>();
        foreach (var rights in All)
        {
            text.Add($"ALTER TABLE {rights.Table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {rights.Table} FORCE ROW LEVEL SECURITY;\n");
            text.Add($"GRANT SELECT ON {rights.Table} TO tiktokban_writer, tiktokban_reader, tiktokban_eraser;\n");
            text.Add($"CREATE POLICY sees ON {rights.Table} FOR SELECT USING ({Within(Enum.GetValues<LedgerRole>())});\n");
            rights.Allow(text, "INSERT", "adds", rights.Insert);
            rights.Allow(text, "UPDATE", "changes", rights.Update);
            rights.Allow(text, "DELETE", "removes", rights.Delete);
        }

        foreach (var table in LedgerTables.Growing)
            text.Add($"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION only_grows();\n");
        foreach (var table in new[] { "authority", "chain_head", "subject" })
            text.Add($"CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION only_grows();\n");
        return string.Concat(text);
    }

    private static PostgresRights Of(string table) => table switch
    {
        "chain_head" => new(table, Nobody, Both, "events, hash, parts, subjects", Nobody),
        "authority_key" => new(table, Both, Eraser, "key", Nobody),
        "subject" => new(table, Both, Both, "names, erased_at", Nobody),
        "subject_name" => new(table, Both, Nobody, "", Eraser),
        "subject_key" => new(table, Both, Eraser, "key", Eraser),
        "segment" or "scan_head" or "scan_run" or "tally" => new(table, Writer, Nobody, "", Nobody),
        "seen" => new(table, Writer, Nobody, "", Eraser),
        "case_index" => new(table, Writer, Nobody, "", Both),
        "lease" => new(table, Writer, Writer, "holder, fence, until", Nobody),
        "scan_task" => new(table, Writer, Writer, "", Writer),
        _ => new(table, Both, Nobody, "", Nobody),
    };

    private void Allow(List<string> text, string command, string policy, LedgerRole[] roles)
    {
        if (roles.Length == 0)
            return;
        var columns = command == "UPDATE" && UpdatedColumns.Length > 0 ? $" ({UpdatedColumns})" : "";
        var rows = command == "INSERT" ? "WITH CHECK" : "USING";
        text.Add($"GRANT {command}{columns} ON {Table} TO {string.Join(", ", roles.Select(Group))};\n");
        text.Add($"CREATE POLICY {policy} ON {Table} FOR {command} {rows} ({Within(roles)});\n");
    }

    // A sub-select without a link to the row is evaluated once for a statement, and hashed: each row then costs one look-up. As an array,
    // which an index can be searched for, a login's every authority would be searched for again with each row that is looked up.
    private static string Within(IReadOnlyCollection<LedgerRole> roles) =>
        $"authority IN (SELECT unnest(authorities_as('{{{string.Join(',', roles.Select(Name))}}}')))";

    /// <summary>The role's name in the table of members.</summary>
    public static string Name(LedgerRole role) => role switch
    {
        LedgerRole.Writer => "writer",
        LedgerRole.Reader => "reader",
        _ => "eraser",
    };

    /// <summary>The role of a name in the table of members.</summary>
    public static LedgerRole Role(string name) => Enum.GetValues<LedgerRole>().First(role => Name(role) == name);
}
