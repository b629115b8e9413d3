using TikTokBan.Ledger;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>The keys of pseudonyms are kept beside the ledger, one for each authority, for their owner alone.</summary>
public sealed class PseudonymKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-keys-").FullName;

    private LedgerLocation Ledger => LedgerLocation.Parse(Path.Combine(_folder, "ledger.db"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_authority_keeps_its_key_and_has_one_of_its_own()
    {
        var first = await PseudonymKeys.ForAsync(Ledger, "FPS One");
        var other = await PseudonymKeys.ForAsync(Ledger, "FPS One\nFPS Two");
        var nameless = await PseudonymKeys.ForAsync(Ledger, null);
        Assert.Equal(32, first.Length);
        Assert.Equal(first.ToArray(), (await PseudonymKeys.ForAsync(Ledger, "FPS One")).ToArray());
        Assert.Equal(other.ToArray(), (await PseudonymKeys.ForAsync(Ledger, "FPS One\nFPS Two")).ToArray());
        Assert.Distinct(new[] { first, other, nameless }.Select(key => Convert.ToHexString(key.Span)));
    }

    [Fact]
    public async Task The_first_who_asks_finds_no_folder_and_needs_none()
    {
        var ledger = LedgerLocation.Parse(Path.Combine(_folder, "new", "ledger.db"));
        var key = await PseudonymKeys.ForAsync(ledger, "FPS One");
        Assert.Equal(key.ToArray(), (await PseudonymKeys.ForAsync(ledger, "FPS One")).ToArray());
    }

    [Fact]
    public async Task Who_asks_at_once_gets_the_same_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PseudonymKeys.ForAsync(Ledger, "FPS One"))));
        Assert.Single(keys.Select(key => Convert.ToHexString(key.Span)).Distinct());
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_written_anew()
    {
        var first = await PseudonymKeys.ForAsync(Ledger, "FPS One");
        await File.AppendAllTextAsync(PseudonymKeys.FileOf(Ledger), "AAAA");
        await PseudonymKeys.ForAsync(Ledger, "FPS Two");
        Assert.Equal(first.ToArray(), (await PseudonymKeys.ForAsync(Ledger, "FPS One")).ToArray());
        Assert.Equal(2, (await File.ReadAllLinesAsync(PseudonymKeys.FileOf(Ledger))).Length);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_and_left_as_it_is()
    {
        await PseudonymKeys.ForAsync(Ledger, "FPS One");
        var path = PseudonymKeys.FileOf(Ledger);
        await File.AppendAllTextAsync(path, "no key\n");
        var before = await File.ReadAllTextAsync(path);
        await Assert.ThrowsAsync<UnusableInputException>(() => PseudonymKeys.ForAsync(Ledger, "FPS Two"));
        Assert.Equal(before, await File.ReadAllTextAsync(path));
    }

    [SkippableFact]
    public async Task Only_the_owner_can_read_them()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes");
        await PseudonymKeys.ForAsync(Ledger, "FPS One");
        var path = PseudonymKeys.FileOf(Ledger);
#pragma warning disable CA1416 // Windows was left above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
#pragma warning restore CA1416
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => PseudonymKeys.ForAsync(Ledger, "FPS One"));
        Assert.Contains("others", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_the_callers_own_is_read_from_a_file()
    {
        var path = Path.Combine(_folder, "key");
        await File.WriteAllTextAsync(path, new string('k', 40) + "\n");
        Assert.Equal(40, (await PseudonymKeys.ReadAsync(path)).Length);
        await File.WriteAllTextAsync(path, new string('k', 31) + "\n");
        await Assert.ThrowsAsync<UnusableInputException>(() => PseudonymKeys.ReadAsync(path));
        await Assert.ThrowsAsync<UnusableInputException>(() => PseudonymKeys.ReadAsync(path + "none"));
    }
}
