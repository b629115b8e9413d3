using System.Security.Cryptography;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports;

/// <summary>Makes a report from what was asked for: gathers what the ledger knows, writes it, and records in the ledger that it was made. What a front end calls.</summary>
public static class ReportOperation
{
    /// <summary>Makes it. What was in the folder before stays until the new report is whole and recorded.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="time">The clock, for the record of who made it when; the report itself is of no time but its scan's.</param>
    /// <param name="cancellationToken">Gives up; what was in the folder is then as it was.</param>
    /// <exception cref="UnusableInputException">Names were not agreed to, or the scan, ledger, folder, key or language cannot be used.</exception>
    public static async Task<WrittenReport> RunAsync(ReportRequest request, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(time);
        if (request.Options.Detail == ReportDetail.Named && !request.NamesAgreed)
            throw new UnusableInputException(InputProblem.ConsentMissing, "a report with names is personal data and has to be agreed to: add --confirm, or ask for --detail aggregate or pseudonymised");
        var ledger = request.Ledger is { } location ? new EvidenceLedger(location) : null;
        var input = await InputAsync(request, ledger, cancellationToken).ConfigureAwait(false);
        var options = request.Options with { PseudonymKey = await KeyAsync(request, input, cancellationToken).ConfigureAwait(false) };
        var files = await ReportWriter.WriteAsync(
            input,
            options,
            request.Folder,
            async (folder, model) =>
            {
                // Numbers of a selection are not those that the next report is held against.
                if (ledger is not null && input.Stored is { } stored && (model.ListsCases || input.Scan.Summary.SelectedFrom is null))
                    await ledger.AddReportAsync(Record(request, stored, model, folder, time), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return new WrittenReport(request.Folder, [.. files.Select(file => Path.Combine(request.Folder, file))], input.Scan.Summary.ScanId, options.Detail);
    }

    private static async Task<ReportInput> InputAsync(ReportRequest request, EvidenceLedger? ledger, CancellationToken cancellationToken)
    {
        var directive = request.DirectiveFile is { } file ? Directive.LoadFile(file) : null;
        var profile = request.Profile is { } named ? AuthorityProfile.Load(named) : null;
        var reference = request.Reference ?? await KeptAsync(request, ledger, cancellationToken).ConfigureAwait(false);
        if (ledger is null || reference is null)
        {
            var scan = request.Scan ?? throw new ArgumentException("Neither a scan nor a ledger that holds it.", nameof(request));
            return new ReportInput(scan) { Directive = directive ?? DirectiveTitle.Shipped(scan.Summary.Directive), Profile = profile };
        }

        var gathered = await ReportGathering.FromLedgerAsync(ledger, new EvidenceLedger(request.Ledger!).Journal, reference, directive, cancellationToken).ConfigureAwait(false);
        return request.Scan is { Summary.SelectedFrom: not null } selection
            ? new ReportInput(selection) { Stored = gathered.Stored, Head = gathered.Head, Directive = gathered.Directive, Profile = profile }
            : gathered with { Profile = profile };
    }

    // A scan that the caller holds has a history only where the ledger holds it too. What tells of people must be there, so that it can be recorded.
    private static async Task<string?> KeptAsync(ReportRequest request, EvidenceLedger? ledger, CancellationToken cancellationToken)
    {
        if (ledger is null || request.Scan is not { } scan)
            return null;
        var kept = request.Ledger!.MayExist && (await ledger.ListScansAsync(cancellationToken).ConfigureAwait(false)).Any(one => one.Id == scan.Summary.ScanId);
        if (!kept && request.Options.Detail == ReportDetail.Named)
            throw new UnusableInputException(InputProblem.ReportUnusable, "a report with names is recorded beside its scan, and this ledger does not hold the scan; keep it there when you scan, and name the same ledger here", request.Ledger.Name);
        return kept ? scan.Summary.ScanId : null;
    }

    private static async Task<ReadOnlyMemory<byte>> KeyAsync(ReportRequest request, ReportInput input, CancellationToken cancellationToken)
    {
        if (request.Options.Detail != ReportDetail.Pseudonymised || !request.Options.PseudonymKey.IsEmpty)
            return request.Options.PseudonymKey;
        if (request.PseudonymKeyFile is { } file)
            return await PseudonymKeys.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return request.Ledger is { } location
            ? await PseudonymKeys.ForAsync(location, input.Scan.Summary.Authority, cancellationToken).ConfigureAwait(false)
            : throw new UnusableInputException(InputProblem.KeyUnusable, "a report with pseudonyms needs their key; name the ledger beside which it is kept, or a file with it");
    }

    private static RecordedReport Record(ReportRequest request, StoredScan stored, ReportModel model, string folder, TimeProvider time) => new()
    {
        Scan = stored.Id,
        ScanSha256 = stored.Sha256,
        Detail = model.Options.Detail.ToString().ToLowerInvariant(),
        Language = model.Options.Language,
        Formats = [.. Enum.GetValues<ReportFormats>().Where(one => one is not ReportFormats.None and not ReportFormats.Standard && (model.Options.Formats | ReportFormats.Json).HasFlag(one)).Select(one => one.ToString().ToLowerInvariant())],
        MadeAt = time.GetUtcNow(),
        Actor = request.Actor,
        ManifestSha256 = Sha256(Path.Combine(folder, ManifestFiles.Manifest)),
        DocumentSha256 = Sha256(Path.Combine(folder, JsonFormat.File)),
        Figures = model.ListsCases ? new Dictionary<string, string>() : model.Published,
    };

    private static string Sha256(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
    }
}
