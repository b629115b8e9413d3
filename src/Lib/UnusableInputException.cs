namespace TikTokBan;

/// <summary>Something the caller gave cannot be used. The message is one sentence that says what, where and what to do.</summary>
public sealed class UnusableInputException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="path">The file or folder meant.</param>
    /// <param name="line">The line, counted from 1, where there is one.</param>
    /// <param name="inner">What caused it.</param>
    /// <param name="column">The column, counted from 1, where there is one.</param>
    public UnusableInputException(string message, string? path = null, long? line = null, Exception? inner = null, long? column = null)
        : this(InputProblem.ArgumentUnusable, message, path, line, inner, column)
    {
    }

    /// <summary>Makes one of a kind.</summary>
    /// <param name="problem">Its kind, by which a script tells it from others.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="path">The file or folder meant.</param>
    /// <param name="line">The line, counted from 1, where there is one.</param>
    /// <param name="inner">What caused it.</param>
    /// <param name="column">The column, counted from 1, where there is one.</param>
    public UnusableInputException(InputProblem problem, string message, string? path = null, long? line = null, Exception? inner = null, long? column = null)
        : base(Locate(message, path, line, column), inner)
    {
        Problem = problem;
        Sentence = message;
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>Its kind.</summary>
    public InputProblem Problem { get; }

    /// <summary>The message without the place.</summary>
    public string Sentence { get; }

    /// <summary>The file or folder meant.</summary>
    public string? Path { get; }

    /// <summary>The line, counted from 1.</summary>
    public long? Line { get; }

    /// <summary>The column, counted from 1.</summary>
    public long? Column { get; }

    private static string Locate(string message, string? path, long? line, long? column) => (path, line, column) switch
    {
        (null, _, _) => message,
        (_, null, _) => $"{path}: {message}",
        (_, _, null) => $"{path}:{line}: {message}",
        _ => $"{path}:{line}:{column}: {message}",
    };
}
