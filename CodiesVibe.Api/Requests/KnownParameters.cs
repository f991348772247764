using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Rejects a query string with a parameter that the endpoint does not have, or with more values of one than it takes: a misspelled filter would
/// otherwise list everything.
/// </summary>
internal static class KnownParameters
{
    public static RouteGroupBuilder RequireKnownParameters(this RouteGroupBuilder group)
    {
        group.AddEndpointFilterFactory((endpoint, next) =>
        {
            var repeatable = Parameters(endpoint.MethodInfo).ToDictionary(
                parameter => parameter.Name, parameter => parameter.Type.IsArray, StringComparer.OrdinalIgnoreCase);
            var names = repeatable.Count > 0 ? $"the parameters here are {string.Join(", ", repeatable.Keys)}" : "there are no parameters here";
            return async call =>
            {
                var errors = new Dictionary<string, string[]>();
                foreach (var (name, values) in call.HttpContext.Request.Query)
                {
                    if (!repeatable.TryGetValue(name, out var isRepeatable))
                    {
                        errors[name] = [$"{name} is not known; {names}."];
                    }
                    else if (values.Count > 1 && !isRepeatable)
                    {
                        errors[name] = [$"{name} must have one value."];
                    }
                }

                return errors.Count > 0 ? TypedResults.ValidationProblem(errors) : await next(call);
            };
        });
        return group;
    }

    private static IEnumerable<(string Name, Type Type)> Parameters(MethodInfo handler) =>
        from parameter in handler.GetParameters()
        let isGroup = parameter.IsDefined(typeof(AsParametersAttribute))
        from source in isGroup ? parameter.ParameterType.GetProperties().Select(Source) : [(parameter, parameter.ParameterType)]
        from query in source.Attributes.GetCustomAttributes(typeof(FromQueryAttribute), inherit: true).Cast<FromQueryAttribute>()
        select (query.Name!, source.Type);

    private static (ICustomAttributeProvider Attributes, Type Type) Source(PropertyInfo property) => (property, property.PropertyType);
}
