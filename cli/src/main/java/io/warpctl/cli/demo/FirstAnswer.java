package io.warpctl.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request, asked on the loopback interface. */
final class FirstAnswer {
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 6000;

    private FirstAnswer() {}

    /** Whether a request for the host name is answered with 200. */
    static boolean at(int port, String hostName) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            String request = "GET / HTTP/1.1\r\nHost: " + hostName + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            // Nobody listens or answers yet.
            return false;
        }
    }
}
