using CodiesVibe.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.ServiceDefaults;

public sealed class SecretFilesTests
{
    [Fact]
    public void A_file_overrides_the_environment()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "ConnectionStrings__redis"), "from the file\n");
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:redis"] = "from the environment", ["Other"] = "kept" })
                .AddSecretFiles(directory.FullName)
                .Build();

            Assert.Equal("from the file", configuration.GetConnectionString("redis"));
            Assert.Equal("kept", configuration["Other"]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_missing_directory_is_not_an_error() =>
        Assert.Empty(new ConfigurationBuilder().AddSecretFiles("/no/such/directory").Build().AsEnumerable());
}
