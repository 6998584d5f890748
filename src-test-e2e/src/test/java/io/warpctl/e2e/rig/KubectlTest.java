package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KubectlTest {
    @Test
    void anAbsentOrOldOneIsRefusedWithTheFix() {
        assertThat(Kubectl.complaint("")).get().asString().contains("found none: install");
        assertThat(Kubectl.complaint("v1.26.15"))
                .hasValue("the end-to-end tests need kubectl 1.27 or newer and found v1.26.15: install a newer one as"
                        + " https://kubernetes.io/docs/tasks/tools/ says, and put it first on the PATH");
        assertThat(Kubectl.complaint("v1.27.0")).isEmpty();
        assertThat(Kubectl.complaint("v1.32.4-gke.100")).isEmpty();
    }

    @Test
    void wordsInQuotesStayTogether() {
        assertThat(Words.of("patch wsvc/hello --type=merge -p '{\"spec\": {}}' -o jsonpath='{.a b}'"))
                .containsExactly(
                        "patch", "wsvc/hello", "--type=merge", "-p", "{\"spec\": {}}", "-o", "jsonpath={.a b}");
    }
}
