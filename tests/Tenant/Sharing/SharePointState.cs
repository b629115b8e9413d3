namespace TikTokBan.Tenant.Sharing;

/// <summary>What the tenant's SharePoint holds. Tests change it while the tenant runs, as people do.</summary>
public sealed class SharePointState
{
    private readonly Lock _gate = new();
    private readonly List<FakeSite> _sites = [];
    private int _made;

    internal SharePointState()
    {
        var council = AddSite("council");
        council.GrantedRole = "manage";
        AddLibrary(council, "Documents", "Shared Documents");
        AddLibrary(council, "Reports", "Reports");
    }

    /// <summary>Host of its sites, as addresses name it; nothing answers there.</summary>
    public string Host { get; } = "agency716.sharepoint.com";

    /// <summary>Hours by which its sites are before universal time: a day without a time is kept as midnight there.</summary>
    public int SiteHours { get; set; } = 1;

    /// <summary>Bytes that each library takes in all.</summary>
    public long Quota { get; set; } = 1L << 40;

    /// <summary>How long an address for uploading is good.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Where addresses for uploading lead; null is the tenant itself.</summary>
    public string? UploadHost { get; set; }

    /// <summary>Whether files are shown with their digest.</summary>
    public bool GivesHashes { get; set; } = true;

    /// <summary>Whether SharePoint writes properties of its own into files of office programs.</summary>
    public bool RewritesOfficeFiles { get; set; } = true;

    /// <summary>Its sites.</summary>
    public IReadOnlyList<FakeSite> Sites => _sites;

    internal UploadDesk Uploads { get; } = new();

    /// <summary>Makes a site, without a library.</summary>
    public FakeSite AddSite(string name)
    {
        var number = _sites.Count + 1;
        var site = new FakeSite($"{Host},716a0000-0000-4000-8000-{number:d12},716b0000-0000-4000-8000-{number:d12}", name, $"https://{Host}/sites/{name}");
        _sites.Add(site);
        return site;
    }

    /// <summary>Makes a library.</summary>
    public FakeDrive AddLibrary(FakeSite site, string name, string folder)
    {
        var drive = new FakeDrive($"b!716-{site.Drives.Count + 1}-{site.Name}", name, $"{site.WebUrl}/{Uri.EscapeDataString(folder)}", new DriveEntry(NewId(), "root", null, true));
        site.AddDrive(drive);
        return drive;
    }

    /// <summary>Finds a file or folder by its place: <c>council/Documents/2026/report.html</c>.</summary>
    /// <returns>Null where there is none.</returns>
    public DriveEntry? Find(string place)
    {
        var parts = place.Split('/');
        var entry = _sites.First(site => site.Name == parts[0]).Drives.First(drive => drive.Name == parts[1]).Root;
        foreach (var name in parts.Skip(2))
        {
            if (entry.Child(name) is not { } child)
                return null;
            entry = child;
        }
        return entry;
    }

    /// <summary>Puts a file there as somebody else would; folders are made.</summary>
    public DriveEntry Put(string place, byte[] content)
    {
        var parts = place.Split('/');
        var entry = Find($"{parts[0]}/{parts[1]}")!;
        foreach (var name in parts[2..^1])
            entry = entry.Child(name) ?? entry.Add(NewId(), name, isFolder: true);
        var file = entry.Child(parts[^1]) ?? entry.Add(NewId(), parts[^1], isFolder: false);
        file.Write(content);
        return file;
    }

    /// <summary>Forgets everything that was uploaded by half: its addresses answer 404.</summary>
    public void LoseUploads() => Uploads.Clear();

    internal string NewId()
    {
        lock (_gate)
            return $"01716{++_made:D29}";
    }
}

/// <summary>A site.</summary>
/// <param name="Id">Its id: host, collection and web.</param>
/// <param name="Name">Its name.</param>
/// <param name="WebUrl">Its address.</param>
public sealed record FakeSite(string Id, string Name, string WebUrl)
{
    private readonly List<FakeDrive> _drives = [];
    private readonly List<FakeList> _lists = [];

    /// <summary>What was granted to an application that has Sites.Selected only: <c>read</c>, <c>write</c>, <c>manage</c>, <c>fullcontrol</c>; null for nothing.</summary>
    public string? GrantedRole { get; set; }

    /// <summary>Its libraries; the first is the default one.</summary>
    public IReadOnlyList<FakeDrive> Drives => _drives;

    /// <summary>Its lists.</summary>
    public IReadOnlyList<FakeList> Lists => _lists;

    internal void AddDrive(FakeDrive drive) => _drives.Add(drive);

    internal void AddList(FakeList list) => _lists.Add(list);
}

/// <summary>A library.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="WebUrl">Its address.</param>
/// <param name="Root">Its root folder.</param>
public sealed record FakeDrive(string Id, string Name, string WebUrl, DriveEntry Root)
{
    /// <summary>Finds an entry by its id; <c>root</c> is the root.</summary>
    public DriveEntry? Find(string id) => id.Equals("root", StringComparison.OrdinalIgnoreCase) ? Root : Root.Find(id);

    /// <summary>Bytes that it holds.</summary>
    public long Used => Root.All.Sum(entry => (long)entry.Content.Length);
}
