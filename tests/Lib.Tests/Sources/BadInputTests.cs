using System.Text;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Sources;

/// <summary>Whatever is given, nothing is dropped silently and one bad thing never stops the rest.</summary>
public sealed class BadInputTests
{
    private const string Users = "userPrincipalName,displayName\na@authority.example,A\n";

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "tiktokban-is-not-here");
        var error = Assert.Throws<UnusableInputException>(() => ExportSet.Open(missing));
        Assert.StartsWith(missing + ": There is no such folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_beside_exports_are_listed_or_ignored_by_what_they_are()
    {
        using var folder = new ExportFixture()
            .With("users.csv", Users).With("authority.yaml", "name: x").With("README.md", "#").With("LICENSE", "MIT").With("README.fr.txt", "x")
            .With(".DS_Store", "x").With("sub/.hidden/users.csv", Users).With("Thumbs.db", "x").With("desktop.ini", "x").With("__MACOSX/._users.csv", "x")
            .With("empty.csv", "").With("blank.csv", " \r\n").With("notes.txt", "Just some notes.\n").With("holidays.csv", "Date,Holiday\n1/1/2026,x\n")
            .With("picture.png", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1]).With("other.json", "{\"value\":[{\"colour\":\"red\"}]}").With("none.json", "{\"value\":[]}").With("broken.json", "{\"value\":[{\"a\" 1}]}")
            .With("other.yaml", "a: 1\n");
        var read = await folder.ReadAsync();
        Assert.Equal("users.csv", read.Single.Location);
        Assert.Equal(
            ["blank.csv", "broken.json", "empty.csv", "holidays.csv", "none.json", "notes.txt", "other.json", "other.yaml", "picture.png"],
            read.Unrecognised.Select(file => file.Location));
        Assert.All(read.Unrecognised, file => Assert.False(string.IsNullOrWhiteSpace(file.Reason)));
        Assert.Contains("Date, Holiday", read.Unrecognised.Single(file => file.Location == "holidays.csv").Reason, StringComparison.Ordinal);
        Assert.Contains("line 1", read.Unrecognised.Single(file => file.Location == "broken.json").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_a_zip_of_it_and_zips_within_give_the_same()
    {
        var inner = ExportFixture.Zip(("users.csv", Encoding.UTF8.GetBytes(Users)));
        using var folder = new ExportFixture().With("entra/export.zip", inner).With("plain.csv", Users);
        File.WriteAllBytes(folder.At("all.zip"), ExportFixture.Zip(("entra/export.zip", inner), ("plain.csv", Encoding.UTF8.GetBytes(Users))));
        var read = await ExportFixture.ReadAsync(folder.At("all.zip"));
        Assert.Equal(["all.zip!/entra/export.zip!/users.csv", "all.zip!/plain.csv"], read.Files.Select(file => file.Location));
        Assert.All(read.Files, file => Assert.Single(file.Records));
        var unpacked = await folder.ReadAsync();
        Assert.Contains("entra/export.zip!/users.csv", unpacked.Files.Select(file => file.Location));
    }

    [Fact]
    public async Task A_zip_three_deep_is_listed_and_not_read()
    {
        var users = Encoding.UTF8.GetBytes(Users);
        var deep = ExportFixture.Zip(("c.zip", ExportFixture.Zip(("b.zip", ExportFixture.Zip(("users.csv", users))))), ("users.csv", users));
        using var folder = new ExportFixture().With("a.zip", deep);
        var read = await ExportFixture.ReadAsync(folder.At("a.zip"));
        Assert.Equal("a.zip!/users.csv", read.Single.Location);
        Assert.Equal("a.zip!/c.zip!/b.zip", Assert.Single(read.Unrecognised).Location);
    }

    [Theory]
    [InlineData("../users.csv")]
    [InlineData("/users.csv")]
    [InlineData("C:\\users.csv")]
    [InlineData("a\\..\\..\\users.csv")]
    public async Task A_name_that_leads_out_of_the_zip_is_refused(string name)
    {
        using var folder = new ExportFixture().With("a.zip", ExportFixture.Zip((name, Encoding.UTF8.GetBytes(Users))));
        var read = await folder.ReadAsync();
        Assert.Empty(read.Files);
        Assert.Contains("leads out of the zip", Assert.Single(read.Unrecognised).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        var bomb = ExportFixture.Zip(("users.csv", new byte[100 << 20]));
        using var folder = new ExportFixture().With("bomb.zip", bomb).With("users.csv", Users);
        Assert.Contains("zip bomb", Assert.Throws<UnusableInputException>(() => ExportSet.Open(folder.At("bomb.zip"))).Message, StringComparison.Ordinal);
        var read = await folder.ReadAsync();
        Assert.Equal("users.csv", read.Single.Location);
        Assert.Contains("zip bomb", Assert.Single(read.Unrecognised).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_was_cut_off_is_named()
    {
        var zip = ExportFixture.Zip(("users.csv", Encoding.UTF8.GetBytes(Users)));
        using var folder = new ExportFixture().With("cut.zip", zip[..(zip.Length - 30)]).With("users.csv", Users);
        Assert.Contains("damaged or was cut off", Assert.Throws<UnusableInputException>(() => ExportSet.Open(folder.At("cut.zip"))).Message, StringComparison.Ordinal);
        var read = await folder.ReadAsync();
        Assert.Equal("users.csv", read.Single.Location);
        Assert.Equal("cut.zip", Assert.Single(read.Unrecognised).Location);
    }

    [Fact]
    public async Task A_zip_whose_directory_lies_about_the_length_ends_as_incomplete()
    {
        var text = new StringBuilder("userPrincipalName,displayName\n");
        for (var i = 0; i < 100_000; i++)
            text.Append(i).Append("@authority.example,A\n");
        var zip = ExportFixture.Zip(("users.csv", Encoding.UTF8.GetBytes(text.ToString())));
        var record = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(record + 24), 1_000_000);
        using var folder = new ExportFixture().With("lie.zip", zip);
        var read = await folder.ReadAsync();
        Assert.Contains("damaged or was cut off", read.Single.Tally.Incomplete, StringComparison.Ordinal);
        Assert.InRange(read.Single.Records.Count, 0, 99_999);
    }

    [Fact]
    public async Task Links_are_listed_and_not_followed()
    {
        using var folder = new ExportFixture().With("sub/users.csv", Users);
        File.CreateSymbolicLink(folder.At("link.csv"), folder.At("sub/users.csv"));
        System.IO.Directory.CreateSymbolicLink(folder.At("sub/loop"), folder.Path);
        var read = await folder.ReadAsync();
        Assert.Equal("sub/users.csv", read.Single.Location);
        Assert.Equal(["link.csv", "sub/loop"], read.Unrecognised.Select(file => file.Location));
    }

    [Fact]
    public async Task What_has_to_be_saved_otherwise_first_says_so()
    {
        using var folder = new ExportFixture().With("a.xlsx", ExportFixture.Zip(("[Content_Types].xml", "<x/>"u8.ToArray()))).With("access.log.gz", [0x1F, 0x8B, 8, 0]);
        var read = await folder.ReadAsync();
        Assert.Equal(["It is an Office document; save the sheet as csv (UTF-8) and give that.", "The file is packed with gzip; unpack it first."], read.Unrecognised.Select(file => file.Reason));
    }

    [Fact]
    public async Task A_json_page_that_breaks_off_keeps_what_was_read()
    {
        using var folder = new ExportFixture().With("users.json", "{\"value\":[\n{\"userPrincipalName\":\"a@authority.example\",\"displayName\":\"A\"},\n{\"userPrincipalName\":\"b@authority.example\",\"displayName\":\"B\"},\n{\"userPrin");
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(["A", "B"], read.Records.Cast<PersonRecord>().Select(person => person.DisplayName));
        Assert.Contains("broken at line 4", read.Tally.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_json_page_that_breaks_off_is_incomplete_at_a_line()
    {
        var text = new StringBuilder("{\"value\":[\n");
        for (var i = 0; i < 50; i++)
            text.Append("{\"userPrincipalName\":\"a@authority.example\",\"displayName\":\"A\"},\n");
        text.Append("{\"userPrincipalName\":\"a@auth");
        using var folder = new ExportFixture().With("users.json", text.ToString());
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(50, read.Records.Count);
        Assert.Contains("broken at line 52", read.Tally.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_is_too_large_is_passed_over()
    {
        var large = new string('x', 5 << 20);
        using var folder = new ExportFixture().With("users.json", $$"""
            [{"userPrincipalName":"a@authority.example","displayName":"A"},
             {"userPrincipalName":"b@authority.example","displayName":"{{large}}"},
             {"userPrincipalName":"c@authority.example","displayName":"C"}]
            """);
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(["A", "C"], read.Records.Cast<PersonRecord>().Select(person => person.DisplayName));
        Assert.Equal(2, Assert.Single(read.Rejected).Line);
    }

    [Fact]
    public async Task A_bad_line_of_JSON_Lines_costs_that_line()
    {
        using var folder = new ExportFixture().With("users.jsonl", "{\"userPrincipalName\":\"a@authority.example\",\"displayName\":\"A\"}\n{\"userPrincipalName\":\"b@\n\n{\"userPrincipalName\":\"c@authority.example\",\"displayName\":\"C\"}\n");
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(["A", "C"], read.Records.Cast<PersonRecord>().Select(person => person.DisplayName));
        Assert.Equal(2, Assert.Single(read.Rejected).Line);
    }

    [Fact]
    public async Task The_content_hash_follows_the_content_and_not_the_folder()
    {
        using var one = new ExportFixture().With("a/users.csv", Users);
        using var same = new ExportFixture().With("a/users.csv", Users);
        using var other = new ExportFixture().With("a/users.csv", Users.Replace(",A", ",B", StringComparison.Ordinal));
        Assert.Equal((await one.ReadAsync()).ContentHash, (await same.ReadAsync()).ContentHash);
        Assert.NotEqual((await one.ReadAsync()).ContentHash, (await other.ReadAsync()).ContentHash);
    }
}
