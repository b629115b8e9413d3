using Microsoft.Data.Sqlite;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Stores.Sqlite;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

/// <summary>Which files are ledgers, where they are, and who may read them.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End);

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-ledger-").FullName;

    [Fact]
    public async Task A_ledger_that_nobody_writes_to_is_read_without_a_file_beside_it()
    {
        var folder = Path.Combine(_folder, "a #1 100% ö");
        var path = Path.Combine(folder, "ledger.db");
        var plan = JournalSamples.Plan();
        await using (await new EvidenceLedger(LedgerLocation.Parse(path)).Journal.BeginAsync(plan, JournalSamples.Started()))
        {
        }

        var files = Directory.GetFiles(folder);
        var before = await File.ReadAllBytesAsync(path);
        using (var connection = LedgerFile.ConnectUnchanging(path))
        {
            using var count = connection.CreateCommand();
            count.CommandText = "SELECT count(*) FROM event WHERE about = $plan";
            count.Parameters.AddWithValue("$plan", plan.Id);
            Assert.Equal(2L + JournalSamples.Started().Approvers?.Count ?? 0, count.ExecuteScalar());
        }

        Assert.Equal(files, Directory.GetFiles(folder));
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Only_the_owner_can_read_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes; the profile folder's permissions hold there");
        var path = Path.Combine(_folder, "new", "ledger.db");
        await Save(path);
#pragma warning disable CA1416 // Windows was left above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "new")));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Reading_where_there_is_none_makes_none()
    {
        var path = Path.Combine(_folder, "none.db");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => new EvidenceLedger(LedgerLocation.Parse(path)).ListScansAsync());
        Assert.Contains("no ledger here yet", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Reading_an_empty_file_leaves_it_empty()
    {
        var path = Path.Combine(_folder, "empty.db");
        await File.WriteAllBytesAsync(path, []);
        var (ledger, journal) = (new EvidenceLedger(LedgerLocation.Parse(path)), new EvidenceLedger(LedgerLocation.Parse(path)).Journal);
        Func<Task>[] readings =
        [
            () => ledger.ListScansAsync(), () => ledger.LoadScanAsync("latest"), () => ledger.ReadWaiversAsync(), () => ledger.ListReportsAsync(),
            () => ledger.CopyAsync(path + ".copy", force: false), () => journal.ListPlansAsync(), () => journal.ReadAsync("p-0"),
        ];
        foreach (var reading in readings)
            Assert.Equal(InputProblem.LedgerUnusable, (await Assert.ThrowsAsync<UnusableInputException>(reading)).Problem);
        Assert.Equal(path, Assert.Single(Directory.GetFileSystemEntries(_folder)));
        Assert.Equal(0, new FileInfo(path).Length);

        Assert.True(LedgerLocation.Parse(path).IsEmpty);
        await Save(path);
        Assert.False(LedgerLocation.Parse(path).IsEmpty);
        Assert.Single(await ledger.ListScansAsync());
    }

    [Fact]
    public async Task Reading_where_a_writer_left_only_its_journal_makes_no_ledger()
    {
        var path = Path.Combine(_folder, "begun.db");
        await File.WriteAllBytesAsync(path, []);
        await File.WriteAllBytesAsync(path + "-journal", []);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => new EvidenceLedger(LedgerLocation.Parse(path)).ListScansAsync());
        Assert.Equal(InputProblem.LedgerUnusable, refused.Problem);
        Assert.Equal(0, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData("This is a text, longer than the header of a database so that its length alone does not give it away. Really long enough.")]
    [InlineData("short")]
    public async Task A_file_that_is_no_database_is_left_untouched(string text)
    {
        var path = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(path, text);
        await Refused(path, "not a ledger");
        Assert.Equal(text, await File.ReadAllTextAsync(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_database_of_something_else_is_left_untouched()
    {
        var path = Path.Combine(_folder, "other.db");
        Execute(path, "PRAGMA journal_mode = WAL; CREATE TABLE diary (entry TEXT); INSERT INTO diary VALUES ('dear')");
        await Untouched(path, "something else");
    }

    [Fact]
    public async Task A_ledger_of_a_later_version_is_left_untouched()
    {
        var path = Path.Combine(_folder, "later.db");
        await Save(path);
        Execute(path, "PRAGMA user_version = 99");
        await Untouched(path, "version 99");
    }

    [Fact]
    public async Task A_truncated_ledger_gets_one_sentence()
    {
        var path = Path.Combine(_folder, "cut.db");
        await Save(path);
        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length / 2);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => new EvidenceLedger(LedgerLocation.Parse(path)).LoadScanAsync("latest"));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://db", "lacks a server or a database")]
    [InlineData("postgresql:ledger", "begins with postgres://")]
    [InlineData("https://example.test/ledger", "cannot be kept at \"https:\"")]
    [InlineData("sqlite://server/share/ledger.db", "three slashes")]
    [InlineData("sqlite:ledger.db?mode=memory", "takes no options")]
    [InlineData("sqlite::memory:", "kept in a file")]
    [InlineData(":memory:", "kept in a file")]
    [InlineData("somewhere/", "this is a folder")]
    public void Other_places_are_refused_with_what_works(string text, string expected)
    {
        var refused = Assert.Throws<UnusableInputException>(() => LedgerLocation.Parse(text));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("; ", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_path_can_be_written_in_several_ways()
    {
        var full = Path.Combine(Directory.GetCurrentDirectory(), "a b.db");
        Assert.Equal(full, LedgerLocation.Parse("a b.db").Path);
        Assert.Equal(full, LedgerLocation.Parse("sqlite:a b.db").Path);
        Skip.If(OperatingSystem.IsWindows(), "rooted Unix paths follow");
        Assert.Equal("/x/a b.db", LedgerLocation.Parse("sqlite:///x/a%20b.db").Path);
        Assert.Equal("/x/y.db", LedgerLocation.Parse("sqlite:/x/y.db").Path);
    }

    [Theory]
    [InlineData("windows", null, "/local/TikTokBan/ledger.db")]
    [InlineData("macos", "/xdg", "/home/Library/Application Support/TikTokBan/ledger.db")]
    [InlineData("unix", "/xdg", "/xdg/tiktokban/ledger.db")]
    [InlineData("unix", "relative", "/home/.local/share/tiktokban/ledger.db")]
    [InlineData("unix", null, "/home/.local/share/tiktokban/ledger.db")]
    public void Each_platform_has_its_own_place(string platform, string? xdg, string expected) =>
        Assert.Equal(expected, LedgerLocation.For(platform, "/local", "/home", xdg).Path.Replace('\\', '/'));

    private static Task<StoredScan> Save(string path) =>
        new EvidenceLedger(LedgerLocation.Parse(path)).SaveScanAsync(SampleScan.Make(exposures: 4), Run);

    private static async Task Refused(string path, string expected)
    {
        var ledger = new EvidenceLedger(LedgerLocation.Parse(path));
        foreach (var attempt in new Func<Task>[] { () => ledger.ListScansAsync(), () => ledger.LoadScanAsync("latest"), () => Save(path) })
            Assert.Contains(expected, (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message, StringComparison.Ordinal);
    }

    private async Task Untouched(string path, string expected)
    {
        var before = await File.ReadAllBytesAsync(path);
        var beside = Directory.GetFileSystemEntries(_folder).Length;
        await Refused(path, expected);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Equal(beside, Directory.GetFileSystemEntries(_folder).Length);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
