namespace CodiesVibe.Publishing.Nginx;

/// <summary>How a location passes a request on, but for what needs another connection to the client or more patience.</summary>
internal static class ForwardFile
{
    public static string Render(EdgeProfile profile) =>
        $$"""
        if ($upgrade) {
            return 418;
        }
        {{Closing(profile)}}proxy_pass http://$target;

        """;

    private static string Closing(EdgeProfile profile) => profile.State is { } state
        ? $$"""
            if (-f {{Quoting.Path($"{state}/closing")}}) {
                return 419;
            }

            """
        : "";
}
