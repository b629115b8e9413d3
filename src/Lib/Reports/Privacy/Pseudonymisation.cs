using TikTokBan.Exposures;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Makes of what a report is made of the same with pseudonyms in place of people and devices, and without anything else that tells who they
/// are. All counting and writing comes after it.
/// </summary>
internal sealed class Pseudonymisation
{
    private readonly ReportInput _input;
    private readonly Redaction _redaction;
    private readonly EvidenceRegister _register;
    private readonly SmallOrganisations _organisations;
    private readonly PseudonymisedCases _cases;
    private readonly PseudonymisedWaivers _waivers;
    private readonly ReportText _text;

    private Pseudonymisation(ReportInput input, ReportOptions options, Retelling retelling)
    {
        _input = input;
        _text = ReportText.Of(options.Language)[0];
        _redaction = new Redaction(input, active: true);
        _register = new EvidenceRegister(input, new ModelTitles(input, options, _text), _redaction);
        _organisations = new SmallOrganisations(Scans());
        _waivers = new PseudonymisedWaivers(input);
        var names = new Pseudonyms(options.PseudonymKey, Ids().Concat(_waivers.Ids));
        _waivers.Names = names;
        _cases = new PseudonymisedCases(names, _redaction, retelling, _register, _organisations, new SmallPopulations(Scans(), _text));
    }

    /// <summary>The input with pseudonyms where the report is to have them; else the input.</summary>
    /// <param name="input">What the report is made of.</param>
    /// <param name="options">What it is to be like.</param>
    /// <param name="retelling">Knows which sentences are the product's own.</param>
    /// <exception cref="UnusableInputException">There is no key for them, or too short a one.</exception>
    public static ReportInput Of(ReportInput input, ReportOptions options, Retelling retelling)
    {
        if (options.Detail != ReportDetail.Pseudonymised)
            return input;
        if (options.PseudonymKey.Length < Pseudonyms.KeyLength)
            throw new UnusableInputException(InputProblem.KeyUnusable, $"a report with pseudonyms needs the authority's key for them, of {Pseudonyms.KeyLength} bytes or more; name the ledger that keeps it, or a file with it");
        return new Pseudonymisation(input, options, retelling).Result();
    }

    private ReportInput Result() => _input with
    {
        Scan = Of(_input.Scan),
        Previous = _input.Previous is { } previous ? Of(previous) : null,
        SeenBefore = _input.SeenBefore.Select(_cases.IdOf).ToHashSet(StringComparer.Ordinal),
        PreviousReported = null,
        Waivers = [.. _input.Waivers.Select(_waivers.Of).OrderBy(waiver => waiver.Id, StringComparer.Ordinal)],
    };

    private IEnumerable<ScanResult> Scans() => _input.Previous is { } previous ? [_input.Scan, previous] : [_input.Scan];

    private IEnumerable<(PseudonymKind Kind, string Id)> Ids()
    {
        foreach (var id in _input.SeenBefore)
            yield return (PseudonymKind.Case, id);
        foreach (var one in _input.Scan.Exposures.Concat(_input.Previous?.Exposures ?? []))
        {
            yield return (PseudonymKind.Case, one.Id);
            if (one.Person is { } person)
                yield return (PseudonymKind.Person, person.Id);
            if (one.Device is { } device)
                yield return (PseudonymisedCases.KindOf(device), device.Id);
        }
    }

    private ScanResult Of(ScanResult scan)
    {
        // The order must not be that of the ids behind the pseudonyms.
        List<Exposure> cases =
        [
            .. scan.Exposures.Select(_cases.Of)
                .OrderByDescending(one => one.Verdict).ThenBy(one => one.Application, StringComparer.Ordinal)
                .ThenBy(one => one.Organisation, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        return scan with
        {
            Summary = scan.Summary with
            {
                ByOrganisation = SmallOrganisations.Breakdown(scan.Summary, cases, _text),
                Assumptions = [.. scan.Summary.Assumptions.Select(one => one with { Text = _redaction.Text(one.Text)! })],
            },
            Exposures = cases,
            Coverage = [.. scan.Coverage.Select(Of)],
            Rejected = [.. scan.Rejected.Select(row => new RejectedRow(_redaction.Location(row.Location), row.Line, ""))],
            Unrecognised = [.. scan.Unrecognised.Select(_redaction.File)],
            Suspicions = [],
        };
    }

    private SourceCoverage Of(SourceCoverage source) => source with
    {
        Location = _redaction.Location(source.Location, _text.Find("source." + source.Source) ?? source.Title),
        Problem = _redaction.Text(source.Problem),
    };
}
