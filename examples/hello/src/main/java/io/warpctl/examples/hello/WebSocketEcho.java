package io.warpctl.examples.hello;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of one WebSocket (RFC 6455) that sends every message back. */
final class WebSocketEcho {
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST = 0xffff;

    private final DataInputStream in;
    private final OutputStream out;
    private boolean closeSent;

    WebSocketEcho(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** The answer to the opening request. */
    static byte[] handshake(Request request) {
        var answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(request.header("sec-websocket-key")) + "\r\n\r\n";
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Echoes until either side closes. */
    void run() throws IOException {
        boolean open = true;
        while (open) {
            int first = in.readUnsignedByte();
            var payload = payload();
            switch (first & 0x0f) {
                case CLOSE -> {
                    close(payload.length < 2 ? new byte[0] : new byte[] {payload[0], payload[1]});
                    open = false;
                }
                case PING -> write(0x80 | PONG, payload);
                case PONG -> {}
                // The final bit goes back as it came: fragments are echoed as fragments.
                default -> write(first, payload);
            }
        }
    }

    /** Tells the client that the service goes away; nothing is echoed after that, as the RFC demands. */
    void goAway() throws IOException {
        close(new byte[] {1001 >> 8, (byte) 1001});
    }

    private synchronized void close(byte[] payload) throws IOException {
        if (!closeSent) {
            write(0x80 | CLOSE, payload);
            closeSent = true;
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if ((second & 0x80) == 0 || length < 0 || length > LONGEST) {
            throw new Request.BadRequestException("a WebSocket frame unmasked or longer than " + LONGEST + " bytes");
        }
        var mask = in.readNBytes(4);
        var payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private synchronized void write(int first, byte[] payload) throws IOException {
        if (closeSent) {
            return; // Nothing may follow a close frame.
        }
        int header = payload.length < 126 ? 2 : 4;
        var frame = new byte[header + payload.length];
        frame[0] = (byte) first;
        if (header == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = 126;
            frame[2] = (byte) (payload.length >>> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        out.write(frame);
    }
}
