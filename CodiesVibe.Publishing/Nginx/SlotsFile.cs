namespace CodiesVibe.Publishing.Nginx;

/// <summary>Which server a request goes to: a flag is looked up on each request, so that a switch of slots needs no reload.</summary>
internal static class SlotsFile
{
    public static string Render(EdgeProfile profile) => Choose(profile, profile.Backend) + Choose(profile, profile.Frontend);

    private static string Choose(EdgeProfile profile, EdgeTarget target)
    {
        string choice = $"set ${target.Name} {EdgeTarget.Checked(target.Address)};\n";
        return target.Green is { } green && profile.State is { } state
            ? choice + $$"""
                if (-f {{Quoting.Path($"{state}/active/{target.Name}-green")}}) {
                    set ${{target.Name}} {{EdgeTarget.Checked(green)}};
                }

                """
            : choice;
    }
}
