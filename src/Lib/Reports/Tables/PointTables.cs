using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Tables;

/// <summary>The point and the numbers behind it: headline, verdicts, deadlines, breakdowns.</summary>
internal static class PointTables
{
    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        yield return Headline(make);
        yield return make.Make(
            "verdicts", "verdicts.caption", "none.any", "verdicts",
            [make.Column("verdict", CellKind.Verdict), make.Column("cases", CellKind.Figure), make.Column("meaning", CellKind.Text)],
            make.Model.Verdicts.Select(row => (IReadOnlyList<Cell>)[row.Verdict, row.Cases, make.Text[$"verdict.{row.Verdict}.meaning"]]));
        yield return make.Make(
            "deadlines", "table.deadlines", "none.deadlines", "deadlines",
            [make.Column("deadline", CellKind.Day), make.Column("standing", CellKind.Text), make.Column("cases", CellKind.Figure), make.Column("devices", CellKind.Figure)],
            make.Model.Deadlines.Select(row => (IReadOnlyList<Cell>)[(DateOnly?)row.Day, make.Text[row.IsOver ? "deadline.over" : "deadline.open"], row.Cases, row.Devices]));
        foreach (var table in make.Model.Tables)
            yield return Breakdown(make, table);
        if (!make.Model.ListsCases)
            yield return Groups(make);
    }

    private static DataTable Headline(TableMaker make)
    {
        var head = make.Model.Headline;
        (string Name, Figure Figure)[] figures =
        [
            ("devicesInViolation", head.DevicesInViolation), ("devicesToClean", head.DevicesToClean), ("devicesInReview", head.DevicesInReview),
            ("devices", new Figure(head.Devices)), ("devicesSeen", head.DevicesSeen), ("devicesUnseen", head.DevicesUnseen),
            ("people", new Figure(head.People)), ("exposures", head.Exposures), ("exposedDevices", head.ExposedDevices),
            ("exposedPeople", head.ExposedPeople), ("suspicious", head.Suspicious),
            .. Told("casesErased", head.CasesErased), .. Told("devicesErased", head.DevicesErased),
        ];
        return make.Make(
            "headline", "table.headline", "none.any", "headline",
            [make.Column("figure", CellKind.Text), make.Column("number", CellKind.Figure), make.Column("counts", CellKind.Text), make.Column("evidence", CellKind.Code)],
            figures.Select(row => (IReadOnlyList<Cell>)
            [
                make.Text["headline." + row.Name], row.Figure, make.Text.Find("figure.headline." + row.Name),
                string.Join(' ', make.Model.EvidenceOf("headline." + row.Name)),
            ]));
    }

    private static IEnumerable<(string Name, Figure Figure)> Told(string name, Figure? figure) => figure is { } told ? [(name, told)] : [];

    // The dimensions are the model's; one that has no words of its own yet is called by its name.
    private static DataTable Breakdown(TableMaker make, Table table) => new(
        "by-" + table.Dimension,
        make.Text.Find($"by.{table.Dimension}.caption") ?? make.Words("by", table.Dimension),
        [
            new DataColumn("title", make.Words("column", table.Dimension), CellKind.Value), make.Column("key", CellKind.Code), make.Column("cases", CellKind.Figure),
            .. table.Columns.Select(verdict => new DataColumn(verdict.ToString(), make.Text["verdict." + verdict], CellKind.Figure)),
        ],
        table.Rows.Select(row => (IReadOnlyList<Cell>)[row.Key.Length == 0 ? make.Text["unknown"] : row.Title, row.Key, row.Total, .. row.Cells.Select(cell => (Cell)cell)]),
        make.Model.EvidenceOf("breakdowns." + table.Dimension))
    {
        WhenEmpty = make.Text["breakdowns.none"],
    };

    private static DataTable Groups(TableMaker make) => make.Make(
        "groups", "table.groups", "breakdowns.none", "groups",
        [
            make.Column("application", CellKind.Value), make.Column("organisation", CellKind.Value), make.Column("platform", CellKind.Value),
            make.Column("verdict", CellKind.Verdict), make.Column("cases", CellKind.Figure),
        ],
        make.Model.Groups.Select(row => (IReadOnlyList<Cell>)
        [
            make.Title("application", row.Application), make.Title("organisation", row.Organisation), make.Title("platform", row.Platform), row.Verdict, row.Cases,
        ]));
}
