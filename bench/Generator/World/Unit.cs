namespace TikTokBan.Generator.World;

/// <summary>A part of the authority, with its name in both languages as people's directory entries carry it.</summary>
/// <param name="Id">Id in the authority profile.</param>
/// <param name="French">Department for a French speaker.</param>
/// <param name="Dutch">Department for a Dutch speaker.</param>
/// <param name="CostCentre">First digits of its cost centres.</param>
/// <param name="Share">How many of a thousand people work there.</param>
/// <param name="Company">Company in the directory.</param>
/// <param name="Domain">Mail domain.</param>
/// <param name="EmployeeType">Employee type in the directory.</param>
internal sealed record Unit(string Id, string French, string Dutch, string CostCentre, int Share, string Company, string Domain, string EmployeeType)
{
    public const string OwnDomain = "agentschap.example";

    public const string CabinetDomain = "cabinet.example";

    private const string Authority = "AFPP-FAPP";

    public static readonly Unit Communication = new("communication", "Communication", "Communicatie", "4410", 40, Authority, OwnDomain, "Employee");

    public static readonly Unit Inspection = new("inspection", "Inspection", "Inspectie", "4440", 240, Authority, OwnDomain, "Employee");

    public static readonly Unit Cabinet = new("cabinet", "Cabinet de la ministre", "Kabinet van de minister", "4900", 30, "Cabinet-Kabinet", CabinetDomain, "Employee");

    public static readonly Unit Contractors = new("contractors", "Prestataires externes", "Externe dienstverleners", "4990", 45, "Studio Halvemaan", OwnDomain, "Contractor");

    public static readonly IReadOnlyList<Unit> All =
    [
        new("direction", "Direction générale", "Algemene directie", "4400", 25, Authority, OwnDomain, "Employee"),
        Communication,
        new("ict", "Informatique", "Informatica", "4420", 95, Authority, OwnDomain, "Employee"),
        new("people", "Personnel et organisation", "Personeel en organisatie", "4430", 70, Authority, OwnDomain, "Employee"),
        Inspection,
        new("legal", "Affaires juridiques", "Juridische zaken", "4450", 75, Authority, OwnDomain, "Employee"),
        new("finance", "Budget et contrôle de la gestion", "Begroting en beheerscontrole", "4460", 80, Authority, OwnDomain, "Employee"),
        new("regions", "Bureaux régionaux", "Regionale kantoren", "4470", 300, Authority, OwnDomain, "Employee"),
        Cabinet,
        Contractors,
    ];
}
