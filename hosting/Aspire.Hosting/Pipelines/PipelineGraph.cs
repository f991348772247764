namespace Aspire.Hosting.Pipelines;

/// <summary>Which steps run for a wanted one, and what each waits for.</summary>
internal static class PipelineGraph
{
    /// <summary>The wanted step and all it depends on (every step when none is wanted), each after its dependencies.</summary>
    /// <exception cref="DistributedApplicationException">A step is unknown, or steps depend on one another in a circle.</exception>
    public static IReadOnlyList<(PipelineStep Step, IReadOnlyList<string> DependsOn)> Order(IReadOnlyList<PipelineStep> steps, string? wanted)
    {
        var byName = steps.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var dependencies = steps.ToDictionary(s => s.Name, s => s.DependsOnSteps.Distinct().ToList(), StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (step.DependsOnSteps.Find(d => !byName.ContainsKey(d)) is { } missing)
            {
                throw new DistributedApplicationException($"Step '{step.Name}' depends on unknown step '{missing}'.");
            }

            foreach (var later in step.RequiredBySteps)
            {
                if (!dependencies.TryGetValue(later, out var before))
                {
                    throw new DistributedApplicationException($"Step '{step.Name}' is required by unknown step '{later}'.");
                }

                before.Add(step.Name);
            }
        }

        if (wanted is not null && !byName.ContainsKey(wanted))
        {
            throw new DistributedApplicationException($"Step '{wanted}' not found in pipeline. Available steps: {string.Join(", ", steps.Select(s => $"'{s.Name}'"))}.");
        }

        var order = new List<(PipelineStep, IReadOnlyList<string>)>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var start in wanted is null ? steps.Select(s => s.Name) : [wanted])
        {
            Visit(start);
        }

        return order;

        void Visit(string name)
        {
            if (done.Contains(name))
            {
                return;
            }

            var at = path.IndexOf(name);
            if (at >= 0)
            {
                throw new DistributedApplicationException($"Circular dependency detected in pipeline steps: {string.Join(" -> ", path.Skip(at).Append(name))}.");
            }

            path.Add(name);
            dependencies[name].ForEach(Visit);
            path.RemoveAt(path.Count - 1);
            done.Add(name);
            order.Add((byName[name], dependencies[name]));
        }
    }
}
