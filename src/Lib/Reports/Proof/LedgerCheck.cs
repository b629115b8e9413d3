using TikTokBan.Ledger;

namespace TikTokBan.Reports.Proof;

/// <summary>Whether a ledger holds the scan that a report is of.</summary>
internal static class LedgerCheck
{
    private const string Scans = "scans";

    public static async Task RunAsync(ReportManifest manifest, ILedger ledger, Findings findings, CancellationToken cancellationToken)
    {
        if (manifest.Scan is not { } scan)
        {
            findings.Note("The report adds up others and has no scan of its own, so it was not compared with the ledger.");
            return;
        }

        var stored = await ledger.ListScansAsync(cancellationToken).ConfigureAwait(false);
        var same = stored.Where(one => one.Id == scan.Id).ToList();
        if (same.Count == 0)
            Differs($"The ledger holds no scan {FolderContent.Shown(scan.Id)}.");
        else if (scan.Selection == true)
            findings.Note($"The report is of a selection of the scan {scan.Id}, which the ledger holds; whether the selection is right cannot be told from it.");
        else if (same.FirstOrDefault(one => one.Sha256 == scan.Sha256) is not { } found)
            Differs($"The ledger holds the scan {scan.Id} with another content.", same[0].Sha256, scan.Sha256);
        else
            await WholeAsync(found).ConfigureAwait(false);
        foreach (var (chain, head) in manifest.Ledger ?? new Dictionary<string, string>())
        {
            if (chain != Scans)
                findings.Note($"The head of the ledger's chain \"{FolderContent.Shown(chain)}\" was not checked.");
            else if (!stored.Any(one => one.Sha256 == head))
                Differs("The head of the ledger that the manifest names is not in the ledger's chain of scans.", head);
        }

        async Task WholeAsync(StoredScan found)
        {
            try
            {
                await ledger.LoadScanAsync(found.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (UnusableInputException damaged)
            {
                Differs($"The ledger's scan {found.Id} cannot be relied on: {damaged.Sentence}.");
            }
        }

        void Differs(string sentence, string? expected = null, string? actual = null) => findings.Add(ReportFlaw.LedgerDiffers, null, sentence, expected, actual);
    }
}
