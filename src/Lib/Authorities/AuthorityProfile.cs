using TikTokBan.Directives;

namespace TikTokBan.Authorities;

/// <summary>
/// What an authority declares about itself because no export says it: its name, its people's populations, its
/// organisations, who pays for what. Every declared assumption is named wherever it decided something.
/// </summary>
public sealed record AuthorityProfile
{
    /// <summary>No profile: nothing is assumed.</summary>
    public static AuthorityProfile Empty { get; } = new();

    /// <summary>Its name; null where the profile gives none.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Id of the directive that binds it, or the file of one of its own; a relative path is meant from the profile's folder.</summary>
    public string? Directive { get; init; }

    /// <summary>Populations of everyone in the directory, unless their organisation says otherwise; null is unknown.</summary>
    public IReadOnlyList<string>? Populations { get; init; }

    /// <summary>Organisations, in the order in which they are tried.</summary>
    public IReadOnlyList<Organisation> Organisations { get; init; } = [];

    /// <summary>Declared assumptions, in the order in which they are tried; the first that supplies a fact wins.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    /// <summary>User principal names on whose devices nothing is ever done without a person deciding.</summary>
    public IReadOnlyList<string> ProtectedPeople { get; init; } = [];

    /// <summary>Serial numbers or ids of devices to which the same applies.</summary>
    public IReadOnlyList<string> ProtectedDevices { get; init; } = [];

    /// <summary>The most devices that one removal may touch; null is the product's own limit.</summary>
    public int? LimitDevices { get; init; }

    /// <summary>The largest share of the fleet, from 0 to 1, that one removal may touch.</summary>
    public double? LimitShare { get; init; }

    /// <summary>Devices of the first ring of a removal; null leaves it to the product.</summary>
    public int? LimitCanary { get; init; }

    /// <summary>The age in days that a scan may have when a removal is planned from it; null is the product's own limit.</summary>
    public int? LimitScanDays { get; init; }

    /// <summary>Who must agree to a removal before it is carried out.</summary>
    public ApprovalPolicy Approval { get; init; } = ApprovalPolicy.Default;

    /// <summary>Whether the file says anything of approvals, so that nothing is carried out that was agreed to at the prompt alone.</summary>
    public bool DemandsApproval { get; init; }

    /// <summary>Days after which personal data is to be erased.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal; null without one.</summary>
    public string? Hash { get; init; }

    /// <summary>The first organisation whose match fits.</summary>
    /// <param name="subject">What is known of the person and the device.</param>
    /// <returns>The organisation, or null.</returns>
    public Organisation? OrganisationOf(OrganisationSubject subject) =>
        Organisations.FirstOrDefault(organisation => organisation.Match.Any(line => line.Fits(subject)));

    /// <summary>An organisation's name.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="language">Two-letter code.</param>
    /// <returns>The name in that language or in the first that there is; null for an unknown id or a nameless organisation.</returns>
    public string? OrganisationNameIn(string id, string language) =>
        Organisations.FirstOrDefault(organisation => organisation.Id == id) is { Name: { } name } ? name.In(language) : null;

    /// <summary>Reads a profile.</summary>
    /// <param name="path">The YAML file.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="UnusableInputException">The file is missing, is not YAML or says something that the format does not know.</exception>
    public static AuthorityProfile Load(string path)
    {
        var profile = AuthorityProfileReader.Read(path);

        // A file beside the profile stays beside it, wherever the process was started.
        return profile.Directive is { } named && Path.GetExtension(named) is ".yaml" or ".yml"
            && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder
            && File.Exists(Path.Combine(folder, named))
            ? profile with { Directive = Path.Combine(folder, named) }
            : profile;
    }

    /// <summary>Reads a profile that is held in memory.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">YAML in UTF-8.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="UnusableInputException">It is not YAML, or says something that the format does not know.</exception>
    public static AuthorityProfile Load(string name, byte[] content) => AuthorityProfileReader.Read(name, content);
}

/// <summary>A part of the authority.</summary>
/// <param name="Id">Its id; appears on exposures.</param>
/// <param name="Name">Its name, where the profile gives one.</param>
/// <param name="Populations">Populations of its people, where they differ from the authority's.</param>
/// <param name="Match">Whoever fits any of these belongs to it.</param>
public sealed record Organisation(string Id, LocalText? Name, IReadOnlyList<string>? Populations, IReadOnlyList<OrganisationMatch> Match);

/// <summary>What is known of a person or device when its organisation is sought. Null is unknown.</summary>
/// <param name="Department">Department.</param>
/// <param name="Company">Company name.</param>
/// <param name="Domain">The part of the user principal name after the at sign.</param>
/// <param name="Groups">Ids and names of the person's groups.</param>
/// <param name="CostCentre">The funding register's cost centre.</param>
public readonly record struct OrganisationSubject(string? Department, string? Company, string? Domain, IReadOnlyList<string>? Groups, string? CostCentre);

/// <summary>One line of an organisation's match: every key that is given must fit, with any of its values.</summary>
public sealed record OrganisationMatch
{
    /// <summary>Departments; <c>*</c> stands for anything at either end.</summary>
    public IReadOnlyList<string>? Department { get; init; }

    /// <summary>Company names.</summary>
    public IReadOnlyList<string>? Company { get; init; }

    /// <summary>Domains of user principal names.</summary>
    public IReadOnlyList<string>? Domain { get; init; }

    /// <summary>Ids or names of groups.</summary>
    public IReadOnlyList<string>? Group { get; init; }

    /// <summary>Cost centres of the funding register.</summary>
    public IReadOnlyList<string>? CostCentre { get; init; }

    internal bool Fits(OrganisationSubject subject) =>
        (Department is null || Wildcard.Any(Department, subject.Department))
        && (Company is null || Wildcard.Any(Company, subject.Company))
        && (Domain is null || Wildcard.Any(Domain, subject.Domain))
        && (Group is null || (subject.Groups?.Any(group => Wildcard.Any(Group, group)) ?? false))
        && (CostCentre is null || Wildcard.Any(CostCentre, subject.CostCentre));
}
