using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>
/// SHA-256 of a scan's canonical JSON, taken of its stored parts without ever holding the whole document:
/// the bytes that are hashed are those that <see cref="ScanJson.WriteScanAsync"/> writes.
/// It is taken of stored text, not of objects, so that a later version with more members still verifies an old scan.
/// </summary>
internal sealed class CanonicalHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _first;

    public void Begin(string summary, string coverage)
    {
        Append("{\"summary\":");
        Append(summary);
        Append(",\"coverage\":");
        Append(coverage);
        Open(",\"exposures\":[");
    }

    public void BeginRejected() => Open("],\"rejected\":[");

    /// <summary>The next exposure, or after <see cref="BeginRejected"/> the next rejected row.</summary>
    public void Item(string json)
    {
        if (!_first)
            Append(",");
        _first = false;
        Append(json);
    }

    /// <summary>Closes the document and gives the hash in lower-case hexadecimal.</summary>
    public string End(string unrecognised, string suspicions)
    {
        Append("],\"unrecognised\":");
        Append(unrecognised);
        Append(",\"suspicions\":");
        Append(suspicions);
        Append("}");
        return Convert.ToHexString(_hash.GetHashAndReset()).ToLowerInvariant();
    }

    public void Dispose() => _hash.Dispose();

    private void Open(string text)
    {
        Append(text);
        _first = true;
    }

    private void Append(string text) => _hash.AppendData(Encoding.UTF8.GetBytes(text));
}
