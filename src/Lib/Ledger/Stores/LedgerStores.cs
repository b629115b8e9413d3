using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores.Postgres;
using TikTokBan.Ledger.Stores.Sqlite;

namespace TikTokBan.Ledger.Stores;

/// <summary>Opens the store of a location.</summary>
internal static class LedgerStores
{
    /// <summary>Gives the store, with the master key from the file that <see cref="LedgerLocation.KeyVariable"/> names and the signer that <see cref="LedgerLocation.SignerVariable"/> names. Connects to nothing yet.</summary>
    /// <param name="location">Where the ledger is.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public static ILedgerStore Open(LedgerLocation location, TimeProvider time) =>
        Open(location, time, MasterKeyFile.Read(Environment.GetEnvironmentVariable(LedgerLocation.KeyVariable)), ChainSigner.FromEnvironment());

    /// <summary>Gives the store with a master key and a signer of the caller's.</summary>
    public static ILedgerStore Open(LedgerLocation location, TimeProvider time, MasterKey master, ChainSigner? signer = null) =>
        location.Address is { } address ? new PostgresStore(address, master, time) { Signer = signer } : new SqliteStore(location.Path, master, time) { Signer = signer };
}
