using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.Api.Database;

/// <summary>The time-outs of the driver and of a request.</summary>
public sealed class TimeoutTests
{
    /// <summary>So the driver ends a command to a server that is silent, closes its connection and says why, before the request is over.</summary>
    [Fact]
    public void Finding_a_server_and_waiting_for_its_answer_take_less_than_a_request_may()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:codiesvibe", "mongodb://127.0.0.1:1/?socketTimeoutMS=60000")]).Build();
        var driver = MongoConnection.Open(configuration).Client.Settings;
        Assert.InRange(driver.ServerSelectionTimeout + driver.SocketTimeout, TimeSpan.FromSeconds(1), DatabaseUnavailable.RequestTimeout.Timeout!.Value - TimeSpan.FromSeconds(0.5));
        Assert.InRange(driver.ConnectTimeout, TimeSpan.FromSeconds(1), driver.ServerSelectionTimeout);
    }
}
