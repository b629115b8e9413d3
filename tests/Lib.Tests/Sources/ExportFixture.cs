using System.IO.Compression;
using System.Text;
using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Sources;

/// <summary>A folder of exports that is gone after the test, and what reading it gives.</summary>
public sealed class ExportFixture : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("tiktokban-tests-");

    public string Path => _folder.FullName;

    public ExportFixture With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public ExportFixture With(string name, byte[] bytes)
    {
        var path = At(name);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return to.ToArray();
    }

    internal Task<ReadExport> ReadAsync(IValueMatcher? matcher = null) => ReadAsync(Path, matcher);

    internal static async Task<ReadExport> ReadAsync(string path, IValueMatcher? matcher = null)
    {
        using var set = ExportSet.Open(path);
        var files = new List<ReadFile>();
        foreach (var source in set.Sources.Cast<ExportSource>())
        {
            var tally = new SourceTally();
            var rejected = new List<RejectedRow>();
            var records = new List<SourceRecord>();
            await foreach (var record in source.ReadAsync(matcher ?? TestMatcher.Instance, tally, rejected.Add, CancellationToken.None))
                records.Add(record);
            files.Add(new(source.Location, source.Descriptor.Id, records, rejected, tally));
        }

        return new(files, set.Unrecognised, set.ContentHash);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

internal sealed record ReadFile(string Location, string Kind, IReadOnlyList<SourceRecord> Records, IReadOnlyList<RejectedRow> Rejected, SourceTally Tally)
{
    public IReadOnlyList<Observation> Observations => [.. Records.OfType<Observation>()];
}

internal sealed record ReadExport(IReadOnlyList<ReadFile> Files, IReadOnlyList<UnrecognisedFile> Unrecognised, string ContentHash)
{
    public ReadFile Single => Assert.Single(Files);
}

/// <summary>Knows a few values by heart, so that these tests are about reading and not about the catalogue.</summary>
internal sealed class TestMatcher : IValueMatcher
{
    public static TestMatcher Instance { get; } = new();

    public MatchResult Match(IndicatorKind kind, ReadOnlySpan<char> value, MailAuthentication authentication = MailAuthentication.Unknown) => (kind, value.ToString().ToLowerInvariant()) switch
    {
        (IndicatorKind.Sender, "register@account.tiktok.com") when authentication == MailAuthentication.Fail => Answer(MatchOutcome.Suspicious, null),
        (IndicatorKind.Sender, "register@account.tiktok.com") => Answer(MatchOutcome.Covered, "account"),
        (IndicatorKind.Sender, "notification@service.tiktok.com") => Answer(MatchOutcome.Covered, "notification"),
        (IndicatorKind.Sender, "newsletter@service.tiktok.com") => Answer(MatchOutcome.Review, "newsletter"),
        (IndicatorKind.Domain, "analytics.tiktok.com") => Answer(MatchOutcome.Covered, "tracker"),
        (IndicatorKind.Domain, "tiktok.com" or "www.tiktok.com" or "v16.tiktokcdn.com") => Answer(MatchOutcome.Covered, "service"),
        (IndicatorKind.Domain, "tiktok.com.evil.example") => Answer(MatchOutcome.Suspicious, null),
        (IndicatorKind.Url, "https://vm.tiktok.com/abc") => Answer(MatchOutcome.Covered, "service"),
        (IndicatorKind.Address, "71.18.247.10") => Answer(MatchOutcome.Covered, null),
        (IndicatorKind.Publisher, "tiktok pte. ltd.") => Answer(MatchOutcome.Covered, null),
        (IndicatorKind.Name, "tiktok" or "tiktok for business") => Answer(MatchOutcome.Covered, null),
        _ => Answer(MatchOutcome.NotCovered, null),
    };

    public MatchResult MatchApplication(string? name, string? publisher, string? platform) =>
        name is "TikTok" or "tiktok" or "tiktok pte ltd" ? Answer(MatchOutcome.Covered, null) : Answer(MatchOutcome.NotCovered, null);

    private static MatchResult Answer(MatchOutcome outcome, string? role) =>
        outcome == MatchOutcome.NotCovered ? new(outcome, null, null, null, 0, null, "Not known.") : new(outcome, "tiktok", "tiktok_service", "tiktok", 3, role, "Known.");
}
