using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Tables;

/// <summary>What the document is and rests on: its control block, words, evidence, and where each number comes from.</summary>
internal static class MethodTables
{
    public static IEnumerable<DataTable> Of(TableMaker make)
    {
        yield return Control(make);
        yield return make.Make(
            "glossary", "glossary", "none.any", "glossary",
            [make.Column("word", CellKind.Text), make.Column("meaning", CellKind.Text)],
            ReportText.Glossary(make.Model.Options.Detail).Select(word => (IReadOnlyList<Cell>)[make.Text["word." + word], make.Text[$"word.{word}.meaning"]]));
        yield return make.Make(
            "evidence", "table.evidence", "none.evidence", "evidence",
            [
                make.Column("reference", CellKind.Code), make.Column("kind", CellKind.Text), make.Column("title", CellKind.Value), make.Column("key", CellKind.Code),
                make.Column("location", CellKind.Value), make.Column("sha256", CellKind.Code), make.Column("records", CellKind.Number),
                make.Column("from", CellKind.Time), make.Column("to", CellKind.Time),
            ],
            make.Model.Register.Select(row => (IReadOnlyList<Cell>)
            [
                row.Reference, make.Words("evidence.kind", row.Kind), row.IsInArchive ? $"{row.Title} ({make.Text["register.in-archive"]})" : row.Title, row.Key, row.Location, row.Sha256,
                row.Records is { } records ? records : default(Cell), row.From, row.To,
            ]));
        yield return make.Make(
            "provenance", "table.provenance", "none.evidence", "provenance",
            [make.Column("figure", CellKind.Code), make.Column("counts", CellKind.Text), make.Column("evidence", CellKind.Code)],
            make.Model.Provenance.Select(row => (IReadOnlyList<Cell>)[row.Figure, make.Text.Find("figure." + row.Figure), string.Join(' ', row.Evidence)]));
    }

    private static DataTable Control(TableMaker make)
    {
        var (text, control, scan) = (make.Text, make.Model.Control, make.Model.Scan);
        (string Key, string? Value)[] facts =
        [
            ("control.reference", control.Reference),
            ("control.detail", text.Find("kind." + control.Detail) ?? text["kind.Named"]),
            ("control.authority", scan.Authority ?? text["title.no-authority"]),
            ("fact.directive", make.Model.DirectiveIn(make.Text.Language)),
            ("fact.directive-id", scan.Directive),
            ("fact.directive-hash", scan.DirectiveHash),
            ("fact.as-of", text.Day(scan.AsOf)),
            ("fact.scan", scan.ScanId),
            ("fact.catalogue", scan.Catalogue),
            ("control.product", control.Product),
            ("control.started", control.Started is { } started ? make.Moment(started) : null),
            ("control.finished", control.Finished is { } finished ? make.Moment(finished) : null),
            ("control.actor", control.Actor),
            ("control.permissions", control.Permissions is { } permissions ? permissions.Count == 0 ? text["control.permissions.none"] : string.Join(", ", permissions) : null),
            ("control.evidence-from", control.EvidenceFrom is { } from ? make.Moment(from) : null),
            ("control.evidence-to", control.EvidenceTo is { } to ? make.Moment(to) : null),
            .. make.Model.Headline.ErasedIn(text) is { } erased ? new (string, string?)[] { ("fact.erased", erased) } : [],
        ];
        return make.Make(
            "control", "table.control", "none.any", "control",
            [make.Column("fact", CellKind.Text), make.Column("value", CellKind.Value)],
            facts.Select(fact => (IReadOnlyList<Cell>)[text[fact.Key], fact.Value ?? text["unknown"]]));
    }
}
