using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Ledger.Chain;

/// <summary>An event of a chain, as it is stored.</summary>
internal record LedgerEvent
{
    /// <summary>Place in the authority's chain, from 1.</summary>
    public long Number { get; init; }

    /// <summary>One of <see cref="EventKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Id of what it is about; null for the ledger itself.</summary>
    public string? About { get; init; }

    /// <summary>When it was appended, "O" in universal time.</summary>
    public string At { get; init; } = "";

    /// <summary>What it tells, as JSON and without personal data.</summary>
    public string Body { get; init; } = "";

    /// <summary>Number of the first sealed part that came with it; 0 for none.</summary>
    public long FirstPart { get; init; }

    /// <summary>How many sealed parts came with it.</summary>
    public long Parts { get; init; }

    /// <summary>How many segments came with it.</summary>
    public long Segments { get; init; }

    /// <summary>What its parts and segments come to: <see cref="ContentHash"/>.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Hash of its canonical form.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>Columns of the table, for a statement.</summary>
    public const string Columns = "number AS Number, kind AS Kind, about AS About, at AS At, body AS Body, first_part AS FirstPart, parts AS Parts, segments AS Segments, content AS Content, hash AS Hash";

    /// <summary>
    /// SHA-256 of the canonical form: nine lines in UTF-8, each ended by a line feed. A text that could hold a line feed
    /// stands as its length in bytes, a blank and the text, so that no two events have the same form.
    /// </summary>
    /// <param name="chain">The chain's id.</param>
    /// <param name="previous">Hash of the event before it; 32 zero bytes for the first.</param>
    public byte[] Chained(string chain, ReadOnlySpan<byte> previous) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"tiktokban event 1\n{Framed(chain)}\n{Number}\n{Framed(Kind)}\n{(About is null ? "-" : Framed(About))}\n{Framed(At)}\n{Convert.ToHexString(previous).ToLowerInvariant()}\n{FirstPart} {Parts} {Segments} {Convert.ToHexString(Content).ToLowerInvariant()}\n{Framed(Body)}\n")));

    /// <summary>How an event tells the present moment: "O" in universal time.</summary>
    public static string Moment(TimeProvider time) => time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string Framed(string text) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)} {text}");
}
