using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>A server behind the edge.</summary>
/// <param name="Name">What it is called in error messages, in the configuration and in the name of its flag.</param>
/// <param name="Address">Host and port; of the blue slot where there are two.</param>
/// <param name="Green">Host and port of the green slot, which is used while the flag <c>active/NAME-green</c> is there; null without slots.</param>
public sealed partial record EdgeTarget(string Name, string Address, string? Green = null)
{
    internal static EdgeTarget InSlots(SystemModel model, string name)
    {
        var service = model.Find(name)
            ?? throw new PublishingException($"The edge 'nginx' has no service '{name}' behind it. Add it to the model, or take the edge out of it.");
        var binding = service.Bindings.FirstOrDefault(binding => binding.Scheme == "http")
            ?? throw new PublishingException($"The service '{name}' has no HTTP endpoint for the edge 'nginx' to send requests to. Give it one with WithHttpEndpoint.");
        return new(name, Join(Slot.Blue.AliasOf(name), binding.Port), Join(Slot.Green.AliasOf(name), binding.Port));
    }

    /// <summary>The address, after a look at its characters: it stands unquoted in the configuration.</summary>
    internal static string Checked(string address) =>
        HostAndPort().IsMatch(address) ? address : throw new PublishingException($"'{address}' is not a valid address of a server behind nginx. Use the form host:port.");

    private static string Join(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[1-9][0-9]{0,4}\z")]
    private static partial Regex HostAndPort();
}
