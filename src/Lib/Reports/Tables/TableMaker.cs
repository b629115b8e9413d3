using System.Globalization;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Tables;

/// <summary>Makes tables of a model in one language: finds their texts, their evidence, and the titles of what they name.</summary>
internal sealed class TableMaker(ReportModel model, ReportText text)
{
    private readonly IReadOnlyDictionary<(string, string), string> _titles = model.Titles;

    public ReportModel Model => model;

    public ReportText Text => text;

    /// <summary>A table.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="title">Key of its title.</param>
    /// <param name="none">Key of what it says without rows.</param>
    /// <param name="figure">Its name in the list of where numbers come from.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    public DataTable Make(string id, string title, string none, string figure, IReadOnlyList<DataColumn> columns, IEnumerable<IReadOnlyList<Cell>> rows) =>
        new(id, text[title], columns, rows, model.EvidenceOf(figure)) { WhenEmpty = text[none] };

    /// <summary>A column whose header is the text <c>column.KEY</c>.</summary>
    public DataColumn Column(string key, CellKind kind) => new(Camel(key), text["column." + key], kind);

    /// <summary>A column of numbers of a kind of change, under the same word as on the page.</summary>
    public DataColumn Change(string kind) => new(kind, text["change." + kind], CellKind.Figure);

    /// <summary>The words of a value that stands for something, or the value itself where no words are known.</summary>
    public string Words(string kind, string value) => text.Find($"{kind}.{value}") ?? value;

    /// <summary>What people call an application, organisation, source or platform.</summary>
    public string Title(string dimension, string? key) =>
        string.IsNullOrEmpty(key) ? text["unknown"] : _titles.GetValueOrDefault((dimension, key), key);

    /// <summary>A moment in words, in universal time.</summary>
    public string Moment(DateTimeOffset time) =>
        $"{text.Day(DateOnly.FromDateTime(time.UtcDateTime))}, {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static string Camel(string key)
    {
        var parts = key.Split('-');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
