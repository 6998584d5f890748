package io.warpctl.apiserver.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.kubectl.Kubectl.Output;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A session with the real kubectl, in the order a person would have it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubectlTest {

    private static final String WIDGET = """
            apiVersion: demo.example.com/v1
            kind: Widget
            metadata:
              name: a
              namespace: t
            spec:
              title: %s
            """;

    @TempDir
    static Path directory;

    private static ApiServer server;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(ApiServerOptions.inMemory());
        kubectl = new Kubectl(directory, server.kubeconfig());
        try (InputStream crd =
                KubectlTest.class.getResourceAsStream("/io/warpctl/apiserver/golden/fixtures/widgets-crd.json")) {
            kubectl.file("crd.json", new String(crd.readAllBytes(), StandardCharsets.UTF_8));
        }
        kubectl.file("a.yaml", WIDGET.formatted("one"));
        kubectl.file("a2.yaml", WIDGET.formatted("two"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String ok(String... arguments) throws Exception {
        Output output = kubectl.run(arguments);
        assertThat(output.exit())
                .as("kubectl %s: %s", String.join(" ", arguments), output.err())
                .isZero();
        return output.out();
    }

    private static Output fails(String... arguments) throws Exception {
        Output output = kubectl.run(arguments);
        assertThat(output.exit())
                .as("kubectl %s: %s", String.join(" ", arguments), output.out())
                .isEqualTo(1);
        return output;
    }

    @Test
    @Order(1)
    void versionAndDiscovery() throws Exception {
        assertThat(ok("version")).contains("Server Version: v1.36");
        assertThat(ok("api-resources")).contains("configmaps", "customresourcedefinitions", "leases");
        assertThat(ok("api-versions")).contains("apiextensions.k8s.io/v1");
        assertThat(ok("auth", "whoami")).contains("kubernetes-admin");
        assertThat(ok("auth", "can-i", "create", "widgets")).contains("yes");
    }

    @Test
    @Order(2)
    void protobufBodies() throws Exception {
        assertThat(ok("create", "namespace", "t")).isEqualTo("namespace/t created\n");
        assertThat(ok("-n", "t", "create", "configmap", "c", "--from-literal=k=v"))
                .isEqualTo("configmap/c created\n");
        assertThat(ok("-n", "t", "create", "secret", "generic", "s", "--from-literal=p=q"))
                .isEqualTo("secret/s created\n");
        assertThat(ok("-n", "t", "get", "secret", "s", "-o", "jsonpath={.data.p}"))
                .isEqualTo("cQ==");
        assertThat(ok("-n", "t", "get", "cm")).contains("NAME", "DATA", "AGE", "c ");
    }

    @Test
    @Order(3)
    void aDefinitionIsServedAtOnce() throws Exception {
        assertThat(ok("apply", "-f", "crd.json")).contains("widgets.demo.example.com created");
        ok("wait", "--for=condition=Established", "crd/widgets.demo.example.com", "--timeout=10s");
        assertThat(ok("apply", "-f", "a.yaml")).isEqualTo("widget.demo.example.com/a created\n");
        assertThat(ok("apply", "-f", "a.yaml")).isEqualTo("widget.demo.example.com/a unchanged\n");
        assertThat(kubectl.run("diff", "-f", "a2.yaml").exit()).isEqualTo(1);
        assertThat(ok("apply", "-f", "a2.yaml", "--dry-run=server")).contains("configured (server dry run)");
        assertThat(ok("apply", "-f", "a2.yaml")).isEqualTo("widget.demo.example.com/a configured\n");
    }

    @Test
    @Order(4)
    void reading() throws Exception {
        assertThat(ok("-n", "t", "get", "wg", "-o", "wide")).contains("NAME", "SIZE", "COLOR", "small");
        assertThat(ok("-n", "t", "get", "widget", "a", "-o", "yaml")).contains("title: two");
        assertThat(ok("get", "widgets", "-A", "-o", "name")).isEqualTo("widget.demo.example.com/a\n");
        assertThat(ok("-n", "t", "get", "demo")).contains("a ");
        assertThat(ok("-n", "t", "describe", "widget", "a")).contains("Title:", "two", "Events:");
        assertThat(ok("explain", "widget.spec.title")).contains("What the widget is called.");
        assertThat(ok("explain", "configmap")).contains("data");
        Output missing = fails("-n", "t", "get", "widget", "none");
        assertThat(missing.err())
                .isEqualTo("Error from server (NotFound): widgets.demo.example.com \"none\" not found\n");
    }

    @Test
    @Order(5)
    void writing() throws Exception {
        assertThat(ok("apply", "--server-side", "-f", "a.yaml")).contains("serverside-applied");
        assertThat(fails("apply", "--server-side", "--field-manager=other", "-f", "a2.yaml")
                        .err())
                .contains("conflict with \"kubectl\"");
        assertThat(ok("apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "a2.yaml"))
                .contains("serverside-applied");
        assertThat(ok("-n", "t", "patch", "widget", "a", "--type=merge", "-p", "{\"spec\":{\"color\":\"red\"}}"))
                .contains("patched");
        assertThat(ok("-n", "t", "scale", "widget", "a", "--replicas=3")).contains("scaled");
        assertThat(ok("-n", "t", "label", "widget", "a", "x=y")).contains("labeled");
        assertThat(ok("-n", "t", "annotate", "widget", "a", "x=y")).contains("annotated");
        assertThat(ok("-n", "t", "get", "widget", "a", "-o", "jsonpath={.spec.replicas} {.metadata.labels.x}"))
                .isEqualTo("3 y");
        kubectl.file("bad.yaml", WIDGET.formatted("one") + "  bogus: 1\n");
        assertThat(fails("apply", "-f", "bad.yaml").err()).contains("unknown field \"spec.bogus\"");
        kubectl.file("long.yaml", WIDGET.formatted("x".repeat(21)));
        assertThat(fails("apply", "-f", "long.yaml").err()).contains("spec.title: Too long");
        Output edited = kubectl.run(
                "-n",
                "t",
                "patch",
                "widget",
                "a",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"phase\":\"Up\"}}");
        assertThat(edited.exit()).as(edited.err()).isZero();
    }

    @Test
    @Order(6)
    void watching() throws Exception {
        assertThat(ok("-n", "t", "wait", "widget/a", "--for=jsonpath={.status.phase}=Up", "--timeout=10s"))
                .contains("condition met");
        Output watch = kubectl.run("-n", "t", "get", "widgets", "-w", "--request-timeout=2s");
        assertThat(watch.out()).contains("a ");
    }

    @Test
    @Order(7)
    void deleting() throws Exception {
        assertThat(ok("-n", "t", "delete", "widget", "a")).contains("\"a\" deleted");
        assertThat(ok("delete", "crd", "widgets.demo.example.com")).contains("deleted");
        assertThat(ok("delete", "namespace", "t")).contains("\"t\" deleted");
        assertThat(fails("-n", "t", "get", "cm", "c").err()).contains("NotFound");
    }
}
