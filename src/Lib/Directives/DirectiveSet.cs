namespace TikTokBan.Directives;

/// <summary>All directives at hand. A broken file does not take the others with it: it is listed among the <see cref="Problems"/>.</summary>
public sealed class DirectiveSet
{
    private const int MostFiles = 1000;

    private readonly Dictionary<string, Directive> _byId;

    private DirectiveSet(IReadOnlyList<Directive> all, IReadOnlyList<UnusableInputException> problems)
    {
        All = all;
        Problems = problems;
        _byId = all.ToDictionary(directive => directive.Id, StringComparer.Ordinal);
    }

    /// <summary>The directives, by id.</summary>
    public IReadOnlyList<Directive> All { get; }

    /// <summary>Files that could not be used, with file, line and column.</summary>
    public IReadOnlyList<UnusableInputException> Problems { get; }

    /// <summary>Reads every directive of a folder, and an authority's own.</summary>
    /// <param name="directory">The folder; its files <c>*.yaml</c> are read, not those of folders within.</param>
    /// <param name="own">Further files; one with the id of a shipped directive takes its place.</param>
    /// <exception cref="UnusableInputException">The folder cannot be read, or holds more than 1,000 files.</exception>
    public static DirectiveSet Load(string directory, params string[] own)
    {
        var all = new SortedDictionary<string, Directive>(StringComparer.Ordinal);
        var problems = new List<UnusableInputException>();
        foreach (var path in Files(directory))
            Add(path, replaces: false);
        foreach (var path in own)
            Add(path, replaces: true);
        return new DirectiveSet([.. all.Values], problems);

        void Add(string path, bool replaces)
        {
            try
            {
                var directive = Directive.LoadFile(path);
                if (!replaces && all.TryGetValue(directive.Id, out var first))
                    throw new UnusableInputException(InputProblem.DirectiveUnusable, $"the id '{directive.Id}' is already that of {first.Path}; ids must differ", path, 1);
                all[directive.Id] = directive;
            }
            catch (UnusableInputException problem)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>The directive with an id.</summary>
    /// <param name="id">Such as <c>be-federal-716</c>.</param>
    /// <exception cref="UnusableInputException">There is none; the message names those that there are.</exception>
    public Directive Find(string id) => _byId.TryGetValue(id, out var directive)
        ? directive
        : throw new UnusableInputException(InputProblem.DirectiveNotFound, $"there is no directive '{id}'; known are {string.Join(", ", _byId.Keys.Order(StringComparer.Ordinal))}");

    private static List<string> Files(string directory)
    {
        try
        {
            var files = Directory.EnumerateFiles(directory, "*.yaml").Take(MostFiles + 1).ToList();
            files.Sort(StringComparer.Ordinal);
            return files.Count > MostFiles ? throw new UnusableInputException(InputProblem.DirectiveUnusable, $"the folder holds more than {MostFiles} directives", directory) : files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException(InputProblem.DirectiveUnusable, "the folder of directives can't be read; check that it exists", directory, inner: e);
        }
    }
}
