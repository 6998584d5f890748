package io.warpctl.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\nTrailer: no\r\n\r\n";
    private static final String FIXED = "HTTP/1.1 503 No\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello";

    @Test
    void readsAnswersWhereverTheyAreCut() throws IOException {
        for (int cut = 0; cut <= CHUNKED.length(); cut++) {
            AnswerReader reader = new AnswerReader(100);
            reader.feed(bytes(CHUNKED.substring(0, cut)));
            assertThat(reader.feed(bytes(CHUNKED.substring(cut))))
                    .as("cut at %d", cut)
                    .isTrue();
            assertThat(reader.answer().text()).isEqualTo("Wikipedia ");
            assertThat(reader.reusable()).isTrue();
        }
    }

    @Test
    void readsABodyOfKnownLength() throws IOException {
        AnswerReader reader = new AnswerReader(100);
        assertThat(reader.feed(bytes(FIXED))).isTrue();
        assertThat(reader.answer().status()).isEqualTo(503);
        assertThat(reader.answer().header("x-a")).contains("1");
        assertThat(reader.answer().text()).isEqualTo("hello");
    }

    @Test
    void readsToTheEndOfTheConnection() throws IOException {
        AnswerReader reader = new AnswerReader(100);
        assertThat(reader.feed(bytes("HTTP/1.0 200 OK\r\n\r\nall of it"))).isFalse();
        reader.end();
        assertThat(reader.answer().text()).isEqualTo("all of it");
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void passesOverInterimAnswers() throws IOException {
        AnswerReader reader = new AnswerReader(100);
        assertThat(reader.feed(bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Done\r\n\r\n")))
                .isTrue();
        assertThat(reader.answer().status()).isEqualTo(204);
    }

    @Test
    void refusesATornAnswer() throws IOException {
        AnswerReader reader = new AnswerReader(100);
        reader.feed(bytes(FIXED.substring(0, FIXED.length() - 1)));
        assertThatThrownBy(reader::end).hasMessageContaining("middle of the answer");
    }

    @Test
    void refusesABodyThatIsTooLong() {
        AnswerReader reader = new AnswerReader(2048);
        assertThatThrownBy(() -> reader.feed(bytes("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2049))))
                .hasMessageContaining("longer than 2 KiB");
    }

    @Test
    void refusesWhatIsNotHttp() {
        for (String wrong : List.of(
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 abc\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            assertThatThrownBy(() -> new AnswerReader(100).feed(bytes(wrong)))
                    .as(wrong)
                    .isInstanceOf(IOException.class);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
