using System.Text;
using System.Text.RegularExpressions;
using TikTokBan.Tenants;
using TikTokBan.Tests.House;

namespace TikTokBan.Tests.Module;

/// <summary>Errors of the cmdlets come from one catalogue, have a text in each language, and stand in the documents. TIKTOKBAN_WRITE_HELP=1 writes these anew.</summary>
public sealed partial class ErrorCatalogueTests
{
    private static readonly bool Rewrites = Environment.GetEnvironmentVariable("TIKTOKBAN_WRITE_HELP") == "1";

    public static TheoryData<string, string> Languages => new() { { "en", "en-US" }, { "fr", "fr-BE" }, { "nl", "nl-BE" }, { "de", "de-DE" } };

    private static IEnumerable<string> Sources => CommittedFiles.All
        .Where(path => path.StartsWith(ErrorTexts.Folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Every_kind_of_problem_and_refusal_has_its_id()
    {
        var ids = ErrorTexts.Catalogue.Select(entry => entry.Id).ToList();

        Assert.Distinct(ids);
        Assert.Empty(Enum.GetNames<InputProblem>().Except(ids));
        Assert.Empty(Enum.GetNames<TenantFailure>().Select(failure => "Tenant" + failure).Except(ids));
        Assert.Empty(Made().Matches(CommittedFiles.Read(ErrorTexts.Folder + "Pipeline/Errors.cs")).Select(match => match.Groups[1].Value).Except(ids));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_id_says_in_every_language_what_it_means_and_what_to_do(string language, string culture)
    {
        Assert.NotEmpty(culture);
        var texts = ErrorTexts.Texts("Errors", language);

        Assert.Equal(ErrorTexts.Catalogue.SelectMany(entry => new[] { entry.Id, entry.Id + ".Action" }).Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts.Values, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_help_topic_holds_the_catalogue_as_it_is(string language, string culture) =>
        IsWritten($"{culture}/about_TikTokBan_Errors.help.txt", ErrorTopic.Help(language));

    [Fact]
    public void The_page_of_the_documents_holds_the_catalogue_as_it_is() => IsWritten("docs/errors.md", ErrorTopic.Page());

    [Fact]
    public void Error_records_are_made_in_one_place()
    {
        var elsewhere = Sources
            .Where(path => !path.EndsWith("Pipeline/Errors.cs", StringComparison.Ordinal))
            .Where(path => CommittedFiles.Read(path) is var text && (text.Contains("new ErrorRecord", StringComparison.Ordinal) || NewRecord().IsMatch(text)));

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void The_library_says_of_each_refusal_of_what_kind_it_is() =>
        Assert.DoesNotContain(
            CommittedFiles.All.Where(path => path.StartsWith("src/Lib/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)),
            path => Kindless().IsMatch(CommittedFiles.Read(path)));

    [Fact]
    public void What_the_cmdlets_say_is_a_resource_and_every_resource_is_said()
    {
        var said = Sources.SelectMany(path => Key().Matches(CommittedFiles.Read(path)))
            .SelectMany(match => Quoted().Matches(match.Value)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(ErrorTexts.Texts("Sentences", "en").Keys.Except(said));
        Assert.DoesNotContain(Sources, path => Literal().IsMatch(CommittedFiles.Read(path)));
    }

    private static void IsWritten(string path, string expected)
    {
        var file = Repository.At(path.Split('/'));
        if (Rewrites)
            File.WriteAllText(file, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.True(File.Exists(file), $"{path} is missing; TIKTOKBAN_WRITE_HELP=1 writes it");
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"new UnusableInputException\((?>\s*)(?!InputProblem\.|\w*[pP]roblem,|problem\b)")]
    private static partial Regex Kindless();

    [GeneratedRegex("Make\\(\"([A-Z]\\w+)\",")]
    private static partial Regex Made();

    [GeneratedRegex(@"ErrorRecord\s+\w+\s*=\s*new\(|ErrorRecord\[\]\s*\{")]
    private static partial Regex NewRecord();

    // The key may hang on a condition, and stands on the same line.
    [GeneratedRegex(@"(?:Sentence\.Of|Refusal\.(?:Of|At)|NotFound)\((?>[^\n]*)|^\s+""[A-Z]\w+"",$", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex("\"([A-Z]\\w+)\"")]
    private static partial Regex Quoted();

    // A sentence in the code itself, in English only.
    [GeneratedRegex(@"(?:TellAsync|WriteWarningAsync|WriteVerboseAsync|WriteWarning|WriteVerbose|ShouldProcessAsync|ShouldProcess|ShouldContinue|(?:UnusableInput|NotConnected)Exception)\(\$?""[^{""]*[a-z]{2} [a-z]{2}")]
    private static partial Regex Literal();
}
