using System.Text.Json.Nodes;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>A panel in Grafana's JSON.</summary>
internal static class PanelFile
{
    public static JsonObject Render(Panel panel, int id, int x, int y)
    {
        var source = panel.Kind == PanelKind.Logs ? Sources.Logs : Sources.Metrics;
        var json = new JsonObject
        {
            ["id"] = id,
            ["type"] = TypeOf(panel.Kind),
            ["title"] = panel.Title,
            ["gridPos"] = new JsonObject { ["h"] = panel.Height, ["w"] = panel.Width, ["x"] = x, ["y"] = y },
            ["datasource"] = Reference(source),
            ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(panel), ["overrides"] = new JsonArray() },
            ["options"] = Options(panel.Kind),
            ["targets"] = new JsonArray([.. panel.Queries.Select((query, index) => Target(panel.Kind, source, query, index))]),
        };
        if (panel.Description is not null)
        {
            json["description"] = panel.Description;
        }

        return json;
    }

    public static JsonObject Reference(string source) => new() { ["type"] = source, ["uid"] = source };

    private static string TypeOf(PanelKind kind) => kind switch
    {
        PanelKind.Stat => "stat",
        PanelKind.Lines => "timeseries",
        PanelKind.Table => "table",
        _ => "logs",
    };

    private static JsonObject Target(PanelKind kind, string source, Query query, int index)
    {
        var target = new JsonObject
        {
            ["refId"] = ((char)('A' + index)).ToString(),
            ["datasource"] = Reference(source),
            ["expr"] = query.Expression,
            ["legendFormat"] = query.Legend,
        };
        if (kind == PanelKind.Table)
        {
            target["instant"] = true;
            target["format"] = "table";
        }

        return target;
    }

    private static JsonObject Defaults(Panel panel)
    {
        var defaults = new JsonObject { ["unit"] = panel.Unit };
        if (panel.Kind == PanelKind.Lines)
        {
            defaults["min"] = 0;
            defaults["custom"] = new JsonObject { ["fillOpacity"] = 10, ["showPoints"] = "never" };
        }

        if (panel.Max is { } max)
        {
            defaults["max"] = max;
        }

        if (panel.Thresholds is { } thresholds)
        {
            defaults["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = Steps(thresholds) };
        }

        if (panel.Words is { } words)
        {
            defaults["mappings"] = new JsonArray(new JsonObject
            {
                ["type"] = "value",
                ["options"] = new JsonObject { ["0"] = Word(words.Zero, "red"), ["1"] = Word(words.One, "green") },
            });
        }

        return defaults;
    }

    /// <summary>The first step has no value: it is what lies below all others.</summary>
    private static JsonArray Steps(Thresholds thresholds) => thresholds.Critical > thresholds.Warning
        ? [Step("green", null), Step("yellow", thresholds.Warning), Step("red", thresholds.Critical)]
        : [Step("red", null), Step("yellow", thresholds.Critical), Step("green", thresholds.Warning)];

    private static JsonObject Step(string colour, double? value) => new() { ["color"] = colour, ["value"] = value };

    private static JsonObject Word(string text, string colour) => new() { ["text"] = text, ["color"] = colour };

    private static JsonObject Options(PanelKind kind) => kind switch
    {
        PanelKind.Stat => new() { ["reduceOptions"] = new JsonObject { ["calcs"] = new JsonArray("lastNotNull") }, ["graphMode"] = "area", ["colorMode"] = "value" },
        PanelKind.Lines => new() { ["legend"] = new JsonObject { ["displayMode"] = "list", ["placement"] = "bottom" }, ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" } },
        PanelKind.Logs => new() { ["showTime"] = true, ["wrapLogMessage"] = true, ["sortOrder"] = "Descending" },
        _ => [],
    };
}
