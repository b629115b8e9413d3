using System.Security.Cryptography;

namespace TikTokBan.Removal.Remedies;

/// <summary>Which remedy there is in which situation, as data.</summary>
public sealed class RemedyMatrix
{
    private readonly IReadOnlyList<RemedyRow> _rows;
    private readonly IReadOnlyDictionary<string, NoticeText> _notices;

    internal RemedyMatrix(string version, string hash, IReadOnlyList<Control> controls, IReadOnlyList<RemedyRow> rows, IReadOnlyDictionary<string, NoticeText> notices)
    {
        _notices = notices;
        Version = version;
        Hash = hash;
        Controls = controls;
        _rows = rows;
    }

    internal static IReadOnlyList<string> NeededNotices { get; } = ["own-device", "ask-person"];

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the files, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Every control, in the order of the file.</summary>
    public IReadOnlyList<Control> Controls { get; }

    /// <summary>Every remedy, in the order in which they are tried.</summary>
    public IEnumerable<Remedy> Remedies => _rows.Select(row => row.Remedy);

    /// <summary>Reads the matrix.</summary>
    /// <param name="directory">Its folder; see <see cref="ProductFiles.Remedies"/>.</param>
    /// <exception cref="UnusableInputException">Something is missing, unknown or contradictory; the message names file and line.</exception>
    public static RemedyMatrix Load(string directory) => RemedyReader.Read(directory);

    /// <summary>The first remedy that fits. Every situation has one: the last row takes what no other did.</summary>
    /// <param name="situation">The situation.</param>
    public Remedy Find(Situation situation)
    {
        foreach (var row in _rows)
        {
            if (row.Fits(situation))
                return row.Remedy;
        }

        throw new InvalidOperationException("The remedies have no row for the rest.");
    }

    internal NoticeText Notice(string id) => _notices[id];

    internal static string HashOf(IEnumerable<byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData(SHA256.HashData(file));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}

/// <summary>One row: null accepts anything.</summary>
internal sealed record RemedyRow(
    Remedy Remedy,
    IReadOnlyList<string>? Platforms,
    IReadOnlyList<EnrolmentKind>? Enrolments,
    IReadOnlyList<bool?>? Supervised,
    IReadOnlyList<InstallMethod>? Installed)
{
    public bool IsForTheRest => Platforms is null && Enrolments is null && Supervised is null && Installed is null;

    public bool Fits(Situation situation) =>
        (Platforms is null || (situation.Platform is { } platform && Platforms.Contains(platform)))
        && (Enrolments?.Contains(situation.Enrolment) ?? true)
        && (Supervised?.Contains(situation.Supervised) ?? true)
        && (Installed?.Contains(situation.Installed) ?? true);
}
