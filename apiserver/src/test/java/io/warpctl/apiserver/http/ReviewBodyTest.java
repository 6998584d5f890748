package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.apiserver.object.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "[]", "true"})
    void metadataThatIsNoObjectIsRefused(String metadata) {
        ApiRequest request = new ApiRequest(
                "POST",
                "/api/v1/namespaces/t/serviceaccounts/a/token",
                Query.parse(""),
                Map.of("content-type", "application/json"),
                ("{\"metadata\":" + metadata + "}").getBytes(StandardCharsets.UTF_8),
                Optional.empty());
        assertThatThrownBy(() -> ReviewBody.read(request))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .isEqualTo(400))
                .hasMessageContaining("into Go struct field .metadata of type v1.ObjectMeta");
    }
}
