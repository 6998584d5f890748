package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebSocketFramesTest {
    private static Buffer frame(int opcode, int length, boolean masked) {
        Buffer frame = Buffer.buffer().appendByte((byte) (0x80 | opcode));
        int mask = masked ? 0x80 : 0;
        if (length < 126) {
            frame.appendByte((byte) (mask | length));
        } else if (length < 65536) {
            frame.appendByte((byte) (mask | 126)).appendUnsignedShort(length);
        } else {
            frame.appendByte((byte) (mask | 127)).appendLong(length);
        }
        return frame.appendBytes(new byte[length + (masked ? 4 : 0)]);
    }

    @Test
    void framesAreFollowedInPiecesOfAnySize() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            WebSocketFrames frames = new WebSocketFrames();
            Buffer all = Buffer.buffer();
            int[] lengths = {0, 1, 125, 126, 65535, 65536, random.nextInt(300)};
            int[] ends = new int[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                all.appendBuffer(frame(2, lengths[i], random.nextBoolean()));
                ends[i] = all.length();
            }
            int at = 0;
            int found = 0;
            while (at < all.length()) {
                int piece = Math.min(all.length() - at, 1 + random.nextInt(round % 2 == 0 ? 5 : 70_000));
                int within = frames.pass(all.slice(at, at + piece), 0);
                assertThat(within).isPositive();
                at += within;
                if (frames.atBoundary()) {
                    assertThat(at).isEqualTo(ends[found++]);
                }
            }
            assertThat(found).isEqualTo(ends.length);
            assertThat(frames.sawClose()).isFalse();
        }
    }

    @Test
    void aCloseFrameIsSeenWhenItIsComplete() {
        WebSocketFrames frames = new WebSocketFrames();
        Buffer close = frame(8, 2, true);
        frames.passAll(frame(1, 3, true).appendBuffer(close.slice(0, close.length() - 1)));
        assertThat(frames.sawClose()).isFalse();
        frames.passAll(close.slice(close.length() - 1, close.length()));
        assertThat(frames.sawClose()).isTrue();
        assertThat(frames.atBoundary()).isTrue();
    }
}
