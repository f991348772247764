using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>nginx follows the route table, as the gateway does.</summary>
public sealed class NginxRoutingTests(NginxSystem system) : RoutingContract(system), IClassFixture<NginxSystem>;

/// <summary>nginx answers as the gateway does.</summary>
public sealed class NginxAnswerTests(NginxSystem system) : AnswerContract(system), IClassFixture<NginxSystem>;

/// <summary>nginx reports what is wrong behind it, as the gateway does.</summary>
public sealed class NginxOutageTests() : OutageContract(new NginxSystem());
