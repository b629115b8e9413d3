namespace TikTokBan.Exposures;

/// <summary>The scan: reads every source once, joins what they say, judges each case and counts what could not be seen.</summary>
public static class ScanOperation
{
    /// <summary>Scans.</summary>
    /// <param name="request">Sources, catalogue, directive, profile and date.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>Exposures, coverage and numbers, all in a fixed order. A source that fails is named in the coverage; the others are read all the same.</returns>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public static async Task<ScanResult> RunAsync(ScanRequest request, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var world = new ScannedWorld(request.AsOf);
        var reading = new SourceReading(request, world, progress);
        await reading.ReadAllAsync(cancellationToken).ConfigureAwait(false);

        var judge = new CaseJudge(request, world);
        var exposures = new List<Exposure>();
        foreach (var found in world.Observations.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            exposures.Add(judge.Decide(found));
        }

        exposures.Sort(Compare);
        var coverage = reading.Coverage();
        var suspicions = Suspicions(world, judge);
        var summary = Summarise(request, world, judge, exposures, reading, suspicions.Count);
        var scan = new ScanResult(
            summary,
            coverage,
            exposures,
            reading.Rejected,
            [.. request.Unrecognised.OrderBy(file => file.Location, StringComparer.Ordinal)])
        {
            Suspicions = suspicions,
        };
        return scan with { Summary = summary with { ScanId = ScanFingerprint.Of(scan) } };
    }

    private static int Compare(Exposure one, Exposure other)
    {
        var order = other.Verdict.CompareTo(one.Verdict);
        if (order == 0)
            order = string.CompareOrdinal(one.Application, other.Application);
        if (order == 0)
            order = string.CompareOrdinal(one.Organisation, other.Organisation);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }

    private static List<Suspicion> Suspicions(ScannedWorld world, CaseJudge judge)
    {
        var suspicions = new List<Suspicion>();
        foreach (var (observation, device, person) in world.Observations.Suspicious)
        {
            var evidence = EvidenceOrder.Of(observation);
            suspicions.Add(new Suspicion(
                StableId.OfSuspicion(evidence.Source, evidence.Value, evidence.Reference),
                evidence,
                judge.DeviceId(device),
                device < 0 ? null : world.Devices[device].Name,
                judge.PersonId(person),
                person < 0 ? null : world.People[person].UserPrincipalName ?? world.People[person].Mail));
        }

        return [.. suspicions.OrderBy(suspicion => suspicion.Id, StringComparer.Ordinal)];
    }

    private static ScanSummary Summarise(
        ScanRequest request,
        ScannedWorld world,
        CaseJudge judge,
        IReadOnlyList<Exposure> exposures,
        SourceReading reading,
        int suspicious)
    {
        var visibility = new Visibility(reading.InventoryWasRead(), request.AsOf);
        var unseen = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long devices = 0;
        foreach (var device in world.Devices.All)
        {
            devices++;
            if (visibility.WhyUnseen(device) is { } reason)
                unseen[reason] = unseen.GetValueOrDefault(reason) + 1;
        }

        var language = request.Language;
        return new ScanSummary
        {
            ScanId = "",
            Authority = request.Profile.Name?.In(language),
            Directive = request.Directive.Id,
            AsOf = request.AsOf,
            Catalogue = $"{request.Catalogue.Version} {request.Catalogue.Hash}",
            CatalogueSize = request.Catalogue.Indicators.LongCount(),
            DirectiveHash = request.Directive.Hash,
            Devices = devices,
            DevicesUnseen = unseen.Values.Sum(),
            People = world.People.All.LongCount(person => person.Listed),
            Exposures = exposures.Count,
            ExposedDevices = exposures.Where(exposure => exposure.Device is { Address: null }).Select(exposure => exposure.Device!.Id).Distinct().LongCount(),
            ExposedPeople = exposures.Where(exposure => exposure.Person is not null).Select(exposure => exposure.Person!.Id).Distinct().LongCount(),
            ByVerdict = SummaryBuilder.ByVerdict(exposures),
            ByApplication = SummaryBuilder.By(exposures, exposure => [exposure.Application], id => request.Catalogue.Find(id)?.Name(language) ?? id),
            ByOrganisation = SummaryBuilder.By(exposures, exposure => [exposure.Organisation], id => request.Profile.OrganisationNameIn(id, language) ?? id),
            BySource = SummaryBuilder.By(exposures, exposure => exposure.Evidence.Select(evidence => evidence.Source).Distinct(), SourceReading.TitleOf),
            ByPlatform = SummaryBuilder.By(exposures, exposure => [exposure.Device?.Platform], platform => PlatformNames.Of(platform)),
            UnseenByReason = unseen,
            Assumptions =
            [
                .. request.Profile.Assumptions
                    .Where(assumption => judge.AssumptionsUsed.ContainsKey(assumption.Id))
                    .Select(assumption => new UsedAssumption(assumption.Id, assumption.Text.In(language), judge.AssumptionsUsed[assumption.Id])),
            ],
            Suspicious = suspicious,
        };
    }
}
