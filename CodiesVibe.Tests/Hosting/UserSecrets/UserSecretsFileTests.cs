using Aspire.Hosting;
using Aspire.Hosting.UserSecrets;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CodiesVibe.Tests.Hosting.UserSecrets;

public sealed class UserSecretsFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string File => Path.Combine(folder.FullName, "app", "secrets.json");

    [Fact]
    public void A_value_is_kept_beside_the_others_in_a_file_of_the_owner_only()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, """{ /* by hand */ "Parameters": { "a": "1" }, "Other": "2" }""");
        var store = new UserSecretsFile(File);
        store.Set("Parameters:b", "ü\"{}");
        store.Set("parameters:A", "3");

        var read = new ConfigurationBuilder().AddJsonFile(File).Build();
        Assert.Equal(("3", "ü\"{}", "2"), (read["Parameters:a"], read["Parameters:b"], read["Other"]));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void A_value_is_forgotten_and_the_first_one_makes_the_file()
    {
        var store = new UserSecretsFile(File);
        store.Set("Parameters:a", "1");
        Assert.Equal("1", new ConfigurationBuilder().AddJsonFile(File).Build()["Parameters:a"]);
        store.Set("Parameters:a", null);
        Assert.Null(new ConfigurationBuilder().AddJsonFile(File).Build()["Parameters:a"]);
    }

    [Fact]
    public void A_broken_file_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{ broken");
        var fault = Assert.Throws<DistributedApplicationException>(() => new UserSecretsFile(File).Set("a", "1"));
        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        Assert.Equal("{ broken", System.IO.File.ReadAllText(File));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
