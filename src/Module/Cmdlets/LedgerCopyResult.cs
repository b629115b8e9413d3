using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;

namespace TikTokBan.Cmdlets;

/// <summary>A ledger that was copied to another place.</summary>
public sealed record LedgerCopyResult
{
    /// <summary>Whether everything in the copy is as it was stored.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Where it was copied from: a path, or an address without login and password.</summary>
    public required string Source { get; init; }

    /// <summary>Where it was copied to, likewise.</summary>
    public required string Destination { get; init; }

    /// <summary>The chain's id, the same in both.</summary>
    public required string Chain { get; init; }

    /// <summary>How many events it has.</summary>
    public required long Events { get; init; }

    /// <summary>How many rows were copied, of all tables.</summary>
    public required long Rows { get; init; }

    /// <summary>Hash of the last event, in hexadecimal.</summary>
    public required string Head { get; init; }

    /// <summary>What was copied of each table: how many rows, and the sum of their hashes, which is the same in both.</summary>
    public required IReadOnlyList<MovedTable> Tables { get; init; }

    /// <summary>What is not as it was stored, in the copy as in what was copied; none where all is.</summary>
    public required IReadOnlyList<ChainFinding> Findings { get; init; }

    internal static LedgerCopyResult Of(LedgerMoveOutcome moved, LedgerCheckResult check) => new()
    {
        IsWhole = check.IsWhole,
        Source = moved.From,
        Destination = moved.To,
        Chain = moved.Chain,
        Events = moved.Events,
        Rows = moved.Tables.Sum(table => table.Rows),
        Head = moved.Head,
        Tables = moved.Tables,
        Findings = check.Findings,
    };
}
