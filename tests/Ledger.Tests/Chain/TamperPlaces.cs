namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>How findings may name a row that was changed.</summary>
internal sealed class TamperPlaces(LedgerEditor editor)
{
    public List<string> Of(string table, IDictionary<string, object?> row)
    {
        switch (table)
        {
            case "authority" or "chain_head":
                return ["the id was changed", "may not use the ledger", "the end of the chain", "The ledger says", "the ledger says", "events", "no longer says"];
            case "authority_key":
                return ["key of names"];
            case "subject":
                return [$"ubject {row["number"]}", $"ubjects {row["number"]}", $"to {row["number"]} are missing", "sealed parts of a subject", "subjects, but", "key of names"];
            case "subject_name":
                return [$"ubject {row["subject"]}", $"a subject {row["subject"]}"];
            case "subject_key":
                return (long)row["subject"]! == 0 ? ["the authority of"] : [$"subject {row["subject"]} of"];
            case "event":
                return [$"vent {row["number"]}", $"vent {(long)row["number"]! + 1}", $"vents {row["number"]}", $"the last is event {(long)row["number"]! - 1}"];
            case "part":
                return [$"art {row["number"]}", .. Owner(row["number"]!)];
            case "segment":
                return [$"vent {row["event"]}"];
            case "document_subject":
                return ["table document_subject"];
            case "part_replaced":
                return ["table part_replaced"];
            case "scan_head" or "scan_run":
                return [$"vent {row["number"]}"];
            case "tally":
                return [$"vent {row["scan"]}"];
            default:
                return ["table of cases seen"];
        }
    }

    private IEnumerable<string> Owner(object part) => editor["event"]
        .Where(row => (long)row["first_part"]! <= (long)part && (long)part < (long)row["first_part"]! + (long)row["parts"]!)
        .Select(row => $"vent {row["number"]}");
}
