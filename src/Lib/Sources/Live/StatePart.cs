using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>One part of the state, held by one scan at a time. A file: a header, a row on each line, and an end that proves it whole.</summary>
internal sealed class StatePart(string path, IDisposable held, StateHeader header) : IDisposable
{
    /// <summary>What an earlier scan kept; null where there is nothing, or nothing that can be used: the scan then reads everything.</summary>
    public KeptRows? Read()
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (KeptRows.TryOpen(file, header) is { } kept)
            {
                file = null;
                return kept;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            // Damaged or unreadable is as good as absent.
        }
        finally
        {
            file?.Dispose();
        }

        return null;
    }

    /// <summary>Begins a new state aside. What was kept stays until the new one is whole.</summary>
    public StateWriter Write() => new(path, header);

    public void Dispose() => held.Dispose();
}
