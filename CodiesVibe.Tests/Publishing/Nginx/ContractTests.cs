using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>nginx does what the route table says, as the gateway does.</summary>
public sealed class NginxRoutingTests(NginxSystem system) : RoutingContract(system), IClassFixture<NginxSystem>;

/// <summary>nginx answers as the gateway does.</summary>
public sealed class NginxAnswerTests(NginxSystem system) : AnswerContract(system), IClassFixture<NginxSystem>;

/// <summary>nginx says what is wrong behind it, as the gateway does.</summary>
public sealed class NginxOutageTests() : OutageContract(new NginxSystem());
