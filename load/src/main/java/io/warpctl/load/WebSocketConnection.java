package io.warpctl.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One WebSocket: the run's thread sends, a thread of its own reads. It lives until either side ends it and is then
 * replaced by a new one, whose numbers begin again.
 */
final class WebSocketConnection {
    private static final int TIMEOUT_MILLIS = 5000;

    private final Socket socket;
    private final DataInputStream in;
    private final WebSocketTally tally;
    private final String name;
    private final Thread reader = new Thread(this::read, "load-websocket");
    private long nextToSend;
    private long nextToCome;
    private boolean closing;
    private boolean ended;

    private WebSocketConnection(Socket socket, DataInputStream in, WebSocketTally tally, String name) {
        this.socket = socket;
        this.in = in;
        this.tally = tally;
        this.name = name;
    }

    static WebSocketConnection open(WebSocketPlan plan, InetSocketAddress address, WebSocketTally tally)
            throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(address, TIMEOUT_MILLIS);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            handshake(plan, socket, in);
            socket.setSoTimeout(0);
            var connection =
                    new WebSocketConnection(socket, in, tally, socket.getLocalSocketAddress() + " to " + address);
            tally.connected();
            connection.reader.setDaemon(true);
            connection.reader.start();
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void handshake(WebSocketPlan plan, Socket socket, DataInputStream in) throws IOException {
        var nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        var request = "GET " + plan.path() + " HTTP/1.1\r\nHost: " + plan.host()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(nonce) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("handshake answered with " + head.substring(0, head.indexOf("\r\n")));
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Sends the next number. A connection that fails meanwhile is the reader's to report. */
    synchronized void sendNext() {
        if (ended || closing) {
            return;
        }
        var number = Long.toString(nextToSend).getBytes(StandardCharsets.US_ASCII);
        nextToSend++;
        tally.sent();
        write(WebSocketFrames.TEXT, number);
    }

    /** Asks the server to close, and waits until every number is back and it did, five seconds at most. */
    void close() throws InterruptedException {
        synchronized (this) {
            closing = true;
            long deadline = System.currentTimeMillis() + TIMEOUT_MILLIS;
            for (long left = TIMEOUT_MILLIS; !ended && nextToCome < nextToSend && left > 0; ) {
                wait(left);
                left = deadline - System.currentTimeMillis();
            }
            write(WebSocketFrames.CLOSE, WebSocketFrames.closePayload(1000));
        }
        reader.join(TIMEOUT_MILLIS);
        if (reader.isAlive()) {
            closeSocket();
            reader.join();
        }
    }

    private synchronized void write(int opcode, byte[] payload) {
        if (ended) {
            return;
        }
        try {
            WebSocketFrames.write(socket.getOutputStream(), opcode, payload);
        } catch (IOException e) {
            end(WebSocketEvent.RESET, "while sending: " + e.getMessage());
        }
    }

    private void read() {
        try {
            while (!ended()) {
                var frame = WebSocketFrames.read(in);
                switch (frame.opcode()) {
                    case WebSocketFrames.TEXT -> came(frame.text());
                    case WebSocketFrames.PING -> write(WebSocketFrames.PONG, frame.payload());
                    case WebSocketFrames.CLOSE -> closed(frame.closeCode());
                    default -> throw new IOException("unexpected opcode " + frame.opcode());
                }
            }
        } catch (EOFException e) {
            end(WebSocketEvent.RESET, "ended without a close frame");
        } catch (IOException e) {
            end(WebSocketEvent.RESET, String.valueOf(e.getMessage()));
        }
    }

    private synchronized void came(String number) {
        if (number.equals(Long.toString(nextToCome))) {
            tally.echoed();
            nextToCome++;
        } else {
            tally.count(WebSocketEvent.OUT_OF_ORDER, 1, name + ": " + number + " instead of " + nextToCome);
            nextToCome = afterUnexpected(number);
        }
        notifyAll();
    }

    /** One mistake of the server is one event: the order goes on from the number that came, if it was one of ours. */
    private long afterUnexpected(String number) {
        boolean ours = number.matches("\\d{1,18}") && Long.parseLong(number) < nextToSend;
        return ours ? Math.max(nextToCome, Long.parseLong(number) + 1) : nextToCome + 1;
    }

    private synchronized void closed(int code) {
        write(WebSocketFrames.CLOSE, WebSocketFrames.closePayload(code == 1005 ? 1000 : code));
        if (code == 1001) {
            end(WebSocketEvent.GOING_AWAY, "closed with 1001");
        } else {
            end(WebSocketEvent.CLOSED, "closed with " + code);
        }
    }

    private synchronized void end(WebSocketEvent event, String detail) {
        if (ended) {
            return;
        }
        ended = true;
        // The server's answer to our own close frame is how a connection should end.
        if (!(closing && event == WebSocketEvent.CLOSED)) {
            tally.count(event, 1, name + ": " + detail);
        }
        tally.count(
                WebSocketEvent.NOT_ECHOED,
                Math.max(0, nextToSend - nextToCome),
                name + ": " + nextToCome + " to " + (nextToSend - 1));
        closeSocket();
        notifyAll();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a WebSocket's connection", e);
        }
    }
}
