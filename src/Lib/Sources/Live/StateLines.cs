namespace TikTokBan.Sources.Live;

/// <summary>The lines of a state file.</summary>
internal static class StateLines
{
    private const int Longest = 16 << 20;

    /// <summary>Gives each line without its end; one that has no end is none. Each is valid until the next is asked for.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any row can be.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var (start, end) = (0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length && buffer.Length >= Longest)
                throw new InvalidDataException("A line of the state is too long.");
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0)
                yield break;
            end += read;
        }
    }
}
