using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Gathers what a ledger holds about a subject.</summary>
internal sealed class AccessGathering(LedgerSession session, TimeProvider time)
{
    private const int SegmentsAtOnce = 64;

    // Where a waiver names people, and in which role they are sealed beside it.
    private static readonly (string Member, string Role)[] WaiverRoles = [("grantor", NamedPerson.Grantor), ("approvedBy", NamedPerson.Approver), ("by", NamedPerson.Revoker)];

    private readonly SubjectKeys _keys = new(session, time);
    private readonly PartEvents _events = new(session);

    public async Task<AccessContent> GatherAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default)
    {
        var search = new SubjectSearch(session, _keys);
        var found = await search.FindAsync(names, asksForDevices: false, cancellationToken).ConfigureAwait(false);
        if (found.CasesOf.Count > 1 && found.Subjects.Count == 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"this device stands only in {found.PersonCasesText}, and nobody is given what is held of another; ask by a person's name", session.Store.Name);
        // Of a device that several people have, their cases are given to each by the own name.
        IReadOnlyList<SealedPlace> named = found.CasesOf.Count == 1 ? found.PersonCases : [];
        var content = new AccessContent { Subjects = [.. found.Subjects.Union(named.Select(place => place.Subject)).Order()] };
        if (content.Subjects.Count == 0)
            return content;
        var own = await search.PartsAsync(found.Subjects, cancellationToken).ConfigureAwait(false);
        var cases = await AddOwnAsync(content, [.. own.Concat(named).Select(place => place.Number)], cancellationToken).ConfigureAwait(false);
        var scans = await AddCasesAsync(content, cases, cancellationToken).ConfigureAwait(false);
        await AddDocumentsAsync(content, found, cancellationToken).ConfigureAwait(false);
        await AddReportsAsync(content, scans, cancellationToken).ConfigureAwait(false);
        return content;
    }

    private async Task<Dictionary<long, byte[]>> AddOwnAsync(AccessContent content, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        var cases = new Dictionary<long, byte[]>();
        foreach (var (number, sealedContent) in (await SealedParts.ReadAsync(session, _keys, numbers, cancellationToken).ConfigureAwait(false)).OrderBy(part => part.Key))
        {
            content.Parts++;
            var origin = await ErasureSearch.OriginAsync(session, _events, number, cancellationToken).ConfigureAwait(false);
            var isCase = origin.Kind == EventKinds.Scan && sealedContent is not null;
            var node = sealedContent is null || isCase ? null : Parse(sealedContent);
            if (isCase)
                cases[number] = sealedContent!;
            else if (node is JsonObject act && act.ContainsKey("role"))
                content.Items["acts"].Add(Item(origin, node));
            else
                content.Items[origin.Kind is EventKinds.Waiver or EventKinds.Revocation ? "waivers" : "entries"].Add(Item(origin, node));
        }

        NamePeople(content);
        return cases;
    }

    // Who granted, approved or revoked a waiver is sealed apart: it is the subject where the subject has an act of the same event.
    private static void NamePeople(AccessContent content)
    {
        foreach (var waiver in content.Items["waivers"])
        {
            if (waiver!["content"] is not JsonObject stored)
                continue;
            foreach (var (member, role) in WaiverRoles.Where(one => (string?)stored[one.Member] is ""))
            {
                var own = content.Items["acts"].FirstOrDefault(act => (long)act!["event"]! == (long)waiver["event"]! && (string?)act["content"]!["role"] == role);
                stored[member] = (string?)own?["content"]!["name"] ?? SubjectExtract.Other;
            }
        }
    }

    // A case stands once, as the last scan saw it, with all scans that it is in.
    private async Task<List<string>> AddCasesAsync(AccessContent content, Dictionary<long, byte[]> cases, CancellationToken cancellationToken)
    {
        var seen = cases.Keys.ToDictionary(part => part, _ => new JsonArray());
        var last = cases.ToDictionary(one => one.Key, one => ExposureText.Readable(one.Value));
        var scans = new List<string>();
        foreach (var scan in cases.Count == 0 ? [] : (await session.QueryAsync<ScanRow>("SELECT head.number AS Number, head.id AS Id, head.as_of AS AsOf, event.at AS At FROM scan_head AS head JOIN event ON event.authority = head.authority AND event.number = head.number WHERE head.authority = @authority ORDER BY head.number", null, cancellationToken).ConfigureAwait(false)).ToList())
        {
            for (long ordinal = 0; ; ordinal += SegmentsAtOnce)
            {
                var segments = await ScanLoading.SegmentsAsync(session, scan.Number, ordinal, SegmentsAtOnce, scan.Id, cancellationToken).ConfigureAwait(false);
                foreach (var (segment, item) in segments.SelectMany(segment => Enumerable.Range(0, segment.Parts.Count).Where(item => cases.ContainsKey(segment.Parts[item])).Select(item => (segment, item))))
                {
                    var text = new ArrayBufferWriter<byte>();
                    ExposureText.Join(cases[segment.Parts[item]], segment.CutsOf(item), text);
                    last[segment.Parts[item]] = text.WrittenSpan.ToArray();
                    seen[segment.Parts[item]].Add(new JsonObject { ["id"] = scan.Id, ["asOf"] = scan.AsOf, ["at"] = scan.At });
                    scans.Add(scan.Id);
                }

                if (segments.Count < SegmentsAtOnce)
                    break;
            }
        }

        foreach (var part in last.OrderBy(part => part.Key))
            content.Items["cases"].Add(new JsonObject { ["scans"] = seen[part.Key], ["content"] = Parse(part.Value) });
        return [.. scans.Distinct(StringComparer.Ordinal)];
    }

    private async Task AddDocumentsAsync(AccessContent content, FoundSubject found, CancellationToken cancellationToken)
    {
        if (found.Subjects.Count == 0)
            return;
        var redactor = found.Redactor(withDevices: false);
        var extract = new SubjectExtract(redactor);
        var groups = await new DocumentCopies(session, _keys, redactor, found.Subjects).FindAsync(cancellationToken).ConfigureAwait(false);
        foreach (var run in groups.SelectMany(group => group.Runs))
        {
            content.Parts += run.Count;
            var parts = await SealedParts.ReadAsync(session, _keys, run, cancellationToken).ConfigureAwait(false);
            var origin = await ErasureSearch.OriginAsync(session, _events, run[0], cancellationToken).ConfigureAwait(false);
            if (extract.Of(run.SelectMany(part => parts[part] ?? []).ToArray()) is { } told)
                content.Items[origin.Kind switch { EventKinds.Plan => "plans", EventKinds.Scan => "mentions", _ => "entries" }].Add(Item(origin, told));
        }
    }

    private async Task AddReportsAsync(AccessContent content, List<string> scans, CancellationToken cancellationToken)
    {
        foreach (var row in (await session.QueryInAsync<PartEvent, string>(
            "SELECT number AS Number, kind AS Kind, about AS About, at AS At, body AS Body FROM event WHERE authority = @authority AND kind = 'report' AND about {in}", scans, null, cancellationToken).ConfigureAwait(false)).OrderBy(row => row.Number))
        {
            var report = JsonSerializer.Deserialize(row.Body, ReportJsonContext.Stored.RecordedReport)!;
            if (report.Detail != "aggregate")
                content.Items["reports"].Add(new JsonObject { ["at"] = row.At, ["about"] = row.About, ["content"] = new JsonObject { ["detail"] = report.Detail, ["language"] = report.Language } });
        }
    }

    private static JsonObject Item(PartEvent origin, JsonNode? content) => new()
    {
        ["event"] = origin.Number,
        ["kind"] = origin.Kind,
        ["about"] = origin.About,
        ["at"] = origin.At,
        ["content"] = content,
    };

    private static JsonNode? Parse(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content);
        }
        catch (JsonException)
        {
            return JsonValue.Create(System.Text.Encoding.UTF8.GetString(content));
        }
    }

    private sealed class ScanRow
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public string AsOf { get; init; } = "";

        public string At { get; init; } = "";
    }
}
