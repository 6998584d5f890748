package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Tables.IncludeObject;
import io.warpctl.apiserver.schema.CustomType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
    private static final Instant NOW = Instant.parse("2026-01-03T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT-0.5S, 0s",
        "PT-1.9S, 0s",
        "PT-2S, <invalid>",
        "PT119S, 119s",
        "PT120S, 2m",
        "PT121S, 2m1s",
        "PT10M59S, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT3H1M, 3h1m",
        "PT8H59M, 8h",
        "PT47H, 47h",
        "P2D, 2d",
        "P2DT3H, 2d3h",
        "P8DT3H, 8d",
        "P729D, 729d",
        "P731D, 2y1d",
        "P730D, 2y",
        "P2930D, 8y"
    })
    void agesShowTheTwoLargestUnitsThatMatter(Duration age, String shown) {
        assertThat(Ages.of(age)).isEqualTo(shown);
    }

    @Test
    void aCustomResourceHasTheColumnsItsDefinitionDeclares() {
        CustomType widget = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
        ObjectNode object = Json.object("{metadata: {name: a, creationTimestamp: '2026-01-01T00:00:00Z'},"
                + " spec: {size: large, replicas: 1, color: red, tags: [x, y], enabled: true},"
                + " status: {conditions: [{type: Other, status: 'False'}, {type: Ready, status: 'True'}]}}");
        ObjectNode table = Tables.table(widget.columns(), List.of(object), IncludeObject.METADATA, NOW);
        assertThat(GoJson.compact(table.path("rows").get(0).path("cells")))
                .isEqualTo("[\"a\",\"large\",1,\"True\",\"red\",\"[\\\"x\\\",\\\"y\\\"]\",true,\"2d3h\"]");
        assertThat(table.path("rows").get(0).path("object"))
                .isEqualTo(Json.of("{kind: PartialObjectMetadata, apiVersion: meta.k8s.io/v1,"
                        + " metadata: {name: a, creationTimestamp: '2026-01-01T00:00:00Z'}}"));
        assertThat(table.path("columnDefinitions").get(4).path("priority").asInt())
                .isEqualTo(1);
        assertThat(table.path("columnDefinitions").get(2).path("description").asText())
                .isEqualTo("Custom resource definition column (in JSONPath format): .spec.replicas");
    }

    @Test
    void whatIsMissingOrOfAnotherTypeLeavesItsCellEmpty() {
        CustomType widget = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
        ObjectNode object = Json.object("{metadata: {name: a}, spec: {replicas: x, enabled: 3}}");
        JsonNode cells = Tables.table(widget.columns(), List.of(object), IncludeObject.NONE, NOW)
                .path("rows")
                .get(0)
                .path("cells");
        assertThat(cells).isEqualTo(Json.of("[a, null, null, null, null, null, null, null]"));
    }

    @Test
    void withoutDeclaredColumnsThereAreNameAndAge() {
        CustomType old = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1beta1");
        assertThat(old.columns()).extracting(Column::name).containsExactly("Name", "Age");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Namespace | {status: {phase: Active}} | [n, Active, <unknown>]",
                "ConfigMap | {data: {a: b}, binaryData: {c: d}} | [n, 2, <unknown>]",
                "Secret | {type: Opaque, data: {a: b}} | [n, Opaque, 1, <unknown>]",
                "Lease | {spec: {holderIdentity: h}} | [n, h, <unknown>]",
                "Scale | {spec: {replicas: 3}} | [n, 3, 0, <unknown>]",
                "RoleBinding | {roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: ServiceAccount,"
                        + " namespace: t, name: s}]} | [n, Role/r, <unknown>, u, '', t/s]",
                "Event | {lastTimestamp: '2026-01-03T02:00:00Z', type: Normal, reason: R, message: m, involvedObject:"
                        + " {kind: Widget, name: w}, source: {component: c}, count: 2} |"
                        + " [60m, Normal, R, widget/w, c, m, '2', n]"
            })
    void builtInKindsHaveTheColumnsPeopleKnow(String kind, String fields, String cells) {
        ObjectNode object = Json.object(fields);
        object.putObject("metadata").put("name", "n");
        List<Column> columns = Tables.builtIn(new GroupVersionKind("", "v1", kind));
        JsonNode table = Tables.table(columns, List.of(object), IncludeObject.NONE, NOW);
        assertThat(GoJson.compact(table.path("rows").get(0).path("cells"))).isEqualTo(GoJson.compact(Json.of(cells)));
    }

    @Test
    void includeObjectIsOneOfThree() {
        assertThat(IncludeObject.parse("")).isEqualTo(IncludeObject.METADATA);
        assertThat(IncludeObject.parse("Object")).isEqualTo(IncludeObject.OBJECT);
        assertThatThrownBy(() -> IncludeObject.parse("Other"))
                .hasMessage("Unable to convert to Table as requested: includeObject: Invalid value: \"Other\": must be"
                        + " 'Metadata', 'Object', 'None', or empty");
    }
}
