using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>The registered exceptions under the scan's directive: one by one where cases are listed, else by kind, state and application.</summary>
internal sealed class WaiverRows
{
    private readonly List<Func<Func<int, Figure>, WaiverRow>> _rows = [];

    public WaiverRows(ReportInput input, bool listed, Suppression figures)
    {
        var day = input.Scan.Summary.AsOf;
        var own = input.Waivers.Where(waiver => waiver.Directive == input.Scan.Summary.Directive).ToList();
        if (listed)
        {
            foreach (var one in own.OrderBy(waiver => waiver.Id, StringComparer.Ordinal))
                _rows.Add(_ => new WaiverRow(one.Id, one.Kind, one.StateOn(day), one.Application, one.Holder, one.Expires, new Figure(1)));
            return;
        }

        foreach (var group in own.GroupBy(waiver => (waiver.Kind, State: waiver.StateOn(day), waiver.Application))
            .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.State).ThenBy(group => group.Key.Application, StringComparer.Ordinal))
        {
            var number = figures.Add(group.LongCount(), Level.Row, Listing.Occurring, FigureName.Of("waivers", group.Key.Kind, group.Key.State.ToString(), group.Key.Application ?? ""));
            _rows.Add(show => new WaiverRow(null, group.Key.Kind, group.Key.State, group.Key.Application, null, EndOfQuarter(group.Max(waiver => waiver.Expires)), show(number)));
        }
    }

    public IReadOnlyList<WaiverRow> Build(Func<int, Figure> show) => [.. _rows.Select(row => row(show))];

    // The very day would tell one waiver from another.
    private static DateOnly EndOfQuarter(DateOnly day)
    {
        var month = ((day.Month - 1) / 3 * 3) + 3;
        return new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month));
    }
}
