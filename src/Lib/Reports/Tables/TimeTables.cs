using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Tables;

/// <summary>How it was before: the trend, the days of evaluation, what changed since an earlier scan.</summary>
internal static class TimeTables
{
    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        yield return make.Make(
            "trend", "table.trend", "none.trend", "trend",
            [
                make.Column("as-of", CellKind.Day), make.Column("scan", CellKind.Code), make.Column("this-report", CellKind.Text),
                make.Column("known-devices", CellKind.Number), make.Column("cases", CellKind.Figure), make.Column("violations", CellKind.Figure),
            ],
            make.Model.Trend.Select(row => (IReadOnlyList<Cell>)[(DateOnly?)row.AsOf, row.Scan, row.IsThis ? make.Text["yes"] : null, row.Devices, row.Exposures, row.Violations]));
        yield return make.Make(
            "reviews", "table.reviews", "none.reviews", "reviews",
            [
                make.Column("due", CellKind.Day), make.Column("instrument", CellKind.Value), make.Column("as-of", CellKind.Day), make.Column("scan", CellKind.Code),
                make.Column("cases", CellKind.Figure), make.Column("violations", CellKind.Figure),
            ],
            make.Model.Reviews.Select(row => (IReadOnlyList<Cell>)
            [
                (DateOnly?)row.Due, row.Instrument, row.At?.AsOf, row.At?.Scan ?? make.Text["none.scan"],
                row.At is { } at ? at.Exposures : default(Cell), row.At is { } point ? point.Violations : default(Cell),
            ]));
        yield return Changes(make);
    }

    private static DataTable Changes(TableMaker make)
    {
        var changes = make.Model.Changes;
        var table = make.Make(
            "changes", "table.changes", "none.changes", "changes",
            [
                make.Column("part", CellKind.Text), make.Column("title", CellKind.Value), make.Change("new"), make.Change("reappeared"),
                make.Change("open"), make.Change("solved"),
            ],
            changes is null ? [] : Rows(make, changes));
        return changes is null ? table : table with { Title = make.Text.Format(changes.IsReported ? "table.changes.report" : "table.changes.scan", make.Text.Day(changes.SinceAsOf), changes.Since) };
    }

    private static IEnumerable<IReadOnlyList<Cell>> Rows(TableMaker make, ChangeSet changes)
    {
        yield return Row(make.Text["changes.all"], null, changes.All);
        foreach (var (_, title, count) in changes.ByApplication)
            yield return Row(make.Text["column.application"], title, count);
        foreach (var (key, title, count) in changes.ByOrganisation)
            yield return Row(make.Text["column.organisation"], key.Length == 0 ? make.Text["unknown"] : title, count);
    }

    private static IReadOnlyList<Cell> Row(string part, string? title, ChangeCount count) => [part, title, count.New, count.Reappeared, count.StillOpen, count.Solved];
}
