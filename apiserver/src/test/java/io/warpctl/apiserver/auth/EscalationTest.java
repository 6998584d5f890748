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

/** Nobody grants what they have not, and whose a token is can be asked. */
class EscalationTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String ROLES = RBAC + "/namespaces/default/roles";
    private static final String BINDINGS = RBAC + "/namespaces/default/rolebindings";
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final Map<String, User> TOKENS = Map.of(
            "admin", User.of("root", List.of(User.MASTERS)),
            "deputy", User.of("deputy", List.of("deputies")),
            "chief", User.of("chief", List.of()),
            "binder", User.of("binder", List.of()));

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ApiServer server;

    private record Answer(int code, JsonNode body) {
        String message() {
            return body.path("message").asText();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(
                ApiServerOptions.inMemory().withoutTls().tokens(token -> Optional.ofNullable(TOKENS.get(token))));
        String keep = "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":"
                + "[\"roles\",\"rolebindings\",\"clusterroles\",\"clusterrolebindings\"],"
                + "\"verbs\":[\"get\",\"create\",\"update\",\"patch\"]}";
        String maps = "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"verbs\":[\"get\",\"list\"]}";
        clusterRole("deputy", keep, maps);
        clusterRole(
                "chief",
                keep,
                "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"roles\"],\"verbs\":[\"escalate\"]}");
        clusterRole(
                "binder",
                keep,
                "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],"
                        + "\"resourceNames\":[\"secret-reader\"],\"verbs\":[\"bind\"]}");
        clusterRole(
                "secret-reader", "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\",\"watch\"]}");
        clusterRole("map-reader", maps);
        for (String name : List.of("deputy", "chief", "binder")) {
            assertThat(send("POST", RBAC + "/clusterrolebindings", "admin", binding(name, "ClusterRole", name, name))
                            .code())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void clusterRole(String name, String... rules) throws Exception {
        Answer answer = send("POST", RBAC + "/clusterroles", "admin", role(name, rules));
        assertThat(answer.code()).as(answer.message()).isEqualTo(201);
    }

    private static String role(String name, String... rules) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"rules\":[" + String.join(",", rules) + "]}";
    }

    private static String binding(String name, String kind, String role, String user) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\","
                + "\"kind\":\"" + kind + "\",\"name\":\"" + role + "\"},\"subjects\":[{\"kind\":\"User\",\"name\":\""
                + user + "\"}]}";
    }

    private static Answer send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (method.equals("PATCH")) {
            request.header("Content-Type", "application/merge-patch+json");
        }
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    @Test
    void aRoleHoldsNoMoreThanItsWriterHas() throws Exception {
        String less =
                "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"resourceNames\":[\"a\"],\"verbs\":[\"get\"]}";
        assertThat(send("POST", ROLES, "deputy", role("less", less)).code()).isEqualTo(201);

        String more =
                "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\",\"secrets\"],\"verbs\":[\"get\",\"delete\"]}";
        Answer refused = send("POST", ROLES, "deputy", role("more", more));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.message())
                .isEqualTo("roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"deputy\""
                        + " (groups=[\"deputies\" \"system:authenticated\"]) is attempting to grant RBAC permissions"
                        + " not currently held:\n"
                        + "{APIGroups:[\"\"], Resources:[\"configmaps\"], Verbs:[\"delete\"]}\n"
                        + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"delete\"]}");
        assertThat(send("GET", ROLES + "/more", "admin", "").code()).isEqualTo(404);
    }

    @Test
    void neitherReplacingNorPatchingNorApplyingGetsRoundIt() throws Exception {
        String held = "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"verbs\":[\"get\"]}";
        String all = "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}";
        assertThat(send("POST", ROLES, "deputy", role("grown", held)).code()).isEqualTo(201);
        assertThat(send("PUT", ROLES + "/grown", "deputy", role("grown", all)).code())
                .isEqualTo(403);
        assertThat(send("PATCH", ROLES + "/grown", "deputy", "{\"rules\":[" + all + "]}")
                        .code())
                .isEqualTo(403);
        HttpRequest apply = HttpRequest.newBuilder(URI.create(server.url() + ROLES + "/applied?fieldManager=t"))
                .header("Authorization", "Bearer deputy")
                .header("Content-Type", "application/apply-patch+yaml")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"apiVersion\":\"rbac.authorization.k8s.io/v1\","
                                + "\"kind\":\"Role\"," + role("applied", all).substring(1)))
                .build();
        assertThat(CLIENT.send(apply, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", ROLES + "/new", "deputy", role("new", all)).code())
                .as("creating by replacing")
                .isEqualTo(403);
    }

    @Test
    void finalizersOfAPowerfulRoleCanStillBeChanged() throws Exception {
        String secrets = "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}";
        assertThat(send("POST", ROLES, "admin", role("kept", secrets)).code()).isEqualTo(201);
        assertThat(send("PATCH", ROLES + "/kept", "deputy", "{\"metadata\":{\"finalizers\":[\"a.example/b\"]}}")
                        .code())
                .isEqualTo(200);
        assertThat(send("PATCH", ROLES + "/kept", "deputy", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                        .code())
                .isEqualTo(403);
    }

    @Test
    void whoMayEscalateWritesAnyRoleButBindsNone() throws Exception {
        String all = "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}";
        assertThat(send("POST", ROLES, "chief", role("any", all)).code()).isEqualTo(201);
        assertThat(send("POST", BINDINGS, "chief", binding("any", "Role", "any", "chief"))
                        .code())
                .isEqualTo(403);
        assertThat(send("POST", RBAC + "/clusterroles", "chief", role("any", all))
                        .code())
                .as("escalate was for roles only")
                .isEqualTo(403);
    }

    @Test
    void aBindingGivesNoMoreThanItsWriterHas() throws Exception {
        assertThat(send("POST", BINDINGS, "deputy", binding("maps", "ClusterRole", "map-reader", "x"))
                        .code())
                .isEqualTo(201);
        Answer refused = send("POST", BINDINGS, "deputy", binding("secrets", "ClusterRole", "secret-reader", "x"));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.message())
                .startsWith("rolebindings.rbac.authorization.k8s.io \"secrets\" is forbidden: user \"deputy\"")
                .endsWith("{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"watch\"]}");
        Answer unknown = send("POST", BINDINGS, "deputy", binding("none", "Role", "none", "x"));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.message()).isEqualTo("roles.rbac.authorization.k8s.io \"none\" not found");
    }

    @Test
    void whoMayBindARoleBindsThatOne() throws Exception {
        assertThat(send("POST", BINDINGS, "binder", binding("bound", "ClusterRole", "secret-reader", "x"))
                        .code())
                .isEqualTo(201);
        assertThat(send("POST", BINDINGS, "binder", binding("other", "ClusterRole", "map-reader", "x"))
                        .code())
                .isEqualTo(403);
    }

    @Test
    void gatheringRulesOfOthersNeedsEverything() throws Exception {
        Answer refused = send(
                "POST",
                RBAC + "/clusterroles",
                "deputy",
                "{\"metadata\":{\"name\":\"gather\"},\"rules\":[],\"aggregationRule\":{\"clusterRoleSelectors\":[{}]}}");
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.message()).contains("must have cluster-admin privileges to use an aggregationRule");
    }

    private static JsonNode review(String spec) throws Exception {
        Answer answer = send("POST", REVIEWS, "admin", "{\"spec\":{" + spec + "}}");
        assertThat(answer.code()).as(answer.message()).isEqualTo(201);
        return answer.body().path("status");
    }

    @Test
    void whoseATokenIsCanBeAsked() throws Exception {
        JsonNode known = review("\"token\":\"deputy\"");
        assertThat(known.path("authenticated").asBoolean()).isTrue();
        assertThat(known.path("user").path("username").asText()).isEqualTo("deputy");
        assertThat(known.path("user").path("groups").toString()).isEqualTo("[\"deputies\",\"system:authenticated\"]");

        JsonNode unknown = review("\"token\":\"nobody\"");
        assertThat(unknown.toString()).isEqualTo("{\"user\":{},\"error\":\"invalid bearer token\"}");

        assertThat(send("POST", REVIEWS, "admin", "{\"spec\":{}}").code()).isEqualTo(400);
        assertThat(send("POST", REVIEWS, "deputy", "{\"spec\":{\"token\":\"deputy\"}}")
                        .code())
                .isEqualTo(403);
    }

    @Test
    void aTokenForAnotherAudienceIsGoodOnlyThere() throws Exception {
        String accounts = "/api/v1/namespaces/default/serviceaccounts";
        assertThat(send("POST", accounts, "admin", "{\"metadata\":{\"name\":\"robot\"}}")
                        .code())
                .isEqualTo(201);
        String token = send("POST", accounts + "/robot/token", "admin", "{\"spec\":{\"audiences\":[\"vault\"]}}")
                .body()
                .path("status")
                .path("token")
                .asText();
        assertThat(review("\"token\":\"" + token + "\"").path("authenticated").asBoolean())
                .isFalse();
        JsonNode there = review("\"token\":\"" + token + "\",\"audiences\":[\"vault\",\"other\"]");
        assertThat(there.path("user").path("username").asText()).isEqualTo("system:serviceaccount:default:robot");
        assertThat(there.path("audiences").toString()).isEqualTo("[\"vault\"]");
        assertThat(send("GET", accounts, token, "").code()).isEqualTo(401);
    }
}
