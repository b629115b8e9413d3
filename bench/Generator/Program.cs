using TikTokBan.Generator.Exports;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator;

internal static class Program
{
    private static int Main(string[] args)
    {
        var options = GeneratorOptions.Parse(args, out var problem);
        if (options is null)
        {
            Console.Error.WriteLine(problem);
            Console.Error.WriteLine(GeneratorOptions.Usage);
            return 2;
        }
        Write(options);
        Console.Error.WriteLine($"Written to {options.Out}: {options.People} people, {options.Devices} devices, seed {options.Seed}.");
        return 0;
    }

    /// <summary>Writes the authority's folder and, beside it, the list of set pieces.</summary>
    public static void Write(GeneratorOptions options)
    {
        var world = AuthorityWorld.Make(options);
        var target = new Target(options.Out);
        IntuneInventory.Write(world, target, options);
        IntuneDevices.Write(world, target);
        IntuneInstallStatus.Write(world, target);
        EntraPeople.Write(world, target);
        EntraDevices.Write(world, target);
        EntraApplications.Write(world, target);
        SignIns.Write(world, target);
        MailFlow.Write(world, target);
        HuntingMail.Write(world, target);
        HuntingDevices.Write(world, target);
        NetworkLogs.Write(world, target);
        Registers.Write(world, target);
        AuthorityProfile.Write(world, target);
        ExpectedCases.Write(world, target);
        ExpectedCases.WriteDevices(world, target);
    }
}
