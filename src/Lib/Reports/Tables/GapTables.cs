using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Tables;

/// <summary>What is left open: missing facts, assumptions, what could not be read, what only poses as a covered application.</summary>
internal static class GapTables
{
    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        var model = make.Model;
        yield return make.Make(
            "missing", "missing.caption", "missing.none", "missing",
            [make.Column("facts", CellKind.Text), make.Column("fields", CellKind.Code), make.Column("decides", CellKind.Figure)],
            model.Missing.Select(row => (IReadOnlyList<Cell>)[Facts(make, row.Fields), string.Join(' ', row.Fields), row.Cases]));
        yield return make.Make(
            "assumptions", "assumptions.caption", "assumptions.none", "assumptions",
            [make.Column("assumption", CellKind.Value), make.Column("key", CellKind.Code), make.Column("used", CellKind.Figure)],
            model.Assumptions.Select(row => (IReadOnlyList<Cell>)[row.Assumption.Text, row.Assumption.Id, row.Used]));
        yield return make.Make(
            "rejected", "unread.rows.caption", "unread.none", "rejected",
            [make.Column("file", CellKind.Value), make.Column("rejected", CellKind.Number), make.Column("first-line", CellKind.Number), make.Column("last-line", CellKind.Number)],
            model.RejectedFiles.Select(row => (IReadOnlyList<Cell>)[row.Location, row.Rows, row.FirstLine, row.LastLine]));
        if (model.IsNamed)
        {
            yield return make.Make(
                "rejected-rows", "table.rejected-rows", "unread.none", "rejected",
                [make.Column("file", CellKind.Value), make.Column("line", CellKind.Number), make.Column("reason", CellKind.Value)],
                model.RejectedRows.Select(row => (IReadOnlyList<Cell>)[row.Location, row.Line, row.Reason]));
        }

        yield return make.Make(
            "unrecognised", "unread.files", "unread.none", "unrecognised",
            [make.Column("file", CellKind.Value), make.Column("reason", CellKind.Value)],
            model.Unrecognised.Select(row => (IReadOnlyList<Cell>)[row.Location, row.Reason]));
        if (model.ListsCases)
        {
            yield return make.Make(
                "lookalikes", "lookalikes.caption", "lookalikes.none", "headline.suspicious",
                [
                    make.Column("reason", CellKind.Value), make.Column("source", CellKind.Value), make.Column("device", CellKind.Value),
                    make.Column("person", CellKind.Value), make.Column("place", CellKind.Value),
                ],
                model.Lookalikes.Select(row => (IReadOnlyList<Cell>)
                [
                    row.Evidence.Reason, make.Title("source", row.Evidence.Source), row.DeviceName ?? row.DeviceId, row.UserPrincipalName ?? row.PersonId, row.Evidence.Reference,
                ]));
        }
    }

    private static string Facts(TableMaker make, IReadOnlyList<string> fields) =>
        fields.Count == 0 ? make.Text["missing.contradiction"] : string.Join("; ", fields.Select(field => make.Words("field", field)));
}
