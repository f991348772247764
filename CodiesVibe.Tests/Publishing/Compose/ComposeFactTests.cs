using CodiesVibe.Tests.Publishing.Support;
using static CodiesVibe.Tests.Publishing.Support.ComposeText;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>The compose files, fact by fact.</summary>
public sealed class ComposeFactTests
{
    private static readonly string[] s_application = ["backend", "frontend", "wait-for-infra"];

    [Fact]
    [Requirement("R075", "R082", "R083")]
    public void Each_service_stands_in_the_files_of_its_tier()
    {
        Assert.Equal(
            ["alertmanager", "cadvisor", "grafana", "loki", "mongodb", "node-exporter", "prometheus", "promtail", "redis", "redis-exporter"], Infra.ServiceNames);
        Assert.Equal(["wait-for-infra", "backend", "frontend", "nginx", "nginx-exporter"], Production.ServiceNames);
        Assert.Equal(Production.ServiceNames, Development.ServiceNames);
        Assert.Equal(["wait-for-infra", "backend", "cloudflared", "frontend", "nginx", "nginx-exporter"], Cloudflare.ServiceNames);
        Assert.Equal(["wait-for-infra-green", "backend-green", "frontend-green"], Staging.ServiceNames);
    }

    [Fact]
    [Requirement("R083")]
    public void No_file_has_a_container_of_another_but_its_alternatives()
    {
        string[][] beside = [[.. Infra.ServiceNames], [.. Production.ServiceNames], [.. Staging.ServiceNames]];
        Assert.Equal(beside.Sum(names => names.Length), beside.SelectMany(names => names).Distinct().Count());
    }

    [Fact]
    [Requirement("R082", "R175", "R176")]
    public void A_container_is_named_as_its_service_but_a_slot_may_have_several() => Assert.All(
        Names.Select(Of).SelectMany(file => file.Services),
        service => Assert.Equal(s_application.Any(service.Key.StartsWith) ? null : $"${{NAME_PREFIX:-}}{service.Key}", service.Value!["container_name"]?.ToString()));

    [Fact]
    [Requirement("R015", "R017", "R018", "R019", "R021", "R022", "R023")]
    public void Containers_wait_until_the_others_are_healthy()
    {
        Assert.Equal(["wait-for-infra service_completed_successfully"], Production.Waits("backend"));
        Assert.Equal(["backend service_healthy", "frontend service_healthy"], Production.Waits("nginx"));
        Assert.Equal(["nginx service_healthy"], Cloudflare.Waits("cloudflared"));
        Assert.Equal(["wait-for-infra-green service_completed_successfully"], Staging.Waits("backend-green"));
        Assert.Equal(["prometheus service_started"], Infra.Waits("grafana"));
        Assert.Equal(["prometheus service_started"], Infra.Waits("alertmanager"));
        Assert.All(["mongodb", "redis", "loki", "prometheus"], service => Assert.Empty(Infra.Waits(service)));
        Assert.Empty(Production.Waits("frontend"));
        Assert.Empty(Production.Waits("wait-for-infra"));
    }

    [Theory]
    [InlineData("docker-compose.production.yml", "wait-for-infra")]
    [InlineData("docker-compose.dev.yml", "wait-for-infra")]
    [InlineData("docker-compose.cloudflare.yml", "wait-for-infra")]
    [InlineData("docker-compose.staging.yml", "wait-for-infra-green")]
    public void The_gate_waits_for_the_databases_as_the_backend_and_ends(string file, string gate)
    {
        var service = Of(file)[gate];
        Assert.Equal(["dotnet", "/app/CodiesVibe.Api.dll", "--wait-for-infra"], Items(service["entrypoint"]));
        Assert.Equal("${WAIT_FOR:-mongodb,redis}", service["environment"]!["WAIT_FOR"]!.ToString());
        Assert.Equal("${WAIT_FOR_INFRA:-120}", service["environment"]!["WAIT_FOR_INFRA"]!.ToString());
        Assert.Equal(["codiesvibe-data"], Items(service["networks"]));
        Assert.Equal("no", service["restart"]!.ToString());
        Assert.Contains(service["secrets"]!.AsArray(), secret => secret!["target"]!.ToString() == "ConnectionStrings__codiesvibe");
    }

    [Fact]
    [Requirement("R174")]
    public void Networks_have_exactly_these_members()
    {
        string[] edge = ["cloudflared", "nginx", "nginx-exporter"];
        string[] slots = ["backend", "backend-green"];
        string[] gates = ["wait-for-infra", "wait-for-infra-green"];
        Assert.Equal(Sorted([.. edge, .. slots, "frontend", "frontend-green", "prometheus"]), Members("codiesvibe-network"));
        Assert.Equal(Sorted([.. slots, .. gates, "mongodb", "redis", "redis-exporter"]), Members("codiesvibe-data"));
        Assert.Equal(
            Sorted([.. slots, "alertmanager", "cadvisor", "grafana", "loki", "nginx-exporter", "node-exporter", "prometheus", "promtail", "redis-exporter"]),
            Members("codiesvibe-monitoring"));

        static string[] Sorted(string[] names) => [.. names.Order(StringComparer.Ordinal)];

        static string[] Members(string network) => Sorted(
            [.. Names.Select(Of).SelectMany(file => file.Services).Where(service => Items(service.Value!["networks"]).Contains(network)).Select(service => service.Key).Distinct()]);
    }

    [Fact]
    [Requirement("R014")]
    public void The_infrastructure_makes_networks_and_volumes_and_the_others_use_them()
    {
        Assert.Equal("true", Infra.Root["networks"]!["codiesvibe-data"]!["internal"]!.ToString());
        Assert.Null(Infra.Root["networks"]!["codiesvibe-network"]!["internal"]);
        Assert.Superset(new HashSet<string> { "mongodb-data", "redis-data", "logs" }, Items(Infra.Root["volumes"]).ToHashSet());
        Assert.Equal("size=64m,uid=101", Infra.Root["volumes"]!["logs"]!["driver_opts"]!["o"]!.ToString());
        Assert.All(
            Names[1..].Select(Of).SelectMany(file => (file.Root["networks"]?.AsObject() ?? []).Concat(file.Root["volumes"]?.AsObject() ?? [])),
            item => Assert.Equal(($"${{NAME_PREFIX:-}}{item.Key}", "true"), (item.Value!["name"]!.ToString(), item.Value["external"]!.ToString())));
    }

    [Fact]
    [Requirement("R175")]
    public void A_slot_is_reached_by_its_colour_on_every_network()
    {
        Assert.All(Production["backend"]["networks"]!.AsObject(), network => Assert.Equal(["backend-blue"], Items(network.Value!["aliases"])));
        Assert.All(Production["frontend"]["networks"]!.AsObject(), network => Assert.Equal(["frontend-blue"], Items(network.Value!["aliases"])));
        Assert.All(Staging["backend-green"]["networks"]!.AsObject(), network => Assert.Equal(["backend-green"], Items(network.Value!["aliases"])));
        Assert.All(Staging["frontend-green"]["networks"]!.AsObject(), network => Assert.Equal(["frontend-green"], Items(network.Value!["aliases"])));
    }

    [Fact]
    [Requirement("R066", "R068", "R074", "R077", "R196")]
    public void Only_the_edge_publishes_ports_on_all_addresses_and_the_tunnel_publishes_none()
    {
        Assert.Equal(["0.0.0.0:${PORT_80:-80}:80", "0.0.0.0:${PORT_443:-443}:443"], Production.Services.SelectMany(service => Items(service.Value!["ports"])));
        Assert.Equal(
            ["127.0.0.1:${PORT_9093:-9093}:9093", "127.0.0.1:${PORT_3002:-3002}:3000", "127.0.0.1:${PORT_9090:-9090}:9090", "127.0.0.1:${PORT_9091:-9091}:9090"],
            Infra.Services.SelectMany(service => Items(service.Value!["ports"])));
        Assert.Empty(Cloudflare.Services.SelectMany(service => Items(service.Value!["ports"])));
        Assert.Empty(Staging.Services.SelectMany(service => Items(service.Value!["ports"])));
    }

    [Fact]
    [Requirement("R035", "R037", "R038")]
    public void Probes_have_the_times_of_the_document()
    {
        Assert.Equal(("30s", "10s", "3", "60s"), Times(Production, "backend"));
        Assert.Equal(("30s", "10s", "3", "180s"), Times(Development, "backend")); // it compiles first
        Assert.Equal(("30s", "10s", "3", "0s"), Times(Production, "frontend"));
        Assert.Equal(["CMD", "dotnet", "/app/CodiesVibe.Api.dll", "--probe"], Items(Production["backend"]["healthcheck"]!["test"]));
        Assert.Equal(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/"], Items(Production["frontend"]["healthcheck"]!["test"]));
        Assert.Contains("runCommand({ ping: 1 })", Items(Infra["mongodb"]["healthcheck"]!["test"])[^1], StringComparison.Ordinal);
        Assert.Contains("$$(cat /run/secrets/REDIS_PASSWORD)", Items(Infra["redis"]["healthcheck"]!["test"])[^1], StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:80/nginx-health", Items(Production["nginx"]["healthcheck"]!["test"])[^1]);

        static (string, string, string, string) Times(ComposeText file, string service)
        {
            var check = file[service]["healthcheck"]!;
            return (Standard(check["interval"]), Standard(check["timeout"]), Standard(check["retries"]), Standard(check["start_period"]));
        }
    }

    [Fact]
    [Requirement("R065", "R074")]
    public void Images_of_the_product_come_from_the_env_file_and_all_others_have_an_exact_tag()
    {
        Assert.StartsWith("${BACKEND_IMAGE:?", Production["backend"]["image"]!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("${FRONTEND_IMAGE:?", Production["frontend"]["image"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("docker.io/library/mongo:7.0.43", Infra["mongodb"]["image"]!.ToString());
        Assert.StartsWith("docker.io/library/redis:7", Infra["redis"]["image"]!.ToString(), StringComparison.Ordinal);
        Assert.All(
            Infra.Services.Concat(Cloudflare.Services).Select(service => service.Value!["image"]!.ToString()).Where(image => !image.StartsWith('$')),
            image => Assert.Matches(@":v?\d+\.\d+\.\d+(-\w+)?(@sha256:[0-9a-f]{64})?\z", image));
    }

    [Fact]
    [Requirement("R058", "R059", "R060", "R061", "R062")]
    public void Development_runs_the_sources_on_loopback_and_only_there_is_the_hardening_relaxed()
    {
        Assert.Equal(["127.0.0.1:4000:4000"], Items(Development["backend"]["ports"]));
        Assert.Equal(["127.0.0.1:3000:3000", "127.0.0.1:5173:5173", "127.0.0.1:9229:9229"], Items(Development["frontend"]["ports"]));
        Assert.Equal(["127.0.0.1:8080:8080"], Items(Development["nginx"]["ports"]));
        Assert.All(["backend", "frontend"], service =>
        {
            Assert.Equal("development", Development[service]["build"]!["target"]!.ToString());
            Assert.Equal($"Dockerfile.{service}", Development[service]["build"]!["dockerfile"]!.ToString());
            Assert.All(["read_only", "cap_drop", "user", "mem_limit"], key => Assert.Null(Development[service][key]));
        });
        Assert.Equal(["/src/CodiesVibe.Api", "/src/CodiesVibe.ServiceDefaults"], Development["backend"]["volumes"]!.AsArray().Select(mount => mount!["target"]!.ToString()));
        Assert.Equal(["/src/CodiesVibe.Frontend"], Development["frontend"]["volumes"]!.AsArray().Select(mount => mount!["target"]!.ToString()));
        Assert.Equal("100000", Development["backend"]["environment"]!["RATE_LIMIT_MAX"]!.ToString());
        Assert.Equal("development", Development["frontend"]["environment"]!["NODE_ENV"]!.ToString());
        Assert.All(Names.Where(name => name != "docker-compose.dev.yml"), name => Assert.DoesNotContain("9229", Published.Text(name), StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("R078")]
    public void Secrets_are_files_and_not_in_the_environment()
    {
        Assert.Equal("/run/secrets/mongodb-password", Infra["mongodb"]["environment"]!["MONGO_INITDB_ROOT_PASSWORD_FILE"]!.ToString());
        Assert.Equal("/run/secrets/grafana-admin-password", Infra["grafana"]["environment"]!["GF_SECURITY_ADMIN_PASSWORD__FILE"]!.ToString());
        Assert.Equal("/run/secrets/cloudflare-tunnel-token", Cloudflare["cloudflared"]["environment"]!["TUNNEL_TOKEN_FILE"]!.ToString());
        var secrets = Published.Model.Secrets.Select(secret => secret.Name.ToUpperInvariant().Replace('-', '_')).ToList();
        Assert.All(Names, name => Assert.All(secrets, secret => Assert.DoesNotContain($"${{{secret}}}", Published.Text(name), StringComparison.Ordinal)));
        Assert.All(Names, name => Assert.DoesNotContain("env_file", Published.Text(name), StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("R187")]
    public void The_profile_for_container_metrics_is_off_by_default() => Assert.Equal(["container-metrics"], Items(Infra["cadvisor"]["profiles"]));

    [Fact]
    public void No_service_mounts_the_socket_of_the_engine() => Assert.All(Names, name => Assert.DoesNotContain("docker.sock", Published.Text(name), StringComparison.Ordinal));
}
