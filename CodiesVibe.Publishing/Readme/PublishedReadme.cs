using System.Text;
using CodiesVibe.Publishing.Cloudflared;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
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
            : [Start(model), Files(files), SecretsAndChanges(model), Edges(model), Waivers(model), Images(model), Tunnel(model)];
        return GeneratedFile.Text("README.md", string.Join("\n", sections.Where(section => section.Length > 0)));
    }

    private static string Plain(SystemModel model) =>
        $"""
        # {model.Name}

        The model states nothing about production, so this is what its manifest says and no more.

        ```sh
        [ -e .env.production ] || cp .env.production.example .env.production
        [ -e .env ] || ln -s .env.production .env
        docker-compose -f {ComposeFile.Production.Path} up -d
        ```

        {string.Concat(model.Omissions.Select(omission => $"- `{omission.Resource}` is not part of it. {omission.Reason}\n"))}
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

            Fill in `.env.production` before you go on{(images.Count == 0 ? "" : $": {string.Join(" and ", images.Select(image => $"`{image}`"))} name the images to run")}. The commands that matter:

            ```sh
            docker-compose -f {ComposeFile.Infrastructure.Path} up -d
            docker-compose -f {ComposeFile.Production.Path} up -d
            docker-compose -f {ComposeFile.Production.Path} ps
            ```

            `docker compose` does as well as `docker-compose`. In place of the production file there may be `{ComposeFile.Development.Path}` or
            `{ComposeFile.Cloudflare.Path}`: the three are alternatives and replace each other, but for the tunnel, which `docker stop`
            ends. Do not use `--remove-orphans`: all files are one project.

            The smallest system has no cache and no monitoring: `docker-compose -f {ComposeFile.Infrastructure.Path} up -d mongodb`, and `WAIT_FOR=mongodb` in `.env`.

            """;
    }

    private static string Files(IReadOnlyList<GeneratedFile> files)
    {
        var entries = files.Select(file => file.Path.Contains('/') ? file.Path[..(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)] : file.Path)
            .Append("README.md").Distinct().Order(StringComparer.Ordinal).Select(entry => $"| `{entry}` | {FileDescriptions.Of(entry)} |\n");
        return $"""
            ## Files

            | file | what it is |
            |---|---|
            {string.Concat(entries)}
            """;
    }

    private static string SecretsAndChanges(SystemModel model)
    {
        var given = model.Secrets.Where(secret => secret.Generated is null).Select(secret => $"`secrets/{secret.Name}`").ToList();
        return $"""
            ## Secrets and changes

            Secrets are files in `secrets/`, which only its owner may enter. `./{InitSecrets.Path}` makes what is missing and keeps what is there;{(given.Count == 0 ? "" : $"\nonly a person can give {string.Join(", ", given)}, each optional.")}
            To change one, replace its file, run the script again, which follows with the files composed of it, and recreate the services that read it
            (`up -d --force-recreate SERVICE`). Passwords are letters and digits. The one of MongoDB is in its data: change it there first.

            A service is recreated by `up -d` when its published configuration has changed, since a label holds the hash of it. The edge is not: reload it.
            Real certificates replace `fullchain.pem` and `privkey.pem` in `{ServerDirectory.Certificates.Default[2..]}/`, or `{ServerDirectory.Certificates.Variable}` names their directory.

            """;
    }

    private static string Edges(SystemModel model)
    {
        var dropped = Waits.Dropped(model).Select(edge => $"- `{edge.Service.Name}` does not wait for `{edge.Wait.For}`.\n").ToList();
        return dropped.Count == 0 ? "" : $"""
            ## Edges of the model that are in no file

            The infrastructure is started first, so it cannot wait for what comes after it. What it watches may be absent.

            {string.Concat(dropped)}
            """;
    }

    private static string Waivers(SystemModel model)
    {
        var waivers = model.Services.SelectMany(service => service.Facts.Waivers.Select(waiver => $"| `{service.Name}` | {Rule(waiver.Rule)} | {waiver.Reason.Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
        return $"""
            ## Exceptions from the hardening

            Every service has a health check, limits, a read-only root file system, no capability, no new privileges, a user that is not root and bounded logs, and reads secrets from
            files; development relaxes that for what it builds from the sources. These deviate:

            | service | deviation | reason |
            |---|---|---|
            {string.Concat(waivers)}| `wait-for-infra` | no health check | It ends by itself: with 0 when the infrastructure answers, else with 1 and a line that names what does not. |

            """;
    }

    private static string Rule(HardeningRule rule) => rule switch
    {
        HardeningRule.HealthCheck => "no health check",
        HardeningRule.ReadOnlyRoot => "a root file system that can be written",
        HardeningRule.NonRootUser => "runs as root",
        HardeningRule.NoHostMount => "reads directories of the host",
        HardeningRule.NoHostProcesses => "sees the processes of the host",
        HardeningRule.NoCapabilities => "keeps capabilities",
        HardeningRule.SecretsAsFiles => "takes secrets from its environment",
        _ => rule.ToString(),
    };

    private static string Images(SystemModel model)
    {
        var pulled = model.Services.Where(service => service.Facts.Build is null).ToList();
        var pinned = pulled.Count(service => service.Image!.Contains("@sha256:", StringComparison.Ordinal));
        var standIns = model.Services.Where(service => service.Facts.StandIn is not null).Select(service => $"- `{service.Name}`: {service.Facts.StandIn}\n").ToList();
        return $"""
            ## Images

            Every image has an exact tag. {(pinned == 0 ? "None is pinned to a digest: no registry has been asked yet" : $"{pinned} of {pulled.Count} are pinned to a digest")}; `aspire do pin-images` asks.

            """ + (standIns.Count == 0 ? "" : $"""

            These have never run from their own image where this was tested; something else stood in:

            {string.Concat(standIns)}
            """);
    }

    private static string Tunnel(SystemModel model)
    {
        var tunnel = model.Services.FirstOrDefault(service => service.Facts.Tier == Tier.Tunnel);
        return tunnel is null ? "" : $"""
            ## Cloudflare tunnel

            Put the token of the tunnel into `secrets/{string.Join("`, `secrets/", model.Secrets.Where(secret => SecretFiles.IsOfTunnel(model, secret)).Select(secret => secret.Name))}`, run `./{InitSecrets.Path}`, and start `{ComposeFile.Cloudflare.Path}` in place of the
            production file: no port of the host is open, TLS ends at Cloudflare. What has to be set there:

            - the tunnel's public hostname: service HTTP, `{CloudflaredConfiguration.AddressOf(tunnel)}`;
            - SSL/TLS: always use HTTPS, minimum version 1.2, HSTS;
            - DNS: the hostname proxied, which is what brings the protection against floods (DDoS) and the delivery network (CDN);
            - caching: respect the origin's headers; the files below `/assets/` are named after their content and may be kept for a year;
            - WAF: the managed rules, and a rate limit for `/api/` above the edge's own.

            `docker-compose -f {ComposeFile.Cloudflare.Path} logs {tunnel.Name}` says whether it is connected; its health check does too.

            """;
    }
}
