using CodiesVibe.Publishing.Cloudflared;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Healing;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.Publishing.Readme;

/// <summary>The README of the published directory: how to start, what each file is, and what is not as one might expect.</summary>
internal static class PublishedReadme
{
    /// <param name="model">The system.</param>
    /// <param name="files">All other published files.</param>
    public static GeneratedFile Render(SystemModel model, IReadOnlyList<GeneratedFile> files)
    {
        string[] sections = !model.HasFacts
            ? [Plain(model)]
            : [Start(model), ExternalDatabase.Section(model), Server(model), Files(files), Upgrades(model), Scale(model), Environments(model), SecretsAndChanges(model), Edges(model), Waivers(model), Images(model), Tunnel(model)];
        return GeneratedFile.Text("README.md", string.Join("\n", sections.Where(section => section.Length > 0)));
    }

    private static string Plain(SystemModel model) =>
        $"""
        # {model.Name}

        The model has no facts of production, so these files contain only what its manifest states.

        ```sh
        [ -e .env.production ] || cp .env.production.example .env.production
        [ -e .env ] || ln -s .env.production .env
        docker-compose -f {ComposeFile.Production.Path} up -d
        ```

        Fill in `.env.production` first{(model.Services.Any(service => service.Build is not null || service.BindMounts.Count > 0) ? "; `CODIESVIBE_SOURCE` is the directory of the manifest, as an absolute path" : "")}. Its values are taken as they are, and some become parts of connection strings: use letters, digits, dots, underscores,
        tildes and hyphens for secrets, and no quotes, `$`, `#` or backslashes anywhere.

        {string.Concat(model.Omissions.Select(omission => $"- `{omission.Resource}` is not included. {omission.Reason}\n"))}
        """;

    private static string Start(SystemModel model)
    {
        var images = model.Services.Select(service => service.Facts.Build?.Variable).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return $"""
            # {model.Name} in production

            ```sh
            [ -e .env.production ] || cp .env.production.example .env.production
            [ -e .env ] || ln -s .env.production .env
            ./{InitSecrets.Path}
            ```

            Fill in `.env.production` before you go on{(images.Count == 0 ? "" : $": {string.Join(" and ", images.Select(image => $"`{image}`"))} name the images to run")}.
            `SITE_NAMES` are the names of the site: plain HTTP is redirected for these only, so run the script again after you have changed them. Then run:

            ```sh
            docker-compose -f {ComposeFile.Infrastructure.Path} up -d
            docker-compose -f {ComposeFile.Production.Path} up -d
            docker-compose -f {ComposeFile.Production.Path} ps
            ```

            `docker compose` works as well as `docker-compose`. `{ComposeFile.Development.Path}` and `{ComposeFile.Cloudflare.Path}` are alternatives to
            the production file: starting one replaces the services of another, except the tunnel, which you stop with `docker stop`.
            Do not use `--remove-orphans`: all files share one project.
            The open ports are IPv4 only, so the site's name has no AAAA record of this server. Visitors with IPv6 come through Cloudflare, by the tunnel or as its proxy in front of port 443;
            its word for their addresses is taken, from its published networks alone.

            The smallest system has {(MongoServer.IsExternalIn(model) ? "no monitoring" : "no cache and no monitoring")}: `docker-compose -f {ComposeFile.Infrastructure.Path} up -d {Smallest(model)}`{(MongoServer.IsExternalIn(model) ? "" : $", and `WAIT_FOR={Smallest(model)}` in `.env`")}.

            """;
    }

    /// <summary>The only infrastructure of the smallest system: its database, or else its cache.</summary>
    private static string Smallest(SystemModel model) => MongoServer.IsExternalIn(model) ? "redis" : MongoServer.Name;

    /// <summary>What the server has to have. The memory is what the limits of the services add up to.</summary>
    private static string Server(SystemModel model)
    {
        var steady = model.Services.Where(service => service.Facts is { Profile: null, Tier: not Tier.Tunnel }).ToList();
        var product = Memory(steady.Where(service => service.Facts.Tier == Tier.Application));
        var smallest = Memory(steady.Where(service => service.Facts.Tier != Tier.Infrastructure || service.Name == Smallest(model)));
        var own = MongoServer.IsExternalIn(model) ? "" : "\n- MongoDB needs a processor with AVX: `grep -m1 -ow avx /proc/cpuinfo` prints `avx` where there is one. On another one its container ends with exit code 132.";
        return $$"""
            ## The server

            | system | memory limits of its services |
            |---|---|
            | the smallest | {{smallest}} MiB |
            | all services | {{Memory(steady)}} MiB |
            | all services while both slots run | {{Memory(steady) + product}} MiB |

            Add about 400 MiB for the operating system and the engine: 2 GiB are enough for the smallest system, and {{(Memory(steady) + product + 400 + 1023) / 1024}} GiB for all of it.
            {{own}}
            - Images in a private registry need `docker login REGISTRY`, as the user that runs these commands.
            - The engine publishes ports past `ufw` and the like. Only the edge's ports are open to the world; all others are published on 127.0.0.1.
            - The engine marks a service whose health check fails, and leaves it as it is. A line in the crontab of the user that runs these commands restarts it: `* * * * * $HOME/codiesvibe/{{HealScript.Path}}`, with the path of this directory.
            - `{"live-restore": true}` in `/etc/docker/daemon.json` lets the containers run on while the engine is restarted or upgraded.

            """;
    }

    private static int Memory(IEnumerable<Service> services) => services.Sum(service => service.Facts.Limits?.Memory ?? 0);

    private static string Files(IReadOnlyList<GeneratedFile> files)
    {
        var entries = files.Select(file => file.Path.Contains('/') ? file.Path[..(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)] : file.Path)
            .Append("README.md").Distinct().Order(StringComparer.Ordinal).Select(entry => $"| `{entry}` | {FileDescriptions.Of(entry)} |\n");
        return $"""
            ## Files

            | file | content |
            |---|---|
            {string.Concat(entries)}
            """;
    }

    /// <summary>Ways to run other versions, each of which a test measures under load.</summary>
    private static string Upgrades(SystemModel model)
    {
        var slotted = model.Services.Where(service => service.Facts.Tier == Tier.Application).Select(service => service.Name).ToList();
        string[] blue = [.. slotted];
        string[] green = [.. slotted.Select(name => $"{name}-{Slots.Green}")];
        return slotted.Count == 0 ? "" : $$"""
            ## Upgrade

            Set the new images in `.env`, start the idle slots, and switch to them. No request is lost, and the old slots stay for the way back:

            {{Switch(ComposeFile.Staging, green, "slots/green", green, ComposeFile.Production, blue)}}
            The next upgrade goes the other way round. Until you stop the old slots, the three lines that make `{{ServerDirectory.State.Default[2..]}}/active` also switch back:

            {{Switch(ComposeFile.Production, blue, "slots/initial", [], ComposeFile.Staging, green)}}
            Any other service: `docker-compose -f FILE up -d --no-deps SERVICE`. Without `--no-deps`, `docker compose` stops the services that depend on it, and the site is
            down for most of a minute; `docker-compose` 1.29 with `--force-recreate` restarts the services that it depends on. An upgrade of `nginx` itself interrupts the site for seconds{{(MongoServer.IsExternalIn(model) ? "" : $";\nan upgrade of `{MongoServer.Name}` interrupts all answers that are not cached")}}.

            """;
    }

    private static string Switch(ComposeFile file, IReadOnlyList<string> services, string slot, IReadOnlyList<string> flags, ComposeFile oldFile, IReadOnlyList<string> old)
    {
        const string Health = "{{.State.Health.Status}}";
        var state = ServerDirectory.State.Default[2..];
        return $$"""
            ```sh
            docker-compose -f {{file.Path}} up -d --no-deps {{string.Join(' ', services)}}
            timeout 300 sh -c 'until [ "$(docker inspect -f "{{Health}}" $(docker-compose -f {{file.Path}} ps -q {{string.Join(' ', services)}}) | sort -u)" = healthy ]; do sleep 1; done'
            mkdir -p -m 755 {{state}}/{{slot}}
            {{string.Concat(flags.Select(flag => $"touch {state}/{slot}/{flag}\n"))}}rm -f {{state}}/next
            ln -s {{slot}} {{state}}/next
            mv -T {{state}}/next {{state}}/active
            sleep 35 # until the last requests to the old slots are answered
            docker-compose -f {{oldFile.Path}} stop {{string.Join(' ', old)}}
            ```

            """;
    }

    private static string Scale(SystemModel model)
    {
        var service = model.Services.FirstOrDefault(service => service.Facts.Tier == Tier.Application)?.Name;
        return service is null ? "" : $"""
            ## Several containers of one service

            `docker-compose -f {ComposeFile.Production.Path} up -d --no-deps --scale {service}=2 {service}` starts a second container in the blue slot, and the edge shares the requests among both.
            `dotnet aspire deploy` keeps the number. By hand, add `--scale` to each `up` of the slot, since one without it stops all containers but one. Each container has
            the whole memory limit and counts the requests of a client by itself. Prometheus measures one container of a slot, but the figures of the edge count all.

            """;
    }

    private static string Environments(SystemModel model) => $"""
        ## Several environments on one host

        Each has a directory with these files, an env file, secrets and data of its own. In the env file, `COMPOSE_PROJECT_NAME`, `{EnvVariable.NamePrefix}` and
        {string.Join(", ", model.Services.SelectMany(service => service.Facts.Published).Select(port => port.Host).Distinct().Order().Select(port => $"`{EnvVariable.PortVariable(port)}`"))} must differ from those of every other environment.
        `.env.staging.example` has names of its own already. Choose them before the first start: data stays in the volumes of the old name.
        With `{EnvVariable.NamePrefix}=staging-`, the container `nginx` is called `staging-nginx`, and so on. A certificate authority asks port 80 only, so an environment with
        another port proves its name by DNS.

        """;

    private static string SecretsAndChanges(SystemModel model)
    {
        var given = model.Secrets.Where(secret => secret is { Generated: null, IsConnectionString: false }).Select(secret => $"`secrets/{secret.Name}`").ToList();
        return $"""
            ## Secrets and changes

            Secrets are files in `secrets/`, a directory that only its owner can access. `./{InitSecrets.Path}` creates missing ones and keeps existing ones.{(given.Count == 0 ? "" : $"\nYou have to provide these yourself, and all of them are optional: {string.Join(", ", given)}.")}
            To change a secret, replace its file, run the script again to update the files composed of it, and recreate the services that read it
            (`up -d --no-deps --force-recreate SERVICE`). Passwords consist of letters and digits.{(MongoServer.IsExternalIn(model) ? "" : " MongoDB keeps the passwords of its users in its data:\nthe first lines of `mongo/mongo-init.js` say how to set them there.")}
            Grafana keeps its password in its data, too: after its file, run `docker-compose -f {ComposeFile.Infrastructure.Path} exec -T grafana grafana cli admin reset-admin-password --password-from-stdin < secrets/grafana-admin-password`.

            `up -d` recreates a service whose published configuration has changed, because a label holds the hash of it. The edge is not recreated: reload it.
            `./{InitSecrets.CertificatePath} DIRECTORY` checks the `fullchain.pem` and `privkey.pem` there, copies them to where the edge reads them, and reloads it. Let certbot call it
            after each renewal: `certbot certonly --webroot -w $PWD/{ServerDirectory.State.Default[2..]}/acme -d NAME --deploy-hook $PWD/{InitSecrets.CertificatePath}`. Do not point `{ServerDirectory.Certificates.Variable}`
            at the directory of certbot itself: it contains links to files that do not exist in the container.

            """;
    }

    private static string Edges(SystemModel model)
    {
        var dropped = Waits.Dropped(model).Select(edge => $"- `{edge.Service.Name}` does not wait for `{edge.Wait.For}`.\n").ToList();
        return dropped.Count == 0 ? "" : $"""
            ## Dependencies of the model that no file contains

            The infrastructure starts first, so it cannot wait for services that start later. The services that it monitors may be absent.

            {string.Concat(dropped)}
            """;
    }

    private static string Waivers(SystemModel model)
    {
        var waivers = model.Services.SelectMany(service => service.Facts.Waivers.Select(waiver => $"| `{service.Name}` | {Rule(waiver.Rule)} | {waiver.Reason.Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
        return $"""
            ## Exceptions to the hardening

            Every service has a health check, resource limits, a read-only root file system, no capabilities, no new privileges, a user other than root and bounded logs, and reads secrets
            from files. Development relaxes this for services that it builds from source code. The exceptions are:

            | service | exception | reason |
            |---|---|---|
            {string.Concat(waivers)}| `wait-for-infra` | no health check | It exits by itself: with code 0 when the infrastructure is available, otherwise with code 1 and a message that names the unavailable service. |

            """;
    }

    private static string Rule(HardeningRule rule) => rule switch
    {
        HardeningRule.HealthCheck => "no health check",
        HardeningRule.ReadOnlyRoot => "writable root file system",
        HardeningRule.NonRootUser => "runs as root",
        HardeningRule.NoHostMount => "mounts directories of the host",
        HardeningRule.NoHostProcesses => "sees the processes of the host",
        HardeningRule.NoCapabilities => "keeps capabilities",
        HardeningRule.SecretsAsFiles => "reads secrets from its environment",
        _ => rule.ToString(),
    };

    private static string Images(SystemModel model)
    {
        var pulled = model.Services.Where(service => service.Facts.Build is null).ToList();
        var pinned = pulled.Count(service => service.Image!.Contains("@sha256:", StringComparison.Ordinal));
        var standIns = model.Services.Where(service => service.Facts.StandIn is not null).Select(service => $"- `{service.Name}`: {service.Facts.StandIn}\n").ToList();
        return $"""
            ## Images

            Every image has an exact tag. {(pinned == 0 ? "None is pinned to a digest yet" : $"{pinned} of {pulled.Count} are pinned to a digest")}. `dotnet aspire do pin-images` asks the registries for the digests and pins all of them.

            """ + (standIns.Count == 0 ? "" : $"""

            The tests do not run these services from their own image, but replace them:

            {string.Concat(standIns)}
            """);
    }

    private static string Tunnel(SystemModel model)
    {
        var tunnel = model.Services.FirstOrDefault(service => service.Facts.Tier == Tier.Tunnel);
        return tunnel is null ? "" : $"""
            ## Cloudflare tunnel

            Write the token of the tunnel to `secrets/{string.Join("`, `secrets/", model.Secrets.Where(secret => SecretFiles.IsOfTunnel(model, secret)).Select(secret => secret.Name))}`, run `./{InitSecrets.Path}`, and start `{ComposeFile.Cloudflare.Path}` in place of the
            production file. No port of the host is open, and TLS terminates at Cloudflare. Configure there:

            - the tunnel's public hostname: service HTTP, `{CloudflaredConfiguration.AddressOf(tunnel)}`;
            - SSL/TLS: always use HTTPS, minimum version 1.2, HSTS;
            - DNS: the hostname proxied, which enables DDoS protection and the CDN;
            - caching: respect the headers of the origin; the names of files below `/assets/` contain a hash of their content, so they can be cached for a year;
            - WAF: the managed rules, and a rate limit for `/api/` that is higher than the one of the edge.

            `docker-compose -f {ComposeFile.Cloudflare.Path} logs {tunnel.Name}` shows whether the tunnel is connected, and so does its health check.

            """;
    }
}
