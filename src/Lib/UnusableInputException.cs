namespace TikTokBan;

/// <summary>Something the caller gave cannot be used. The message is one sentence that says what, where and what to do.</summary>
public sealed class UnusableInputException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="path">The file or folder meant.</param>
    /// <param name="line">The line, counted from 1, where there is one.</param>
    /// <param name="inner">What caused it.</param>
    public UnusableInputException(string message, string? path = null, long? line = null, Exception? inner = null)
        : base(Locate(message, path, line), inner)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file or folder meant.</summary>
    public string? Path { get; }

    /// <summary>The line, counted from 1.</summary>
    public long? Line { get; }

    private static string Locate(string message, string? path, long? line) => (path, line) switch
    {
        (null, _) => message,
        (_, null) => $"{path}: {message}",
        _ => $"{path}:{line}: {message}",
    };
}
