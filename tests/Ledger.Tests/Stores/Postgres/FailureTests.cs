using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Dapper;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

public sealed class FailureTests
{
    [SkippableFact]
    public async Task A_port_on_which_nobody_listens_is_named_as_that()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await RefusedAsync($"postgres://an:secret-word@127.0.0.1:{port}/ledger", "no server listens there");
    }

    [SkippableFact]
    public async Task A_server_that_says_nothing_is_not_waited_for_without_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await RefusedAsync($"postgres://an:secret-word@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/ledger?connect_timeout=1", "does not answer");
    }

    [SkippableFact]
    public async Task A_wrong_password_no_password_and_a_missing_database_are_named_as_that()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        var address = await ledger.LoginAsync("local", LedgerRole.Writer);
        await RefusedAsync(address.Replace(TestCluster.WorkerPassword, "secret-word", StringComparison.Ordinal), "refused the password");
        await RefusedAsync(address.Replace(":" + TestCluster.WorkerPassword, "", StringComparison.Ordinal), "asks for a password");
        await RefusedAsync(address + "_not", "no such database");
    }

    [SkippableFact]
    public async Task TLS_that_the_server_does_not_have_is_named_as_that()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await RefusedAsync(ledger.Address + "?sslmode=require", "no TLS");
    }

    [SkippableFact]
    public async Task A_login_that_may_use_no_authority_is_told_whom_to_ask()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        var address = await ledger.LoginAsync("local");
        await RefusedAsync(address, "ask its owner for the role writer, reader or eraser");
        await using (var administrator = await ledger.OpenToTamperAsync())
            await administrator.ExecuteAsync($"GRANT tiktokban_writer TO {new Uri(address).UserInfo.Split(':')[0]}");
        await RefusedAsync(address, "ask its owner for the role writer, reader or eraser");
    }

    [SkippableFact]
    public async Task A_login_that_may_use_several_authorities_is_asked_for_one()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        var other = await ledger.OfAsync("Ville d’Exemple & Co");
        await RefusedAsync(ledger.Address, "name one with ?authority=: Ville d’Exemple & Co, local");
        await RefusedAsync(ledger.Address + "?authority=nobody", "may not use an authority \"nobody\"");
        await using var session = await other.WriteAsync();
        Assert.Equal("Ville d’Exemple & Co", session.Head.Name);
    }

    [SkippableFact]
    public async Task A_database_that_only_reads_is_named_as_that()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await using (var administrator = await ledger.OpenToTamperAsync())
            await administrator.ExecuteAsync($"ALTER DATABASE {administrator.Database} SET default_transaction_read_only = on");
        await RefusedAsync(ledger.Address, "only reads");
    }

    [SkippableFact]
    public async Task Who_waits_too_long_for_the_chain_is_told_that_another_holds_it()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await using var holder = await ledger.Store.WriteAsync();
        await RefusedAsync(ledger.Address + "?lock_timeout=1", "another program is writing");
        await using var beside = await ledger.Store.BesideAsync();
        Assert.Equal(1, await beside.ExecuteAsync("INSERT INTO lease (authority, name, holder, fence, until) VALUES (@authority, 'n', 'h', 1, 1)"));
    }

    [SkippableTheory]
    [InlineData("40P01", "used by another program")]
    [InlineData("40001", "used by another program")]
    [InlineData("25006", "only reads")]
    [InlineData("53100", "disk is full")]
    [InlineData("53300", "no connection left")]
    [InlineData("55P03", "did not finish in time")]
    [InlineData("XX001", "database is damaged")]
    public async Task What_the_server_refuses_in_the_middle_of_a_write_is_one_sentence_and_leaves_nothing_half(string state, string expected)
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await AppendAsync(ledger, "before");
        await using var administrator = await ledger.OpenToTamperAsync();
        await administrator.ExecuteAsync(
            $"""
            CREATE FUNCTION tiktokban.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a row of secret-word' USING ERRCODE = '{state}'; END $$;
            CREATE TRIGGER refuse AFTER INSERT ON tiktokban.event FOR EACH ROW EXECUTE FUNCTION tiktokban.refuse();
            """);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => AppendAsync(ledger, "refused"));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        await administrator.ExecuteAsync("DROP TRIGGER refuse ON tiktokban.event");
        await AppendAsync(ledger, "after");
        var check = await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions());
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Equal(2, check.Events);
    }

    [SkippableFact]
    public async Task A_server_without_a_connection_to_spare_is_named_as_that()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await using var administrator = await ledger.OpenToTamperAsync();
        await administrator.ExecuteAsync($"ALTER DATABASE {administrator.Database} CONNECTION LIMIT 0");
        await RefusedAsync(ledger.Address + "?connect_timeout=5", "no connection left");
    }

    [SkippableFact]
    public async Task A_connection_that_is_cut_in_a_session_is_explained_and_leaves_nothing()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await using (var session = await ledger.Store.WriteAsync())
        {
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, "lost", "{}");
            await using (var administrator = await ledger.OpenToTamperAsync())
                await administrator.ExecuteAsync("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            var failure = await Assert.ThrowsAnyAsync<DbException>(() => session.CommitAsync());
            Assert.Contains("try again", ledger.Store.Explain(failure).Message, StringComparison.Ordinal);
        }

        await using var again = await ledger.Store.WriteAsync();
        Assert.Equal(0, again.Head.Events);
        Assert.Equal(0, await again.FirstAsync<long>("SELECT count(*) FROM event WHERE authority = @authority"));
    }

    [SkippableFact]
    public async Task A_store_goes_on_after_its_server_was_started_again_and_says_when_it_is_gone()
    {
        var server = await TestServer.StartAsync();
        Skip.If(server is null, "there is no PostgreSQL to test with: initdb, pg_ctl and postgres are not on the path");
        await using (server)
        {
            var store = LedgerStores.Open(LedgerLocation.Parse(server.Address), TimeProvider.System, MasterKey.None);
            for (var round = 1; round <= 3; round++)
            {
                await using (var session = await store.WriteAsync())
                {
                    Assert.Equal(round - 1, session.Head.Events);
                    Assert.Equal("default", session.Head.Name);
                    using var writer = new EventWriter(session, TimeProvider.System);
                    await writer.AppendAsync(EventKinds.Report, null, "{}");
                    await session.CommitAsync();
                }

                await server.RestartAsync();
            }
        }

        await RefusedAsync(server.Address, "no server listens there");
    }

    private static Task AppendAsync(TestLedger ledger, string about) => LedgerWork.WriteAsync(
        ledger.Store,
        async session =>
        {
            using var writer = new EventWriter(session, TimeProvider.System);
            return await writer.AppendAsync(EventKinds.Report, about, "{}");
        },
        CancellationToken.None);

    private static async Task RefusedAsync(string address, string expected)
    {
        var store = LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync());
        Assert.True(refused.Message.Contains(expected, StringComparison.Ordinal), refused.Message);
        Assert.Equal(InputProblem.LedgerUnusable, refused.Problem == InputProblem.LedgerNotFound ? InputProblem.LedgerUnusable : refused.Problem);
        Assert.StartsWith("postgres://", refused.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(TestCluster.WorkerPassword, refused.ToString(), StringComparison.Ordinal);
    }
}
