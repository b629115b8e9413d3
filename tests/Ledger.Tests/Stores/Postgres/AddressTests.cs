using Npgsql;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

public sealed class AddressTests
{
    [Fact]
    public void An_address_is_read_whole_and_shown_without_login_and_password()
    {
        var location = LedgerLocation.Parse("postgres://an%40agency:p%40ss%2Fw@db.example:6432/ledger?authority=Ville%20A&sslmode=verify-full&connect_timeout=3&lock_timeout=7");
        var driver = new NpgsqlConnectionStringBuilder(location.Address!.ConnectionString);
        Assert.Equal(("db.example", 6432, "ledger", "an@agency", "p@ss/w"), (driver.Host, driver.Port, driver.Database, driver.Username, driver.Password));
        Assert.Equal((SslMode.VerifyFull, 3), (driver.SslMode, driver.Timeout));
        Assert.Contains("lock_timeout=7s", driver.Options, StringComparison.Ordinal);
        Assert.Equal((false, true, "Ville A"), (location.IsFile, location.MayExist, location.Authority));
        Assert.Equal("postgres://db.example:6432/ledger?authority=Ville%20A", location.Name);
        foreach (var shown in new[] { location.ToString(), location.Address.ToString(), location.Path })
        {
            Assert.DoesNotContain("ss/w", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("agency", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("postgres://db.example/ledger", SslMode.Require)]
    [InlineData("postgresql://127.0.0.1/ledger", SslMode.Prefer)]
    [InlineData("postgres://[::1]:5433/ledger", SslMode.Prefer)]
    [InlineData("postgres://localhost:5432,db.example/ledger", SslMode.Require)]
    [InlineData("postgres:///ledger?host=/run/postgresql", SslMode.Prefer)]
    [InlineData("postgres://127.0.0.1/ledger?sslmode=disable", SslMode.Disable)]
    public void TLS_is_asked_for_unless_the_server_is_this_machine(string text, SslMode expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(LedgerLocation.Parse(text).Address!.ConnectionString).SslMode);

    [Theory]
    [InlineData("postgres://user:secret-word@", "lacks a server or a database")]
    [InlineData("postgres://user:secret-word@host", "lacks a server or a database")]
    [InlineData("postgres://user:secret-word@host/a/b", "lacks a server or a database")]
    [InlineData("postgres:user:secret-word@host", "begins with postgres://")]
    [InlineData("postgres://user:secret-word@host:0/ledger", "no number from 1 to 65535")]
    [InlineData("postgres://user:secret-word@host/ledger?secret-word=1", "option that is not known")]
    [InlineData("postgres://user:secret-word@host/ledger?sslmode=secret-word", "sslmode")]
    [InlineData("postgres://user:secret-word@host/ledger?connect_timeout=never", "no number of seconds")]
    public void An_address_that_makes_no_sense_is_refused_without_showing_it(string text, string expected)
    {
        var refused = Assert.Throws<UnusableInputException>(() => LedgerLocation.Parse(text));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_beside_one_ledger_does_not_lie_beside_another()
    {
        string[] texts = ["postgres://db/one?authority=a", "postgres://db/one?authority=b", "postgres://db/one", "postgres://db/one?authority=a%2F", "postgres://db/one?authority=a-", "postgres://db:5433/one?authority=a"];
        var paths = texts.Select(text => LedgerLocation.Parse(text).Path).ToList();
        Assert.Equal(paths.Count, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(paths, path => Assert.Equal("postgres", Path.GetFileName(Path.GetDirectoryName(path))));
        Assert.Equal(paths[0], LedgerLocation.Parse("postgresql://user:word@db/one?authority=a").Path);
    }

    [SkippableFact]
    public async Task A_password_may_stand_in_a_file_for_its_owner_alone()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        var file = Path.Combine(ledger.Folder, "pass");
        var parts = new Uri(ledger.Address);
        await File.WriteAllTextAsync(file, $"*:*:*:{parts.UserInfo.Split(':')[0]}:{TestCluster.WorkerPassword}\n");
        var address = $"postgres://{parts.UserInfo.Split(':')[0]}@{parts.Authority[(parts.Authority.IndexOf('@', StringComparison.Ordinal) + 1)..]}{parts.AbsolutePath}?passfile={Uri.EscapeDataString(file)}";
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", Assert.Throws<UnusableInputException>(() => LedgerLocation.Parse(address)).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        Assert.True(await LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None).ExistsAsync());
        File.Delete(file);
        Assert.Contains("not there", Assert.Throws<UnusableInputException>(() => LedgerLocation.Parse(address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_key_is_read_from_a_file_for_its_owner_alone()
    {
        var file = Path.GetTempFileName();
        try
        {
            var key = Enumerable.Range(1, 32).Select(number => (byte)number).ToArray();
            await File.WriteAllTextAsync(file, Convert.ToBase64String(key) + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
                Assert.Contains("chmod 600", Assert.Throws<UnusableInputException>(() => MasterKeyFile.Read(file)).Message, StringComparison.Ordinal);
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            Assert.Equal(key, MasterKey.Of(key).Unwrap(MasterKeyFile.Read(file).Wrap(key), "x"));
            Assert.Same(MasterKey.None, MasterKeyFile.Read(null));
            foreach (var wrong in new[] { "", "no base64!", Convert.ToBase64String(key[..31]), Convert.ToBase64String([.. key, 1]), new string('A', 5000) })
            {
                await File.WriteAllTextAsync(file, wrong);
                Assert.Contains("holds no master key", Assert.Throws<UnusableInputException>(() => MasterKeyFile.Read(file)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
