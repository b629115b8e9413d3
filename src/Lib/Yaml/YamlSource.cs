namespace TikTokBan.Yaml;

/// <summary>The file that a node is of, and what it is when the file can't be used: a reader's complaints then tell a profile from a directive.</summary>
internal sealed record YamlSource(string Path, InputProblem Problem)
{
    public UnusableInputException Error(string message, long? line = null, long? column = null, Exception? inner = null) => new(Problem, message, Path, line, inner, column);
}
