using System.Globalization;
using System.Management.Automation;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Shows how far a ledger was copied or verified.</summary>
internal sealed class LedgerProgress(PipelineBridge pipeline) : IProgress<ChainProgress>, IProgress<MovedTable>
{
    private const int ActivityId = 718;

    public void Report(ChainProgress value) => pipeline.Report(new ProgressRecord(ActivityId, "Verifying the ledger", string.Create(CultureInfo.InvariantCulture, $"{value.Events:N0} of {value.Of:N0} events"))
    {
        PercentComplete = value.Of > 0 ? (int)Math.Clamp(value.Events * 100 / value.Of, 0, 100) : -1,
    });

    public void Report(MovedTable value) =>
        pipeline.Report(new ProgressRecord(ActivityId, "Copying the ledger", string.Create(CultureInfo.InvariantCulture, $"rows of {value.Table}: {value.Rows:N0}")));
}
