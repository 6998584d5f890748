package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Endpoint A = TestTable.endpoint("a-1", 80, 0);
    private final Routes open = Routes.of(TestTable.of(1, 80, A));
    private final Routes hidden = Routes.of(TestTable.of(1, 80, List.of("s3cret", "other"), A));

    private static Routes.Question ask(String host, String uri) {
        return new Routes.Question(host, uri, Optional.empty(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello.test", "HELLO.Test", "hello.test:8080", "hello.test.", "hello.test.:80"})
    void hostNamesAreComparedWithoutCaseAndPort(String host) {
        assertThat(open.decide(ask(host, "/x?y"))).isEqualTo(new Routes.ToService(TestTable.HELLO, "/x?y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "hello.testx", "xhello.test", "[::1]:80", "hello.test:80:80"})
    void otherHostNamesLeadNowhere(String host) {
        assertThat(open.decide(ask(host, "/"))).isInstanceOf(Routes.Nowhere.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s3cret/x?y", "/other/x?y"})
    void aHiddenPrefixIsStripped(String uri) {
        assertThat(hidden.decide(ask("hello.test", uri))).isEqualTo(new Routes.ToService(TestTable.HELLO, "/x?y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/s3cret", "/s3cretx/", "/x/s3cret/", "//s3cret/x", "/S3CRET/x"})
    void withHiddenPrefixesNothingElseIsThere(String uri) {
        assertThat(hidden.decide(ask("hello.test", uri))).isInstanceOf(Routes.Nowhere.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status",
                "/status?a=b",
                "/status/",
                "//status",
                "/./status",
                "/x/../status",
                "/%73tatus",
                "/status;a=b",
                "/%2e/status"
            })
    void statusIsClosedHoweverItIsSpelled(String uri) {
        assertThat(open.decide(ask("hello.test", uri))).isInstanceOf(Routes.Nowhere.class);
        assertThat(open.decide(new Routes.Question("hello.test", uri, Optional.empty(), true)))
                .as("from this host")
                .isEqualTo(new Routes.ToService(TestTable.HELLO, uri));
        assertThat(hidden.decide(ask("hello.test", "/s3cret" + uri))).isInstanceOf(Routes.ToService.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/statuses", "/x/status", "/?status", "/%", "/%zzstatus", "/stat"})
    void whatOnlyLooksLikeStatusIsOpen(String uri) {
        assertThat(open.decide(ask("hello.test", uri))).isInstanceOf(Routes.ToService.class);
    }

    @Test
    void probeHostsOpenWithTheTokenOnly() {
        Routes.Question question =
                new Routes.Question("a-1.probe.warp.internal:80", "/status", Optional.of(TestTable.TOKEN), false);
        assertThat(open.decide(question)).isEqualTo(new Routes.ToProbe(A, "/status"));
        for (Optional<String> token :
                List.of(Optional.of(TestTable.TOKEN + "0"), Optional.of(""), Optional.<String>empty())) {
            Routes.Decision decision = open.decide(new Routes.Question(A.probeHost(), "/status", token, true));
            assertThat(decision).isInstanceOf(Routes.Nowhere.class);
        }
        Routes.Question unknown =
                new Routes.Question("b.probe.warp.internal", "/status", Optional.of(TestTable.TOKEN), false);
        assertThat(open.decide(unknown)).isInstanceOf(Routes.Nowhere.class);
    }
}
