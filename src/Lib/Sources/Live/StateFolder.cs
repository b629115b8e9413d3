namespace TikTokBan.Sources.Live;

/// <summary>
/// A folder that keeps what earlier scans of a tenant read, in named parts, so that the next scan can ask for changes only. It holds
/// personal data: names and addresses of everybody in the directory. On Unix only its owner may read it; deleting it costs a
/// complete reading and nothing else.
/// </summary>
internal sealed class StateFolder
{
    private readonly string _folder;
    private readonly string _tenant;
    private readonly Uri _graph;

    private StateFolder(string folder, string tenant, Uri graph) => (_folder, _tenant, _graph) = (folder, tenant, graph);

    /// <summary>Takes a folder, and makes it where there is none.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="tenant">Whose state it is to be; that of another tenant is not used.</param>
    /// <param name="graph">Where the tenant was asked; what another place answered is not used.</param>
    /// <exception cref="UnusableInputException">It is a file, or can't be made or written to.</exception>
    public static StateFolder Open(string folder, string tenant, Uri graph)
    {
        try
        {
            if (File.Exists(folder))
                throw new UnusableInputException(InputProblem.FileUnusable, "The state needs a folder, and this is a file; name another.", folder);
            PrivateFiles.CreateFolder(folder);
            return new StateFolder(folder, tenant, graph);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"The folder for the state can't be made ({e.Message.TrimEnd('.')}); name another, or scan without a state.", folder, inner: e);
        }
    }

    /// <summary>Takes a part for oneself, until it is disposed of.</summary>
    /// <param name="name">Its name, such as <c>directory.users</c>.</param>
    /// <param name="holds">What its rows hold, such as the properties that were asked for; rows that hold something else are not used.</param>
    /// <returns>Null where another scan has it, or the folder can't be written to: the scan then reads everything, and keeps nothing of it.</returns>
    public StatePart? Take(string name, string holds)
    {
        try
        {
            var path = Path.Combine(_folder, name + ".jsonl");
            return new StatePart(path, PrivateFiles.Lock(path + ".lock"), new StateHeader(StateHeader.CurrentVersion, _tenant, _graph.AbsoluteUri, name, holds));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Says of which reading the rows of a part are. Rows of any other are not used.</summary>
/// <param name="Version">Of the form of the file.</param>
/// <param name="Tenant">Whose rows.</param>
/// <param name="Graph">Where they were asked for.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Holds">What each row holds.</param>
internal sealed record StateHeader(int Version, string Tenant, string Graph, string Part, string Holds)
{
    public const int CurrentVersion = 1;
}
