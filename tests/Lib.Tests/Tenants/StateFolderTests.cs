using System.Text;
using TikTokBan.Sources.Live;

namespace TikTokBan.Tests.Tenants;

public sealed class StateFolderTests : IDisposable
{
    private const string Link = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=one";
    private static readonly Uri Graph = new("https://graph.microsoft.com/");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "tiktokban-state-" + Path.GetRandomFileName());

    private string FilePath => Path.Combine(_folder, "part.jsonl");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_kept_comes_back()
    {
        Keep("""{"id":"a"}""", """{"id":"b","text":"é"}""");

        Assert.Equal(["""{"id":"a"}""", """{"id":"b","text":"é"}"""], Rows());
    }

    [Fact]
    public void Rows_longer_than_a_buffer_come_back()
    {
        var row = $$"""{"id":"{{new string('x', 200_000)}}"}""";
        Keep(row, """{"id":"b"}""");

        Assert.Equal([row, """{"id":"b"}"""], Rows());
    }

    [Fact]
    public void A_state_of_nothing_is_a_state()
    {
        Keep();

        Assert.Empty(Rows()!);
    }

    [Fact]
    public void What_was_not_completed_leaves_what_was_kept_before()
    {
        Keep("""{"id":"a"}""");
        using (var part = Folder().Take("part", "id")!)
        using (var writer = part.Write())
            writer.Add("""{"id":"b"}"""u8);

        Assert.Equal(["""{"id":"a"}"""], Rows());
        Assert.False(File.Exists(FilePath + ".new"));
    }

    [Fact]
    public void A_file_cut_at_any_byte_counts_as_none()
    {
        Keep("""{"id":"a"}""", """{"id":"b"}""");
        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Null(Rows());
        }
    }

    [Fact]
    public void A_file_changed_at_any_byte_counts_as_none_or_says_the_same()
    {
        Keep("""{"id":"a"}""", """{"id":"b"}""");
        var whole = File.ReadAllBytes(FilePath);
        for (var place = 0; place < whole.Length; place++)
        {
            var changed = whole.ToArray();
            changed[place] ^= 1;
            File.WriteAllBytes(FilePath, changed);
            Assert.True(Rows() is null, $"byte {place}");
        }
    }

    [Theory]
    [InlineData("716aaaaa-0000-4000-8000-000000000002", "https://graph.microsoft.com/", "id")]
    [InlineData("716aaaaa-0000-4000-8000-000000000001", "https://graph.microsoft.us/", "id")]
    [InlineData("716aaaaa-0000-4000-8000-000000000001", "https://graph.microsoft.com/", "id,mail")]
    public void Rows_of_another_reading_are_not_used(string tenant, string graph, string holds)
    {
        Keep("""{"id":"a"}""");
        using var part = StateFolder.Open(_folder, tenant, new Uri(graph)).Take("part", holds)!;

        Assert.Null(part.Read());
    }

    [Fact]
    public void One_scan_holds_a_part_at_a_time()
    {
        using (Folder().Take("part", "id"))
        {
            Assert.Null(Folder().Take("part", "id"));
            using var other = Folder().Take("other", "id");
            Assert.NotNull(other);
        }

        using var again = Folder().Take("part", "id");
        Assert.NotNull(again);
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        Keep("""{"id":"a"}""");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        foreach (var file in Directory.GetFiles(_folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        File.WriteAllText(_folder, "");
        try
        {
            var failure = Assert.Throws<UnusableInputException>(Folder);
            Assert.Contains("this is a file", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    private StateFolder Folder() => StateFolder.Open(_folder, StubTenant.TenantId, Graph);

    private void Keep(params string[] rows)
    {
        using var part = Folder().Take("part", "id")!;
        using var writer = part.Write();
        foreach (var row in rows)
            writer.Add(Encoding.UTF8.GetBytes(row));
        writer.Complete(Link, DateTimeOffset.UnixEpoch);
    }

    private List<string>? Rows()
    {
        using var part = Folder().Take("part", "id")!;
        using var kept = part.Read();
        Assert.True(kept is null || kept.Link == Link);
        return kept?.Rows().Select(row => Encoding.UTF8.GetString(row.Span)).ToList();
    }
}
