using TikTokBan.Exposures;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Tables;

/// <summary>The cases one by one, in a report that lists them: those that are there, and those that are gone.</summary>
internal static class CaseTables
{
    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        var model = make.Model;
        if (!model.ListsCases)
            yield break;
        yield return Cases(make, "cases", "cases.caption", "cases.none", model.Cases, Standing);
        if (model.Changes is { } changes)
            yield return Cases(make, "solved-cases", "table.solved-cases", "none.solved-cases", changes.SolvedCases, _ => make.Text["change.solved"]);

        string? Standing(Exposure one) =>
            model.Changes is not { } since ? null
            : since.NewCases.Contains(one.Id) ? make.Text["change.new"]
            : since.ReappearedCases.Contains(one.Id) ? make.Text["change.reappeared"]
            : make.Text["change.open"];
    }

    private static DataTable Cases(TableMaker make, string id, string title, string none, IReadOnlyList<Exposure> cases, Func<Exposure, string?> standing)
    {
        var words = Enum.GetValues<Confidence>().ToDictionary(value => value, value => make.Text["confidence." + value]);
        return make.Make(
            id, title, none, "exposures",
            [
                make.Column("verdict", CellKind.Verdict), make.Column("deadline", CellKind.Day), make.Column("standing", CellKind.Text),
                make.Column("application", CellKind.Value), make.Column("conducts", CellKind.Text), make.Column("device", CellKind.Value),
                make.Column("serial", CellKind.Value), make.Column("platform", CellKind.Value), make.Column("person", CellKind.Value),
                make.Column("account", CellKind.Value), make.Column("organisation", CellKind.Value), make.Column("first-seen", CellKind.Time),
                make.Column("latest", CellKind.Time), make.Column("confidence", CellKind.Text), make.Column("source", CellKind.Value),
                make.Column("reasons", CellKind.Value), make.Column("missing", CellKind.Code), make.Column("rule", CellKind.Code), make.Column("key", CellKind.Code),
            ],
            cases.Select(one => (IReadOnlyList<Cell>)
            [
                one.Verdict, one.Deadline, standing(one), make.Title("application", one.Application),
                string.Join(", ", one.Conducts.Select(conduct => make.Words("conduct", conduct.ToString()))),
                one.Device?.Name ?? one.Device?.Address ?? one.Device?.Id, one.Device?.Serial,
                one.Device?.Platform is { } platform ? make.Title("platform", platform) : null,
                one.Person?.DisplayName ?? one.Person?.Id, one.Person?.UserPrincipalName, make.Title("organisation", one.Organisation),
                one.FirstSeen, one.LastSeen, words[one.Confidence],
                string.Join(", ", one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal).Select(source => make.Title("source", source))),
                string.Join(' ', one.Reasons), string.Join(' ', one.Missing), one.Rule, one.Id,
            ]));
    }
}
