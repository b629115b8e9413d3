using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace TikTokBan.Ledger.Chain;

/// <summary>A checkpoint as a file, to be kept where those who can write to the ledger can't.</summary>
public static class CheckpointFile
{
    private const int Largest = 1024 * 1024;

    private static readonly CheckpointJsonContext Form = new(new JsonSerializerOptions(CheckpointJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        MaxDepth = 8,
    });

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be written there.</exception>
    public static Task WriteAsync(Checkpoint checkpoint, string path, bool force = false, CancellationToken cancellationToken = default) =>
        NewFile.WriteAsync(path, Bytes(checkpoint, Form.Checkpoint), force, cancellationToken);

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It is none.</exception>
    public static async Task<Checkpoint> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var checkpoint = await ReadAsync(path, Form.Checkpoint, "a checkpoint of a ledger", Largest, cancellationToken).ConfigureAwait(false);
        return IsWhole(checkpoint) ? checkpoint : throw No(path, "a checkpoint of a ledger");
    }

    internal static byte[] Bytes<T>(T value, JsonTypeInfo<T> form) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, form).ReplaceLineEndings("\n") + "\n");

    internal static async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> form, string what, long largest, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (new FileInfo(path).Length > largest)
                throw No(path, what);
            var content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonKeys.FirstDuplicate(content) is null && JsonSerializer.Deserialize(content, form) is { } read ? read : throw No(path, what);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"this file can't be read ({refused.Message.TrimEnd('.')}); name {what}", path, inner: refused);
        }
        catch (JsonException refused)
        {
            throw No(path, what, refused);
        }
    }

    /// <summary>Whether a checkpoint that was read has what it must, in the one spelling.</summary>
    internal static bool IsWhole(Checkpoint? checkpoint) =>
        checkpoint is { Format: 1, Chain.Length: 32, Size: > 0, Product: not null } && IsHash(checkpoint.Root) && IsHash(checkpoint.Head) && (checkpoint.Index is null || IsHash(checkpoint.Index));

    internal static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    internal static CheckpointJsonContext Json => Form;

    private static UnusableInputException No(string path, string what, Exception? inner = null) =>
        new(InputProblem.ArgumentUnusable, $"this is not {what}, or of a later version; name the file that was written", path, inner: inner);
}
