using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>The gateway follows the route table.</summary>
public sealed class GatewayRoutingTests(GatewaySystem system) : RoutingContract(system), IClassFixture<GatewaySystem>;

/// <summary>The gateway answers as nginx does.</summary>
public sealed class GatewayAnswerTests(GatewaySystem system) : AnswerContract(system), IClassFixture<GatewaySystem>;

/// <summary>The gateway reports what is wrong behind it.</summary>
public sealed class GatewayOutageTests() : OutageContract(new GatewaySystem());
