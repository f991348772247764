using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Images;

/// <summary>The content and the start of the images, compared with the model. The real run shows that they can be built.</summary>
public sealed class DockerfileTests
{
    public static readonly TheoryData<string> Services = new("backend", "frontend");

    private static readonly string[] s_network = ["apt", "apt-get", "apk", "curl ", "pip "];

    [Theory]
    [Requirement("R026", "R114", "R117")]
    [MemberData(nameof(Services))]
    public void The_production_image_listens_and_is_probed_as_the_model_says(string name)
    {
        var service = Find(name);
        var production = Read(service)["production"];

        Assert.Equal("production", Read(service).Stages[^1].Name); // the default target
        Assert.Equal(service.Bindings.Select(binding => Text(binding.Port)), production.One("EXPOSE").Split(' '));
        Assert.Equal(service.Facts.User!.Split(':')[0], production.One("USER"));
        var probe = service.Facts.Probe!;
        Assert.Equal(probe.Test.Skip(1), production.Probe());
        Assert.Equal(
            ($"{probe.Interval}s", $"{probe.Timeout}s", Text(probe.Retries), probe.StartPeriod),
            (production.ProbeOption("interval"), production.ProbeOption("timeout"), production.ProbeOption("retries"), Seconds(production.ProbeOption("start-period"))));
    }

    [Theory]
    [Requirement("R117")]
    [MemberData(nameof(Services))]
    public void The_development_image_opens_the_ports_of_the_model(string name)
    {
        var service = Find(name);
        var development = Read(service)["development"];

        Assert.Equal(service.Facts.Development!.Ports.Select(port => Text(port.Container)).Order(), development.One("EXPOSE").Split(' ').Order());
        Assert.Equal(service.Facts.Probe!.Test.Skip(1), development.Probe());
    }

    [Theory]
    [Requirement("R040")]
    [MemberData(nameof(Services))]
    public void Both_run_as_a_number_that_is_not_root_and_fetch_nothing_at_the_start(string name)
    {
        var file = Read(Find(name));
        foreach (var stage in new[] { file["development"], file["production"] })
        {
            Assert.Matches("^[1-9][0-9]*$", stage.One("USER"));
            Assert.StartsWith("[", stage.One("ENTRYPOINT"), StringComparison.Ordinal); // the signal reaches the program, not a shell
            foreach (var started in stage.All("ENTRYPOINT").Concat(stage.All("CMD")).Append(stage.One("HEALTHCHECK")))
            {
                Assert.DoesNotContain(s_network, word => started.Contains(word, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [Requirement("R105")]
    [MemberData(nameof(Services))]
    public void Bases_have_exact_tags_and_can_be_given_and_the_compiler_runs_on_the_machine_that_builds(string name)
    {
        var file = Read(Find(name));
        var bases = file.Arguments.Where(argument => argument.Key.EndsWith("_IMAGE", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, bases.Count);
        Assert.All(bases, argument => Assert.Matches(@"^[\w./-]+:\d+\.\d+\.\d+(-[\w.-]+)?$", argument.Value!));
        foreach (var stage in file.Stages)
        {
            var given = Regex.Match(stage.Base, @"^\$\{(\w+)\}$");
            Assert.True(given.Success ? file.Arguments.ContainsKey(given.Groups[1].Value) : file.Stages.Exists(other => other.Name == stage.Base), stage.Base);
            Assert.Equal(given.Success && stage.Name != "production" ? "${BUILDPLATFORM:-linux}" : "", stage.Platform);
        }
    }

    [Theory]
    [Requirement("R118")]
    [MemberData(nameof(Services))]
    public void The_image_says_what_it_is(string name)
    {
        var production = Read(Find(name))["production"];
        var labels = production.One("LABEL");

        foreach (var (label, argument) in new[] { ("version", "VERSION"), ("revision", "REVISION"), ("created", "CREATED") })
        {
            Assert.Contains($"org.opencontainers.image.{label}=\"${{{argument}}}\"", labels, StringComparison.Ordinal);
            Assert.Contains(production.All("ARG"), rest => rest.StartsWith($"{argument}=", StringComparison.Ordinal));
        }

        Assert.Contains($"org.opencontainers.image.title=\"codiesvibe-{name}\"", labels, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R105")]
    [MemberData(nameof(Services))]
    public void Nothing_requires_BuildKit_and_everything_copied_is_in_the_context(string name)
    {
        var file = Read(Find(name));
        var context = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"));

        Assert.Contains("*", context);
        Assert.DoesNotContain(file.Instructions, instruction => instruction.Text.Contains("--mount", StringComparison.Ordinal) || instruction.Text.Contains("<<", StringComparison.Ordinal));
        Assert.All(file.Copied, source =>
        {
            Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source);
            Assert.Contains($"!{source.Split('/')[0]}", context);
        });
    }

    [Fact]
    public void The_site_is_served_by_the_nginx_of_the_edge() =>
        Assert.EndsWith($"/{Read(Find("frontend")).Arguments["NGINX_IMAGE"]}", Find("nginx").Image, StringComparison.Ordinal);

    private static Service Find(string name) => Published.Model.Find(name)!;

    private static Dockerfile Read(Service service) => new(service.Facts.Build!.Dockerfile);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Seconds(string? duration) => duration is null ? 0 : int.Parse(duration.TrimEnd('s'), CultureInfo.InvariantCulture);
}
