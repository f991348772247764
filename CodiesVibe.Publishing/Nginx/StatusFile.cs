namespace CodiesVibe.Publishing.Nginx;

/// <summary>What is for the inside only: the counters of nginx, and which configuration it runs with, so that a reload can be seen to have happened.</summary>
internal static class StatusFile
{
    public static string Render(EdgeProfile profile, string hash) => profile.Status is not { } listener ? "# No port for it here.\n" :
        $$"""
        server {
            {{SitesFile.Listen(listener)}}
            access_log off;
            default_type text/plain;
            location = /stub_status {
                stub_status;
            }
            location = /-/generation {
                return 200 {{hash}};
            }
            location / {
                return 404;
            }
        }

        """;
}
