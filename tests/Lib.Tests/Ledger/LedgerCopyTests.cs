using Microsoft.Data.Sqlite;
using TikTokBan.Ledger;

namespace TikTokBan.Tests.Ledger;

/// <summary>A copy of a ledger is whole, whatever is written to the ledger meanwhile.</summary>
public sealed class LedgerCopyTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    private string Target => _folder.Location.Path + ".copy";

    [Fact]
    public async Task It_holds_what_was_committed_while_another_still_writes()
    {
        await _folder.SaveAsync(0);
        using var writer = new SqliteConnection($"Data Source={_folder.Location.Path};Pooling=False");
        writer.Open();

        // Held open, so that what the next scan writes stays in the companion file and out of a plain copy.
        _ = Ask(writer, "SELECT count(*) FROM sqlite_master");
        await _folder.SaveAsync(1);
        await _folder.Ledger.CopyAsync(Target, force: false);

        var copied = await new EvidenceLedger(LedgerLocation.Parse(Target)).ListScansAsync();
        Assert.Equal(await _folder.Ledger.ListScansAsync(), copied);
        Assert.Equal(2, copied.Count);
    }

    [Fact]
    public async Task It_replaces_an_earlier_copy_only_when_told_to()
    {
        await _folder.SaveAsync(0);
        await _folder.Ledger.CopyAsync(Target, force: false);
        await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.CopyAsync(Target, force: false));
        await _folder.SaveAsync(1);
        await _folder.Ledger.CopyAsync(Target, force: true);
        Assert.Equal(2, (await new EvidenceLedger(LedgerLocation.Parse(Target)).ListScansAsync()).Count);
        Assert.False(File.Exists(Target + ".new"));
    }

    [Fact]
    public async Task Nothing_is_made_where_there_is_no_ledger_and_never_over_the_ledger_itself()
    {
        await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.CopyAsync(Target, force: false));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
        await _folder.SaveAsync(0);
        await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.CopyAsync(_folder.Location.Path, force: true));
        Assert.Single(await _folder.Ledger.ListScansAsync());
    }

    public void Dispose() => _folder.Dispose();

    private static string? Ask(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of tests.
        command.CommandText = statement;
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString();
    }
}
