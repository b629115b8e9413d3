using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>The file of passwords that the driver may read: the one that was named, that PGPASSFILE names, or the user's own.</summary>
internal static class PostgresPasswordFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="UnusableInputException">The named file is not there, or others can read it.</exception>
    public static void Use(NpgsqlConnectionStringBuilder builder, string? named)
    {
        if (named is not null && !File.Exists(named))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "the password file in the ledger's address is not there", named);
        var path = named ?? Environment.GetEnvironmentVariable("PGPASSFILE") ?? Own();
        if (path is null || !File.Exists(path))
            return;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new UnusableInputException(InputProblem.LedgerUnusable, "others than its owner can read this file of passwords; let its owner alone (chmod 600)", path);
        if (named is not null)
            builder.Passfile = named;
    }

    private static string? Own() => OperatingSystem.IsWindows() || Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is not { Length: > 0 } home
        ? null
        : Path.Combine(home, ".pgpass");
}
