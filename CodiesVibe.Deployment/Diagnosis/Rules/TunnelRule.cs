using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The tunnel is connected where it is used. Only whether there is a token is looked at.</summary>
internal static class TunnelRule
{
    private const string Subject = "tunnel";
    private const string Key = "cloudflared";

    public static Finding Check(Examination examination)
    {
        var hasToken = new EnvFile(examination.State.Env)["CLOUDFLARE_TUNNEL_TOKEN_FILE"] is not null;
        return examination.State.ContainersOf(Key).FirstOrDefault() switch
        {
            null when hasToken => Finding.Warn(Subject, "there is a token, but the tunnel is not started", "Start it on the server: docker compose -f docker-compose.cloudflare.yml up -d"),
            null => Finding.Pass(Subject, "is not used"),
            _ when !hasToken => Finding.Fail(Subject, "it has no token", "Write it to secrets/cloudflare-tunnel-token on the server, and run ./init-secrets.sh there."),
            { IsIll: true } tunnel => Finding.Fail(Subject, $"it is {tunnel.Condition}", $"See why: dotnet aspire do logs -- --Deploy:Logs={Key}. Look at the status page of Cloudflare, too."),
            _ => Finding.Pass(Subject, "is connected"),
        };
    }
}
