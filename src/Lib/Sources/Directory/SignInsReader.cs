using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>
/// Reads sign-ins to covered applications, and to any that calls itself TikTok, of as long as the service keeps them. A period that
/// is too much for the service is asked for in halves, the later first.
/// </summary>
internal sealed class SignInsReader : LiveReader
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public override Shape Shape { get; } = new SignIns();

    public override string Location => "graph/signIns";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var applications = await scan.Applications.WaitAsync(cancellationToken).ConfigureAwait(false);
        var unseen = new UnseenRows(Location);
        foreach (var filter in Filters(applications.All))
        {
            var periods = new TimeSlices(scan.Options.Now - Kept, scan.Options.Now);
            while (periods.Next() is { } period)
            {
                await using var pages = new PageWalk(scan.Client.PagesAsync(DirectoryOperations.SignInsList, Request(scan, period, filter), cancellationToken), cancellationToken);
                while (await pages.NextAsync().ConfigureAwait(false) is { } page)
                    yield return unseen.Of(page);
                if (pages.Problem is { } failed && !periods.TryHalve(period, failed))
                    throw NotRead(failed, period);
            }
        }
    }

    // One application at a time: the service is known to ignore one side of an "or".
    private static IEnumerable<string> Filters(IReadOnlyList<ServicePrincipalRecord> applications) =>
        applications.Select(application => application.AppId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(id => $"appId eq '{id.Replace("'", "''", StringComparison.Ordinal)}'")
            .Append("startswith(appDisplayName,'TikTok')");

    private static RequestInformation Request(LiveScan scan, TimeSlice period, string filter) => scan.Client.V1.AuditLogs.SignIns.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Filter = $"createdDateTime ge {Text(period.From)} and createdDateTime le {Text(period.To)} and {filter}";
        get.QueryParameters.Top = 1000;
    });

    private static TenantException NotRead(TenantException failed, TimeSlice period) => failed.IsAbsence || failed.Failure == TenantFailure.Denied
        ? failed
        : new TenantException(failed.Failure, $"Sign-ins of {Text(period.To)} and before were not all read: {failed.Message}", failed)
        {
            Status = failed.Status,
            Code = failed.Code,
            RequestId = failed.RequestId,
            RetryAfter = failed.RetryAfter,
            TookTooLong = failed.TookTooLong,
        };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
