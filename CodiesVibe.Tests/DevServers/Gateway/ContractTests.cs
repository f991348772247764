using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>The gateway does what the route table says.</summary>
public sealed class GatewayRoutingTests(GatewaySystem system) : RoutingContract(system), IClassFixture<GatewaySystem>;

/// <summary>The gateway answers as nginx does.</summary>
public sealed class GatewayAnswerTests(GatewaySystem system) : AnswerContract(system), IClassFixture<GatewaySystem>;

/// <summary>The gateway says what is wrong behind it.</summary>
public sealed class GatewayOutageTests() : OutageContract(new GatewaySystem());
