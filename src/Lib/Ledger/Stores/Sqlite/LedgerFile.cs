using System.Buffers.Binary;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>Opens a ledger's file: makes it where there is none, refuses what is no ledger before SQLite touches it.</summary>
internal static class LedgerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens the ledger to read it.</summary>
    public static SqliteConnection OpenExisting(string path)
    {
        if (!File.Exists(path))
            throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here yet; scan first, or name the ledger's file", path);
        RefuseOthers(path, mayBeEmpty: false);
        return Connect(path, fills: false);
    }

    /// <summary>Opens the ledger to read it, also where neither it nor its folder can be written.</summary>
    public static SqliteConnection OpenToRead(string path)
    {
        try
        {
            return OpenExisting(path);
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is 8 or 14 or 23 && !HasCompanion(path))
        {
            return ConnectUnchanging(path);
        }
    }

    /// <summary>Opens the ledger to add to it; a new one, and its folder, can be read by their owner alone.</summary>
    public static SqliteConnection OpenOrCreate(string path)
    {
        if (File.Exists(path))
            RefuseOthers(path, mayBeEmpty: true);
        else
            Create(path);
        return Connect(path, fills: true);
    }

    /// <summary>Makes the folder of a ledger, and of what lies beside it, where there is none: for its owner alone.</summary>
    public static void CreateFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file that its owner alone may read, and its folder.</summary>
    public static void Create(string path)
    {
        try
        {
            CreateFolder(path);
            // The file's mode is set before there is anything in it; SQLite gives its companions the same.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            new FileStream(path, options).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.LedgerUnusable, $"the ledger cannot be made here ({refused.Message.TrimEnd('.')}); give a path that can be written", path, inner: refused);
        }
    }

    private static SqliteConnection Connect(string path, bool fills)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 10000; PRAGMA trusted_schema = OFF;");
            LedgerSchema.Migrate(connection, path, fills);
            // Readers are not stopped by a writer, and a commit is on the disk when it returns.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // What was committed last stands in the companion, which can't be read without writing beside it.
    private static bool HasCompanion(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } || File.Exists(path + "-journal");

    /// <summary>Opens a file that nobody writes to: SQLite then needs no file beside it.</summary>
    internal static SqliteConnection ConnectUnchanging(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA trusted_schema = OFF;");
            return LedgerSchema.Check(connection, path) == LedgerSchema.Version
                ? connection
                : throw new UnusableInputException(InputProblem.LedgerUnusable, "this ledger is of an older version and read-only; copy it to where it can be written, and read the copy", path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite may write beside a file that it only opens, so a stranger's file is recognised by its first bytes.
    // With a rollback journal beside it the file is half-way, and only SQLite can tell; Migrate asks again.
    private static void RefuseOthers(string path, bool mayBeEmpty)
    {
        if (File.Exists(path + "-journal"))
            return;
        Span<byte> header = stackalloc byte[100];
        int length;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.LedgerUnusable, $"the ledger cannot be read ({refused.Message.TrimEnd('.')}); check its permissions", path, inner: refused);
        }

        if (length == 0 && !mayBeEmpty)
            throw LedgerSchema.Empty(path);
        if (length == 0)
            return;
        if (length < header.Length || !header.StartsWith("SQLite format 3\0"u8))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "this is not a ledger (no SQLite file); it was left untouched, name another file", path);
        LedgerSchema.Accept(BinaryPrimitives.ReadInt32BigEndian(header[68..]), BinaryPrimitives.ReadInt32BigEndian(header[60..]), path);
    }

    /// <summary>The sentence for what SQLite reports.</summary>
    public static UnusableInputException Explain(SqliteException failure, string path) => new(
        failure.SqliteErrorCode switch
        {
            5 or 6 => InputProblem.RunInProgress,
            11 or 26 => InputProblem.LedgerDamaged,
            _ => InputProblem.LedgerUnusable,
        },
        failure.SqliteErrorCode switch
        {
            5 or 6 => "another program is writing to this ledger and did not finish in time; try again",
            8 or 14 or 23 => "this ledger cannot be written: it or its folder is read-only; what it held is untouched",
            10 => $"the disk reported an error while the ledger was in use ({failure.Message}); what was stored before is kept",
            13 => "there is no room left on the disk for the ledger; what it held is untouched, free some room and try again",
            11 or 26 => "this ledger is damaged or not a ledger; restore it from a copy, or name another file",
            _ => $"the ledger could not be used ({failure.Message})",
        },
        path,
        inner: failure);
}
