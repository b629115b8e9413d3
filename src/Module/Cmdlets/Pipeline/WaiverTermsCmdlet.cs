using System.Collections;
using System.Globalization;
using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that takes the terms of a waiver.</summary>
public abstract class WaiverTermsCmdlet : LedgerCmdlet
{
    /// <summary>Catalogue id of the application; without it, any.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Catalogue id of the application; without it, any.", ParameterSetName = "Described")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    [Cell]
    public string? Application { get; set; }

    /// <summary>What it is given for, such as operational.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "What it is given for, such as operational.", ParameterSetName = "Described")]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? Kind { get; set; }

    /// <summary>In which quality it was approved: head, designee or other.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "In which quality it was approved: head, designee or other.", ParameterSetName = "Described")]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? Approver { get; set; }

    /// <summary>Whether a file with the motives exists; without it, yes where -Evidence is given, else unknown.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Whether a file with the motives exists; without it, yes where -Evidence is given, else unknown.", ParameterSetName = "Described")]
    [Truth]
    public bool? Documented { get; set; }

    /// <summary>Whether it is given to everybody or a whole group at once; without it, it is not.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Whether it is given to everybody or a whole group at once; without it, it is not.", ParameterSetName = "Described")]
    [Truth]
    public bool? Blanket { get; set; }

    /// <summary>Conditions and whether each is met, such as <c>@{ singlePurpose = $true; wifi = $false }</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Conditions and whether each is met, such as @{ singlePurpose = $true; wifi = $false }.", ParameterSetName = "Described")]
    [Alias("Conditions")]
    [Conditions]
    public Hashtable Condition { get; set; } = [];

    /// <summary>Where the file with the motives is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Where the file with the motives is: a number or address.", ParameterSetName = "Described")]
    [Cell]
    public string? Evidence { get; set; }

    /// <summary>First day on which it holds; without it, today.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "First day on which it holds; without it, today.", ParameterSetName = "Described")]
    [Day]
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day on which it holds.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Last day on which it holds.", ParameterSetName = "Described")]
    [Day]
    public DateOnly? Expires { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Language of the sentences.</summary>
    [Parameter(HelpMessage = "Language of the sentences.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    private protected WaiverGrant Terms() => new()
    {
        Application = Application,
        Kind = Kind,
        Approver = Approver,
        Documented = Documented,
        Blanket = Blanket,
        Conditions = Conditions(),
        Evidence = Evidence,
        ValidFrom = ValidFrom,
        Expires = Expires,
    };

    private Dictionary<string, bool> Conditions()
    {
        var conditions = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Condition)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            conditions[name] = (entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value) as bool?
                ?? throw Refusal.Of(InputProblem.WaiverUnusable, "ConditionNeither", name);
        }

        return conditions;
    }
}
