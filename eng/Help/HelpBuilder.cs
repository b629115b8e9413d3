using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;
using TikTokBan.Help.Writing;

namespace TikTokBan.Help;

/// <summary>Makes the help file: <c>docs/cmdlets OUT</c>. Exit status 1 and a sentence a problem when a page is not what it should be.</summary>
internal static class HelpBuilder
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var pages, var folder])
            return Failed("Give the folder with the cmdlets' pages and the folder to write the help into: docs/cmdlets OUT.");
        try
        {
            var written = PageReader.ReadAll(pages);
            var cmdlets = CmdletReader.ReadAll();
            var problems = PageCheck.Run(cmdlets, written).ToList();
            if (problems.Count > 0)
                return Failed(string.Join(Environment.NewLine, problems));
            Directory.CreateDirectory(folder);
            using var file = File.Create(Path.Combine(folder, MamlFile.Name));
            MamlFile.Write(MamlFile.Of(cmdlets, written), file);
            return 0;
        }
        catch (Exception failure) when (failure is HelpException or IOException or UnauthorizedAccessException)
        {
            return Failed(failure.Message);
        }
    }

    private static int Failed(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
