package io.warpctl.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, by roles in the store. */
class AccessTest {

    private static final Map<String, User> TOKENS = Map.of(
            "admin", User.of("root", List.of(User.MASTERS)),
            "host", User.of("system:warp:host:a", List.of()),
            "other", User.of("other", List.of()));

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(
                ApiServerOptions.inMemory().withoutTls().tokens(token -> Optional.ofNullable(TOKENS.get(token))));
        post("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles", """
                {"metadata":{"name":"one"},"rules":[
                 {"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"],"verbs":["get","list","watch"]}]}
                """);
        post("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", """
                {"metadata":{"name":"one"},"roleRef":{"kind":"Role","name":"one"},"subjects":[
                 {"kind":"User","name":"system:warp:host:a"},
                 {"kind":"ServiceAccount","name":"robot","namespace":"default"}]}
                """);
        post("/api/v1/namespaces/default/configmaps", "{\"metadata\":{\"name\":\"mine\"}}");
        post("/api/v1/namespaces/default/configmaps", "{\"metadata\":{\"name\":\"theirs\"}}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> response = send("POST", path, "admin", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return new ObjectMapper().readTree(response.body());
    }

    private static int get(String path, String token) throws Exception {
        return send("GET", path, token, "").statusCode();
    }

    private static int getAs(String token, String path, String... impersonate) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + token);
        for (int i = 0; i < impersonate.length; i += 2) {
            request.header("Impersonate-" + impersonate[i], impersonate[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void whoActsForAnotherHasOnlyTheOthersRights() throws Exception {
        String mine = "/api/v1/namespaces/default/configmaps/mine";
        assertThat(getAs("admin", mine, "User", "other")).isEqualTo(403);
        assertThat(getAs("admin", mine, "User", "system:warp:host:a")).isEqualTo(200);
        assertThat(getAs("admin", mine, "User", "system:serviceaccount:default:robot"))
                .isEqualTo(200);
        assertThat(getAs("admin", mine, "User", "other", "Group", "guests", "Group", User.MASTERS))
                .isEqualTo(200);
        assertThat(getAs("admin", mine, "Group", "guests")).isEqualTo(400);
        assertThat(getAs("other", mine, "User", "system:warp:host:a")).isEqualTo(403);
        assertThat(getAs("host", mine, "User", "root", "Group", User.MASTERS)).isEqualTo(403);
    }

    @Test
    void aRoleForOneNameCountsForAListOfThatName() throws Exception {
        String all = "/api/v1/namespaces/default/configmaps";
        assertThat(get(all + "/mine", "host")).isEqualTo(200);
        assertThat(get(all + "?fieldSelector=metadata.name%3Dmine", "host")).isEqualTo(200);
        assertThat(get(all + "/theirs", "host")).isEqualTo(403);
        assertThat(get(all + "?fieldSelector=metadata.name%3Dtheirs", "host")).isEqualTo(403);
        assertThat(get(all, "host")).isEqualTo(403);
        assertThat(get(all + "/mine", "other")).isEqualTo(403);
    }

    @Test
    void refusalsAreSaidInKubernetesWords() throws Exception {
        String message = new ObjectMapper()
                .readTree(send("DELETE", "/api/v1/namespaces/default/configmaps/mine", "other", "")
                        .body())
                .path("message")
                .asText();
        assertThat(message)
                .isEqualTo("configmaps \"mine\" is forbidden: User \"other\" cannot delete resource \"configmaps\" in"
                        + " API group \"\" in the namespace \"default\"");
    }

    @Test
    void whoSaysNothingSeesOnlyHealthAndVersion() throws Exception {
        assertThat(get("/livez", "")).isEqualTo(200);
        assertThat(get("/readyz", "")).isEqualTo(200);
        assertThat(get("/version", "")).isEqualTo(200);
        assertThat(get("/api", "")).isEqualTo(401);
        assertThat(get("/api/v1/namespaces", "")).isEqualTo(401);
        assertThat(get("/api/v1/namespaces", "wrong")).isEqualTo(401);
    }

    @Test
    void everybodyMayLookAroundAndAskForOneself() throws Exception {
        assertThat(get("/apis", "other")).isEqualTo(200);
        assertThat(get("/openapi/v3", "other")).isEqualTo(200);
        HttpResponse<String> review =
                send("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "host", """
                {"spec":{"resourceAttributes":{"verb":"get","resource":"configmaps","name":"mine","namespace":"default"}}}
                """);
        assertThat(review.statusCode()).isEqualTo(201);
        assertThat(review.body()).contains("\"allowed\":true");
    }

    @Test
    void aServiceAccountsTokenIsGoodWhileTheAccountIsThere() throws Exception {
        post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\":{\"name\":\"robot\"}}");
        String token = post("/api/v1/namespaces/default/serviceaccounts/robot/token", "{\"spec\":{}}")
                .path("status")
                .path("token")
                .asText();
        String mine = "/api/v1/namespaces/default/configmaps/mine";
        assertThat(get(mine, token)).isEqualTo(200);
        assertThat(get(mine, token.substring(0, token.length() - 4) + "AAAA")).isEqualTo(401);
        assertThat(send("DELETE", "/api/v1/namespaces/default/serviceaccounts/robot", "admin", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(mine, token)).isEqualTo(401);
    }
}
