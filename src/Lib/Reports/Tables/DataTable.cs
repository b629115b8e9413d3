using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Tables;

/// <summary>One table of the report, in one language, for every format that has tables.</summary>
/// <param name="Id">Its id, such as <c>verdicts</c>: name of a sheet, an anchor.</param>
/// <param name="Title">Its title.</param>
/// <param name="Columns">Its columns; keys are the same in every language.</param>
/// <param name="Rows">Its rows, made as they are asked for: there may be a hundred thousand.</param>
/// <param name="Evidence">References of what it was counted from, such as <c>E-003</c>.</param>
internal sealed record DataTable(string Id, string Title, IReadOnlyList<DataColumn> Columns, IEnumerable<IReadOnlyList<Cell>> Rows, IReadOnlyList<string> Evidence)
{
    /// <summary>What it says that there is no row.</summary>
    public required string WhenEmpty { get; init; }
}

/// <summary>A column.</summary>
/// <param name="Key">For programs: the same in every language.</param>
/// <param name="Header">For people.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record DataColumn(string Key, string Header, CellKind Kind);
