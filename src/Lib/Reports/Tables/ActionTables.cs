using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Tables;

/// <summary>What is done about it: removals, blocks, and the exceptions that were granted.</summary>
internal static class ActionTables
{
    public static IEnumerable<DataTable> Of(TableMaker make) => [Removals(make), Blocks(make), Waivers(make)];

    private static DataTable Removals(TableMaker make) => make.Make(
        "removals", "table.removals", "none.removals", "removals",
        [
            make.Column("plan", CellKind.Code), make.Column("state", CellKind.Text), make.Column("deadline", CellKind.Day), make.Column("devices", CellKind.Figure),
            make.Column("acted-on", CellKind.Figure), make.Column("seen-gone", CellKind.Figure), make.Column("seen-present", CellKind.Figure),
            make.Column("failed", CellKind.Figure), make.Column("late", CellKind.Figure), make.Column("last-run", CellKind.Time),
        ],
        make.Model.Removals.Select(row => (IReadOnlyList<Cell>)
        [
            row.Plan, make.Words("progress", row.State), row.Deadline, row.Devices, row.ActedOn, row.SeenGone, row.SeenPresent, row.Failed, row.Late, row.LastRun,
        ]));

    private static DataTable Blocks(TableMaker make) => make.Make(
        "blocks", "table.blocks", "none.blocks", "blocks",
        [
            make.Column("plan", CellKind.Code), make.Column("where", CellKind.Text), make.Column("state", CellKind.Text), make.Column("controls", CellKind.Number),
            make.Column("in-force", CellKind.Number), make.Column("applications", CellKind.Value), make.Column("since", CellKind.Time),
        ],
        make.Model.Blocks.Select(row => (IReadOnlyList<Cell>)
        [
            row.Plan, make.Words("block.part", row.Part), make.Words("block.state", row.State), row.Controls, row.InForce,
            string.Join(", ", row.Applications.Select(application => make.Title("application", application))), row.Since,
        ]));

    private static DataTable Waivers(TableMaker make)
    {
        var listed = make.Model.ListsCases;
        return make.Make(
            "waivers", "table.waivers", "none.waivers", "waivers",
            [
                .. listed ? [make.Column("waiver", CellKind.Code), make.Column("holder", CellKind.Value)] : Array.Empty<DataColumn>(),
                make.Column("kind", CellKind.Text), make.Column("state", CellKind.Text), make.Column("application", CellKind.Value),
                make.Column(listed ? "expires" : "expires-by", CellKind.Day), make.Column("count", CellKind.Figure),
            ],
            make.Model.Waivers.Select(row => (IReadOnlyList<Cell>)
            [
                .. listed ? [row.Id, row.Holder] : Array.Empty<Cell>(),
                make.Words("waiver.kind", row.Kind), make.Text["waiver.state." + row.State],
                row.Application is { } application ? make.Title("application", application) : make.Text["any"], (DateOnly?)row.Expires, row.Count,
            ]));
    }
}
