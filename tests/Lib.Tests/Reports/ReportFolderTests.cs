using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>A report is there whole or not at all, and an old one goes only when the new one is whole.</summary>
public sealed class ReportFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ttb-folder-").FullName;

    private string Target => Path.Combine(_root, "report");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_new_report_replaces_the_old_one_and_leaves_nothing_beside_it()
    {
        await Write(seed: 1);
        var before = await File.ReadAllTextAsync(Path.Combine(Target, "report.json"));
        await Write(seed: 2);
        Assert.NotEqual(before, await File.ReadAllTextAsync(Path.Combine(Target, "report.json")));
        Assert.Equal(["report"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
        Assert.Equal(ReportFiles.Standard.Order(), Directory.GetFiles(Target).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_report_that_fails_half_way_leaves_the_old_one()
    {
        await Write(seed: 1);
        var before = Bytes();
        await Assert.ThrowsAsync<UnusableInputException>(() => ReportFolder.ReplaceAsync(Target, ReportWriter.Files, ReportWriter.Files, ownerOnly: false, async next =>
        {
            await File.WriteAllTextAsync(Path.Combine(next, "report.html"), "<half");
            throw new IOException("No space left on device");
        }));
        Assert.Equal(before, Bytes());
        Assert.Equal(["report"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_cancelled_report_leaves_the_old_one()
    {
        await Write(seed: 1);
        var before = Bytes();
        var scan = SampleScan.Make(400, seed: 2);
        var all = await Reads(scan, long.MaxValue, Path.Combine(_root, "whole"));
        Directory.Delete(Path.Combine(_root, "whole"), recursive: true);
        // The last of these reads are those of the last file.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reads(scan, all - 50, Target));
        Assert.Equal(before, Bytes());
    }

    [Fact]
    public async Task Other_files_in_the_folder_stay()
    {
        Directory.CreateDirectory(Target);
        var note = Path.Combine(Target, "ledger.db");
        await File.WriteAllTextAsync(note, "mine");
        await Write(seed: 1);
        await Write(seed: 2);
        Assert.Equal("mine", await File.ReadAllTextAsync(note));
        Assert.Equal(ReportFiles.Standard.Count + 1, Directory.GetFiles(Target).Length);
        Assert.Equal(["report"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_killed_program_moved_aside_comes_back()
    {
        await Write(seed: 1);
        var before = Bytes();
        Directory.Move(Target, Path.Combine(_root, ".report.last"));
        Directory.CreateDirectory(Path.Combine(_root, ".report.next"));
        await Assert.ThrowsAsync<UnusableInputException>(() => ReportFolder.ReplaceAsync(Target, ReportWriter.Files, ReportWriter.Files, ownerOnly: false, _ => throw new IOException("again")));
        Assert.Equal(before, Bytes());
        Assert.Equal(["report"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_programs_do_not_write_one_report_at_once()
    {
        await ReportFolder.ReplaceAsync(Target, ReportWriter.Files, ReportWriter.Files, ownerOnly: false, async next =>
        {
            await Assert.ThrowsAsync<UnusableInputException>(() => Write(seed: 3));
            foreach (var file in ReportWriter.Files)
                await File.WriteAllTextAsync(Path.Combine(next, file), "first");
        });
        Assert.Equal("first", await File.ReadAllTextAsync(Path.Combine(Target, "report.html")));
    }

    [Fact]
    public async Task A_file_in_its_place_is_refused()
    {
        await File.WriteAllTextAsync(Target, "a file");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Write(seed: 1));
        Assert.Contains("give a folder", refused.Message, StringComparison.Ordinal);
        Assert.Equal("a file", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task A_place_that_can_not_be_gets_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "file"), "a file");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => ReportWriter.WriteAsync(SampleScan.Make(3), new ReportOptions(), Path.Combine(_root, "file", "report")));
        Assert.Contains("could not be written here", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_folder_that_cannot_be_written_gets_one_sentence()
    {
        Skip.If(OperatingSystem.IsWindows(), "the mode of a folder means nothing there");
        Skip.If(Environment.UserName == "root", "root may write everywhere");
        await Write(seed: 1);
        var before = Bytes();
#pragma warning disable CA1416 // Windows was left above.
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Write(seed: 2));
        Assert.Contains("could not be written here", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_refused_before_anything_is_written()
    {
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => ReportWriter.WriteAsync(SampleScan.Make(3), new ReportOptions { Language = "tlh" }, Target));
        Assert.Contains("\"tlh\"", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private Task Write(int seed) => ReportWriter.WriteAsync(SampleScan.Make(40, seed: seed), new ReportOptions { Detail = ReportDetail.Named }, Target);

    // How often exposures are read for a report that is cancelled at one of these reads.
    private static async Task<long> Reads(TikTokBan.Exposures.ScanResult scan, long cancelAt, string folder)
    {
        using var cancelled = new CancellationTokenSource();
        var reads = 0L;
        var watched = scan with
        {
            Exposures = new Watched(scan.Exposures, () =>
            {
                if (++reads == cancelAt)
                    cancelled.Cancel();
            }),
        };
        await ReportWriter.WriteAsync(watched, new ReportOptions { Detail = ReportDetail.Named }, folder, cancelled.Token);
        return reads;
    }

    private List<(string, string)> Bytes() =>
        [.. Directory.GetFiles(Target).Order().Select(file => (Path.GetFileName(file), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];

    private sealed class Watched(IReadOnlyList<TikTokBan.Exposures.Exposure> items, Action read) : IReadOnlyList<TikTokBan.Exposures.Exposure>
    {
        public int Count => items.Count;

        public TikTokBan.Exposures.Exposure this[int index] => items[index];

        public IEnumerator<TikTokBan.Exposures.Exposure> GetEnumerator()
        {
            foreach (var item in items)
            {
                read();
                yield return item;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
