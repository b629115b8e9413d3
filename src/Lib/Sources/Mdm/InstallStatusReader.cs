using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Mdm;

/// <summary>Reads how far the assignments of covered applications got. The reports don't say what they are about, so it is added to their rows.</summary>
internal sealed class InstallStatusReader(MdmReports reports) : LiveReader
{
    public override Shape Shape { get; } = new InstallStatus();

    public override string Location => "intune/DeviceInstallStatusByApp";

    public override string? IdProperty => null;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var applications = await AssignedApplications.FindAsync(scan, cancellationToken).ConfigureAwait(false);
        var orders = applications.Select(application => (Application: application, Report: MdmReports.InstallStatusOf(application.Id))).ToList();
        await reports.Jobs.SubmitAsync(scan, orders.Select(order => order.Report), cancellationToken).ConfigureAwait(false);
        foreach (var (application, report) in orders)
        {
            await using var file = await reports.Jobs.OpenAsync(scan, report, cancellationToken).ConfigureAwait(false);
            var rows = file.RowsAsync(cancellationToken, $"{report.Name}_{application.Id}", table => new AddedColumns(table, Columns(application)));
            await foreach (var batch in rows.ConfigureAwait(false))
                yield return batch;
        }
    }

    private static List<(string Name, string Value)> Columns(AssignedApplication application) =>
        [("ApplicationName", application.Name), ("ApplicationId", application.Id), ("ApplicationIntent", application.IsRemoved ? "uninstall" : "install")];
}
