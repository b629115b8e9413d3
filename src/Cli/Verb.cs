using System.CommandLine;

namespace TikTokBan.Cli;

/// <summary>A command that knows its examples, which end its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The words that call it: <c>catalogue list</c>.</summary>
    public static string PathOf(Command command)
    {
        var names = new List<string>();
        for (Symbol? at = command; at is Command; at = at.Parents.FirstOrDefault())
            names.Insert(0, at.Name);
        return string.Join(' ', names);
    }
}
