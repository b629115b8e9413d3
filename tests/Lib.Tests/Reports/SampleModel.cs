using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Html;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Reports;

/// <summary>A report's model with something in every part of it, whether or not the sample's scan alone could tell that.</summary>
internal static class SampleModel
{
    private static readonly string[] Sources = ["E-005", "E-006", "E-007"];

    public static ReportModel Make(ReportDetail detail = ReportDetail.Aggregate, string language = "en", int exposures = 120, ScanResult? scan = null)
    {
        scan ??= SampleScan.Make(exposures);
        var options = new ReportOptions { Detail = detail, Language = language, PseudonymKey = new byte[32] };
        var model = ReportModel.From(new ReportInput(scan), options);
        var lists = detail != ReportDetail.Aggregate;
        var cases = lists ? Cases(scan, detail) : [];
        var trend = Trend(lists, exposures);
        return model with
        {
            Retold = null,
            Cases = cases,
            Tables = [.. model.Tables.Where(table => table.Dimension != "payer"), Payers(model)],
            Deadlines = [new(new DateOnly(2023, 3, 31), true, new Figure(44), new Figure(41)), new(new DateOnly(2023, 4, 10), false, new Figure(8), Small(lists, 3))],
            Trend = trend,
            Reviews =
            [
                new(new DateOnly(2023, 3, 10), "Decision of the National Security Council of 10 March 2023", trend[0]),
                new(new DateOnly(2022, 12, 1), null, null),
                new(new DateOnly(2023, 3, 24), "Evaluation by the Centre for Cybersecurity", trend[^2]),
            ],
            Changes = Changes(lists, cases),
            Removals =
            [
                new("plan-2023-0004", "underWay", new DateOnly(2023, 4, 10), new Figure(64), new Figure(40), new Figure(31), new Figure(9), Small(lists, 2), new Figure(0), SampleScan.End),
                new("plan-2023-0003", "withFailures", new DateOnly(2023, 3, 31), new Figure(120), new Figure(112), new Figure(96), new Figure(16), new Figure(8), new Figure(5), SampleScan.End.AddDays(-9)),
                new("plan-2023-0001", "takenBack", null, new Figure(25), new Figure(25), new Figure(0), new Figure(25), new Figure(0), new Figure(0), SampleScan.End.AddDays(-20)),
            ],
            Blocks =
            [
                new("plan-2023-0002", "defender", "inForce", 12, 12, ["tiktok", "tiktok-lite"], SampleScan.End.AddDays(-12)),
                new("plan-2023-0002", "intune", "partly", 6, 4, ["tiktok", "tiktok-lite", "capcut"], SampleScan.End.AddDays(-12)),
                new("plan-2023-0002", "exchange", "notBegun", 2, 0, ["tiktok"], null),
                new("plan-2022-0009", "browsers", "takenBack", 3, 0, ["lemon8"], SampleScan.End.AddDays(-80)),
            ],
            Waivers = lists
                ? [.. Enum.GetValues<WaiverState>().Select((state, index) => new WaiverRow($"W-{index + 1:D4}", WaiverWords.Kinds[index], state, index == 2 ? null : "tiktok", index == 1 ? null : Who(detail, index), new DateOnly(2023, 6, 30).AddDays(40 * index), new Figure(1)))]
                : [new(null, "institutional-communication", WaiverState.Valid, "tiktok", null, new DateOnly(2023, 9, 30), new Figure(7)), new(null, "operational", WaiverState.Expiring, null, null, new DateOnly(2023, 6, 30), new Figure(3, FigureState.Small))],
            Control = model.Control with
            {
                Product = "TikTokBan 1.0.0",
                Started = SampleScan.End,
                Finished = SampleScan.End.AddMinutes(7),
                Actor = lists ? "beheerder@voorbeeld.example" : null,
                Permissions = ["DeviceManagementApps.Read.All", "DeviceManagementManagedDevices.Read.All"],
                EvidenceFrom = SampleScan.End.AddDays(-30),
                EvidenceTo = SampleScan.End,
            },
            Register = Register(),
            Provenance = Provenance(model),
        };
    }

    public static string Write(ReportModel model)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Page.Write(model, ReportText.Of(model.Options.Language), output, CancellationToken.None);
        return output.ToString();
    }

    private static Figure Small(bool lists, long value) => lists ? new Figure(value) : new Figure(value, FigureState.Small);

    private static string Who(ReportDetail detail, int index) => detail == ReportDetail.Named ? $"Anke Zonnebloem-{index:D5}" : $"P-7K3M-9QX{index}";

    private static List<Exposure> Cases(ScanResult scan, ReportDetail detail) => detail == ReportDetail.Named ? [.. scan.Exposures] :
    [
        .. scan.Exposures.Select((one, index) => one with
        {
            Id = $"C-{index:D7}",
            Device = one.Device is { } device ? new ExposedDevice { Id = $"D-4H8N-{index:D4}", Platform = device.Platform, Facts = new DeviceFacts() } : null,
            Person = one.Person is null ? null : new ExposedPerson { Id = $"P-7K3M-{index:D4}" },
            Evidence = [.. one.Evidence.Select(piece => piece with { Reference = "", Value = "" })],
        }),
    ];

    private static List<TrendPoint> Trend(bool lists, int exposures)
    {
        var random = new Random(11);
        List<TrendPoint> points = [];
        for (var index = 0; index < 12; index++)
        {
            var cases = index == 11 ? exposures : exposures * 2 - index * exposures / 12 + random.Next(9);
            var violations = index == 4 && !lists ? new Figure(0, FigureState.Withheld) : new Figure(Math.Max(3, cases / 2 - index * 3));
            points.Add(new($"3f9c2a61b7d04e{index:x2}", new DateOnly(2023, 1, 8).AddDays(index == 11 ? 84 : index * 7), index == 11, 1150 + index * 5, index == 6 && !lists ? new Figure(190, FigureState.Rounded) : new Figure(cases), violations));
        }

        return points;
    }

    private static ChangeSet Changes(bool lists, List<Exposure> cases)
    {
        ChangeCount Of(long divisor) => new(new Figure(12 / divisor), new Figure(31 / divisor), Small(lists, 4), new Figure(104 / divisor));
        return new ChangeSet
        {
            Since = "3f9c2a61b7d04e0a",
            SinceAsOf = new DateOnly(2023, 3, 19),
            IsReported = true,
            All = Of(1),
            ByApplication = [("tiktok", "TikTok", Of(1)), ("capcut", "CapCut", Of(2))],
            ByOrganisation = [("mobility", "FPS Mobility", Of(1)), ("finance", "FPS Finance", Of(2)), ("", "", Of(4))],
            SolvedCases = [.. cases.Skip(3).Take(9).Select(one => one with { Id = one.Id + "-gone" })],
            NewCases = cases.Where((_, index) => index % 10 == 1).Select(one => one.Id).ToHashSet(),
            ReappearedCases = cases.Where((_, index) => index % 30 == 2).Select(one => one.Id).ToHashSet(),
        };
    }

    private static Table Payers(ReportModel model)
    {
        var columns = model.Tables[0].Columns;
        return new Table("payer", columns, [.. new[] { "full", "part", "none", "unknown" }.Select((key, index) => new TableRow(key, key, new Figure(columns.Count * (20 - index * 5)), [.. columns.Select(_ => new Figure(20 - index * 5))]))]);
    }

    private static List<EvidenceItem> Register()
    {
        var sha = string.Concat(Enumerable.Repeat("0f1e2d3c", 8));
        return
        [
            new("E-001", "scan", "3f9c2a61b7d04e58", "3f9c2a61b7d04e58", null, sha, 120, null, null),
            new("E-002", "directive", "be-federal-716", "TikTok on devices paid by the federal authorities", "be-federal-716.yaml", sha, null, null, null),
            new("E-003", "catalogue", "2026.11", "Catalogue 2026.11", null, sha, 61, null, null),
            new("E-004", "profile", "authority", "Federal Service of Examples", "authority.yaml", null, null, null, null),
            new("E-005", "source", "mdm.inventory", "Intune app inventory", "intune/apps.csv", sha, 48211, SampleScan.End.AddDays(-30), SampleScan.End),
            new("E-006", "source", "mail.trace", "Exchange message trace", "mail/trace.csv", sha, 20933, SampleScan.End.AddDays(-30), SampleScan.End),
            new("E-007", "source", "network.dns", "DNS log", "dns.log", null, 903111, null, SampleScan.End),
            new("E-008", "previousScan", "3f9c2a61b7d04e0a", "3f9c2a61b7d04e0a", null, sha, 139, null, null),
            new("E-009", "waivers", "waivers", "Register of exceptions", null, null, 14, null, null),
            new("E-010", "plan", "plan-2023-0004", "plan-2023-0004", null, sha, 64, null, null),
        ];
    }

    private static List<Provenance> Provenance(ReportModel model) =>
    [
        .. new[] { "devicesInViolation", "devicesToClean", "devicesInReview", "devices", "devicesSeen", "devicesUnseen", "exposures", "people" }.Select(name => new Provenance("headline." + name, ["E-001", "E-002", .. Sources])),
        new("unseen", ["E-001", .. Sources]),
        new("verdicts", ["E-001", "E-002", "E-003", "E-004"]),
        .. model.Tables.Select(table => new Provenance("breakdowns." + table.Dimension, ["E-001", .. Sources])),
        new("deadlines", ["E-001", "E-002"]), new("trend", ["E-001", "E-008"]), new("changes", ["E-001", "E-008"]),
        new("removals", ["E-010"]), new("blocks", ["E-010"]), new("waivers", ["E-009"]), new("coverage", ["E-001", .. Sources]),
        new("missing", ["E-001"]), new("assumptions", ["E-004"]), new("rejected", Sources), new("lookalikes", Sources), new("exposures", ["E-001"]),
    ];
}
