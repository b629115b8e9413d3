using TikTokBan.Reports.Model;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Tables;

/// <summary>What was looked at and what cannot be seen.</summary>
internal static class CoverageTables
{
    private const string Absent = "absent";

    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        var given = make.Model.Coverage.Where(row => row.Source.State != Absent);
        yield return make.Make(
            "coverage", "coverage.caption", "coverage.read.none", "coverage",
            [
                make.Column("source", CellKind.Value), make.Column("key", CellKind.Code), make.Column("file", CellKind.Value), make.Column("state", CellKind.Text),
                make.Column("problem", CellKind.Value), make.Column("read", CellKind.Number), make.Column("rejected", CellKind.Number),
                make.Column("observations", CellKind.Figure), make.Column("from", CellKind.Time), make.Column("to", CellKind.Time),
            ],
            given.Select(row => (IReadOnlyList<Cell>)
            [
                row.Source.Title, row.Source.Source, row.Location, make.Words("state", row.Source.State), row.Problem,
                row.Source.RowsRead, row.Source.RowsRejected, row.Observations, row.Source.From, row.Source.To,
            ]));
        yield return make.Make(
            "absent", "coverage.absent", "none.absent", "coverage",
            [make.Column("source", CellKind.Value), make.Column("key", CellKind.Code)],
            make.Model.Coverage.Where(row => row.Source.State == Absent).Select(row => (IReadOnlyList<Cell>)[row.Source.Title, row.Source.Source]));
        yield return make.Make(
            "blind-spots", "table.blind-spots", "none.blind-spots", "coverage",
            [make.Column("source", CellKind.Value), make.Column("blind", CellKind.Text)],
            given.SelectMany(row => row.Source.BlindTo.Select(spot => (IReadOnlyList<Cell>)[row.Source.Title, Blind(make, spot)])));
        yield return make.Make(
            "unseen", "unseen.caption", "unseen.none", "unseen",
            [make.Column("reason", CellKind.Text), make.Column("devices", CellKind.Figure)],
            make.Model.Unseen.Select(row => (IReadOnlyList<Cell>)[make.Text.Find("unseen." + row.Reason) ?? make.Words("blind", row.Reason), row.Devices]));
    }

    private static string Blind(TableMaker make, BlindSpot spot) => make.Text.Find("blind." + spot.Id) ?? spot.Text;
}
