using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Reports;

/// <summary>A scan in which every value that is somebody's is as unkind as sources can make it.</summary>
internal static class NastyScan
{
    /// <summary>Values of which no trace may be left: none of them stands in a report for another reason.</summary>
    public static readonly string[] Traceable =
    [
        "<script>alert('qzxperson')</script>", "=HYPERLINK(\"http://qzxlink.example\",\"qzx\")", "\u202Eqzxrebmun\u202C", "Qzx \U0001F9D1\u200D\U0001F4BB Emoji", new string('q', 3990) + "zxlong",
        "qzx\0null\0byte", "qzx\uD800lone", "\uDC00qzxlone", "../../qzx/x", "qzx.*(+?[^$|{}\\", "{0} qzx {1}", "qzx%s%n", "' OR qzx --", "\"qzx\"; DROP", "qzx\r\n\tbreak", "Qzx, Naam; Met", "@qzx", "-qzx+1",
        "\u00ABqzx\u00BB", "&lt;qzx&gt;", "qzxa\u0301ccent", "\uFEFFqzxmark",
    ];

    /// <summary>Values that a report says of something else too: only that it is the same without them shows that they left nothing.</summary>
    private static readonly string[] Common = ["Li", "de", "An", "Violation", "FPS Finance", "TikTok", "device", "the", "report", "E-001", "withheld", "12", "<5", "ios", "[…]", "company", " ", "Not known", "P-0000-0000-0000"];

    public static ScanResult Make(int seed, bool freeText)
    {
        var random = new Random(seed);
        string[] values = [.. Traceable, .. Common];
        var scan = SampleScan.Make(60, seed: 21);
        return (freeText ? WithFreeText(scan, random) : scan) with { Exposures = [.. (freeText ? WithFreeText(scan, random) : scan).Exposures.Select((one, index) => Nasty(one, index, random, freeText ? Traceable : values))] };
    }

    /// <summary>The values that a search is for, as a report may write them.</summary>
    public static IEnumerable<string> Marks => ["qzx"];

    private static Exposure Nasty(Exposure one, int index, Random random, string[] values)
    {
        return one with
        {
            Person = one.Person is null ? null : one.Person with { DisplayName = Any(), UserPrincipalName = Any(), Department = Any(), Language = "nl-BE" },
            Device = one.Device is null ? null : one.Device with { Name = Any(), Serial = Any(), IntuneId = Any(), EntraDeviceId = Any(), Address = "10.77.0." + index, OsVersion = Any(), Enrolment = Any() },
            Evidence = [.. one.Evidence.Select(piece => piece with { Value = Any(), Reason = Any() })],
        };

        string Any() => values[random.Next(values.Length)];
    }

    private static ScanResult WithFreeText(ScanResult scan, Random random)
    {
        string Any() => Traceable[random.Next(Traceable.Length)];
        return scan with
        {
            Exposures = [.. scan.Exposures.Select(one => one with { Reasons = [$"The device of {one.Person?.DisplayName} is {Any()} and paid.", .. one.Reasons] })],
            Coverage = [.. scan.Coverage.Select((source, index) => source with { Location = index % 2 == 0 ? source.Location : $"for/{Any()}/{index}.csv", Problem = $"It stopped at {Any()} in row 3." })],
            Rejected = [.. scan.Rejected, .. Traceable.Select((value, index) => new RejectedRow($"{value}.csv", index + 1, $"the row of {value} has no date"))],
            Unrecognised = [.. Traceable.Select(value => new UnrecognisedFile($"{value}.csv", $"header {value}"))],
            Summary = scan.Summary with { Assumptions = [new UsedAssumption("a", $"What {Any()} has is paid in full.", 9)] },
            Suspicions = [.. Traceable.Select((value, index) => new Suspicion("s" + index, scan.Exposures[0].Evidence[0] with { Value = value }, value, value, value, value))],
        };
    }
}
