package io.warpctl.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @Test
    void readsBothFamilies() {
        assertThat(HostPort.parse("127.0.0.1:6443")).isEqualTo(new HostPort("127.0.0.1", 6443));
        assertThat(HostPort.parse("[::1]:0")).isEqualTo(new HostPort("::1", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6443", "host", "host:", ":6443", "host:65536", "host:x"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
