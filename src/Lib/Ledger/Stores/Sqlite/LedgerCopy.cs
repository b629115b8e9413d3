using Dapper;
using Microsoft.Data.Sqlite;

namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>Copies a ledger as it is at one moment, also while something writes to it. A plain copy of its file would lack what was written last, or hold half of it.</summary>
internal static class LedgerCopy
{
    public static void Write(string path, string target, bool force)
    {
        NewFile.Check(target, force);
        if (Path.GetFullPath(target) == Path.GetFullPath(path))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "this is the ledger itself; name another file for its copy", target);

        // Made beside it and moved there, so that neither the old nor the new copy is ever there by half.
        var half = target + ".new";
        try
        {
            using var source = LedgerFile.OpenToRead(path);
            File.Delete(half);
            LedgerFile.Create(half);
            Fill(source, half, path);
            File.Move(half, target, overwrite: force);
        }
        catch (SqliteException failure)
        {
            Remove(half);
            throw LedgerFile.Explain(failure, path);
        }
        catch (UnusableInputException)
        {
            Remove(half);
            throw;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"the copy cannot be written here ({refused.Message.TrimEnd('.')}); name another file", target, inner: refused);
        }
    }

    private static void Fill(SqliteConnection source, string half, string path)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = half, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        copy.Open();
        source.BackupDatabase(copy);
        // Pages are copied as they are, so that damage comes along without a word.
        if (copy.QueryFirst<string>("PRAGMA quick_check(1)") is var found and not "ok")
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"this ledger is damaged ({found.ReplaceLineEndings(" ").Trim()}), so no copy was made, and one that was there before is kept; restore the ledger from that", path);
    }

    private static void Remove(string half)
    {
        try
        {
            File.Delete(half);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is told; the next copy takes this file's place.
        }
    }
}
