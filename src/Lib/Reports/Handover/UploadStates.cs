using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TikTokBan.Ledger;
using TikTokBan.Sources.Live;

namespace TikTokBan.Reports.Handover;

/// <summary>
/// Keeps where pieces of large files are sent to, so that a later run goes on where one broke off. Each address is a secret that
/// lets anyone write the file, so it lies in files that only their owner may read, is shown nowhere, and is thrown away once it
/// has expired or the file is there.
/// </summary>
internal sealed class UploadStates : IDisposable
{
    private const string Suffix = ".upload.json";
    private const int Version = 1;

    // An address that is about to expire is not worth beginning with.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly FileStream _lock;

    private UploadStates(string folder, TimeProvider time, FileStream claim) => (_folder, _time, _lock) = (folder, time, claim);

    /// <summary>Opens them for one folder of a library, which no other run may write to meanwhile.</summary>
    /// <param name="ledger">The ledger beside which they lie.</param>
    /// <param name="target">What tells that folder from others.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">Another run has it, or the place can't be written.</exception>
    public static UploadStates Open(LedgerLocation ledger, string target, TimeProvider time)
    {
        var place = Path.Combine(Path.GetDirectoryName(ledger.Path)!, "uploads");
        try
        {
            PrivateFiles.CreateFolder(place);
            var path = Path.Combine(place, Name(target) + ".lock");
            try
            {
                var states = new UploadStates(place, time, PrivateFiles.Lock(path));
                states.Sweep();
                return states;
            }
            catch (IOException held) when (File.Exists(path))
            {
                throw new UnusableInputException(InputProblem.RunInProgress, "Another run is putting a report into that folder at this moment; wait until it has ended.", inner: held);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"What is needed to go on after an interruption can't be kept here ({refused.Message.TrimEnd('.')}); make the folder writable.", place, inner: refused);
        }
    }

    /// <summary>The address that a run before left for a file; null where there is none that still holds.</summary>
    /// <param name="file">What tells the file, its content and its place from others.</param>
    public Uri? Find(string file)
    {
        var path = PathOf(file);
        return File.Exists(path) && Read(path) is { } state && state.File == file ? state.Address : null;
    }

    /// <summary>Keeps an address, until it expires.</summary>
    public void Keep(string file, Uri address, DateTimeOffset expires)
    {
        var path = PathOf(file);
        var next = path + ".next";
        File.Delete(next);
        using (var stream = PrivateFiles.Create(next))
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("file", file);
            json.WriteString("address", address.OriginalString);
            json.WriteString("expires", expires);
            json.WriteEndObject();
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>Throws an address away.</summary>
    public void Forget(string file) => File.Delete(PathOf(file));

    public void Dispose() => _lock.Dispose();

    private string PathOf(string file) => Path.Combine(_folder, Name(file) + Suffix);

    private static string Name(string what) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16)).ToLowerInvariant();

    private void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Suffix).ToList())
        {
            if (Read(path) is null)
                File.Delete(path);
        }
    }

    // Null for one that expired, or that nobody can read: it is worth nothing.
    private (string File, Uri Address)? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var state = document.RootElement;
            return state.GetProperty("version").GetInt32() == Version
                && state.GetProperty("expires").GetDateTimeOffset() - Margin > _time.GetUtcNow()
                && Tenants.Requests.WireAddress.TryTake(state.GetProperty("address").GetString(), out var address)
                ? (state.GetProperty("file").GetString() ?? "", address)
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or FileNotFoundException)
        {
            return null;
        }
    }
}
