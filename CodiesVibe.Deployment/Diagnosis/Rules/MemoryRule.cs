using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Planning;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The machine has the memory that the services may use, also while both slots run.</summary>
internal static class MemoryRule
{
    private const string Subject = "memory";

    public static Finding Check(Examination examination)
    {
        var (facts, state) = (examination.Facts, examination.State);
        var single = Limits("docker-compose.infra.yml") + Limits("docker-compose.production.yml");
        var both = single + Limits("docker-compose.staging.yml");
        var what = $"{facts.MemoryMiB} MiB, {facts.AvailableMiB} MiB of them available";
        return facts switch
        {
            _ when facts.AvailableMiB * 20 < facts.MemoryMiB => Finding.Fail(Subject, $"{what}: the kernel will soon end a program", "See who uses it with 'docker stats' on the server, and restart that service: dotnet aspire do restart"),
            _ when single > facts.MemoryMiB => Finding.Fail(Subject, $"{what}; the services may use {single} MiB", "Give the server more memory, or run the smallest system (README.md beside the compose files)."),
            _ when both > facts.MemoryMiB => Finding.Warn(Subject, $"{what}; the services may use {both} MiB while a release is replaced", "Give the server more memory, or deploy with Deploy:Strategy=recreate."),
            _ => Finding.Pass(Subject, what),
        };

        int Limits(string file)
        {
            var definitions = new ComposeDefinitions(state.ComposeFiles.GetValueOrDefault(file, ""), new(state.Env));
            // Gates end before what waits for them starts.
            return definitions.Keys.Where(key => !definitions.IsOptional(key) && !key.StartsWith("wait-for-infra", StringComparison.Ordinal)).Sum(definitions.MemoryOf);
        }
    }
}
