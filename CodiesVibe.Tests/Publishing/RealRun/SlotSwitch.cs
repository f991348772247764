using System.Globalization;
using System.Net;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Both services of the application go over to the other slots, and back.</summary>
internal static class SlotSwitch
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Under load, no request is lost on the way to the green slots, the blue ones being taken down, and on the way back.</summary>
    public static async Task CheckAsync(Deployment deployment)
    {
        int answered;
        await using (var load = await Load.StartAsync(deployment.Machine))
        {
            await deployment.RunAsync("docker-compose -f docker-compose.staging.yml up -d");
            await UntilHealthyAsync(deployment, "backend-green", "frontend-green");
            await ActivateAsync(deployment, "backend-green", "frontend-green");
            await UntilDrainedAsync(deployment, "backend", "frontend");
            await deployment.RunAsync("docker-compose -f docker-compose.production.yml stop backend frontend");
            await UntilMoreAsync(load);

            await deployment.RunAsync("docker-compose -f docker-compose.production.yml start backend frontend");
            await UntilHealthyAsync(deployment, "backend", "frontend");
            await ActivateAsync(deployment);
            await UntilDrainedAsync(deployment, "backend-green", "frontend-green");
            await deployment.RunAsync("docker-compose -f docker-compose.staging.yml rm --stop --force");
            await UntilMoreAsync(load);
            answered = load.Answered;
            Assert.Empty(load.Lost);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{answered} requests in two switches");
    }

    /// <summary>Exchanges what the edge looks at in one step: a flag for each green slot that is to serve.</summary>
    private static Task<string> ActivateAsync(Deployment deployment, params string[] green) => deployment.RunAsync(
        $"""
        slot=slots/$(date +%s%N)
        mkdir state/$slot
        for flag in {string.Join(' ', green)}; do : > state/$slot/$flag; done
        chmod -R a+rX state/$slot
        ln -s $slot state/active.new
        mv -T state/active.new state/active
        """);

    private static Task<TimeSpan> UntilHealthyAsync(Deployment deployment, params string[] names) => Api.Support.Eventually.BecomesTrueAsync(
        $"{string.Join(", ", names)} healthy", s_patience,
        async () => (await deployment.ContainersAsync()).Count(container => names.Contains(container.Name) && container.State == "healthy") == names.Length);

    /// <summary>Traffic on the new slots: as many requests again as there are clients.</summary>
    private static async Task UntilMoreAsync(Load load)
    {
        var before = load.Answered;
        await Api.Support.Eventually.BecomesTrueAsync("requests are answered", s_patience, () => Task.FromResult(load.Answered > before + 64));
    }

    /// <summary>A second after the switch no name is remembered any more; then the edge has no connection to the old slots three times in a row.</summary>
    private static async Task UntilDrainedAsync(Deployment deployment, params string[] names)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        var containers = await deployment.ContainersAsync();
        var edge = containers.Single(container => container.Name == "nginx").Process;
        var old = containers.Where(container => names.Contains(container.Name)).Select(container => Hexadecimal(container.Networks["codiesvibe-network"])).ToList();
        var quiet = 0;
        await Api.Support.Eventually.BecomesTrueAsync($"no connection to {string.Join(", ", names)}", s_patience, async () =>
        {
            var lines = await File.ReadAllLinesAsync($"/proc/{deployment.Machine.FirstProcess}/root/proc/{edge}/net/tcp");
            var isBusy = lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(fields => fields[3] != "06" && old.Contains(fields[2].Split(':')[0]));
            return (quiet = isBusy ? 0 : quiet + 1) == 3;
        });
    }

    /// <summary>As the kernel prints an address.</summary>
    private static string Hexadecimal(string address) => BitConverter.ToUInt32(IPAddress.Parse(address).GetAddressBytes()).ToString("X8", CultureInfo.InvariantCulture);
}
