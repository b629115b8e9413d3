using TikTokBan.Authorities;

namespace TikTokBan.Tests.Authorities;

/// <summary>A profile that names a directive's file beside itself.</summary>
public sealed class OwnDirectiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiktokban-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_beside_the_profile_is_meant_from_there_wherever_the_process_was_started()
    {
        File.WriteAllText(At("own.yaml"), "id: own");

        Assert.Equal(At("own.yaml"), Load("directive: ./own.yaml").Directive is { } path ? Path.GetFullPath(path) : null);
        Assert.Equal("be-federal-716", Load("directive: be-federal-716").Directive);
        Assert.Equal("./nowhere.yaml", Load("directive: ./nowhere.yaml").Directive);
    }

    private AuthorityProfile Load(string content)
    {
        File.WriteAllText(At("authority.yaml"), content);
        return AuthorityProfile.Load(At("authority.yaml"));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
