package io.warpctl.examples.hello.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Takes requests on a unix socket; knows of no images but those that the test says. */
final class FakeDaemon implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final Path socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String answer;
    private final String images;
    private final Thread thread = new Thread(this::serve, "fake-daemon");

    /** Answers lists of images with the given JSON, and everything else alike. */
    FakeDaemon(Path folder, String answer, String images) throws IOException {
        this.answer = answer;
        this.images = images;
        socket = folder.resolve("docker.sock");
        server.bind(UnixDomainSocketAddress.of(socket));
        thread.start();
    }

    FakeDaemon(Path folder, String answer) throws IOException {
        this(folder, answer, "[]");
    }

    static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    DockerEndpoint endpoint() {
        return new DockerEndpoint(socket);
    }

    /** Request lines. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        try {
            while (true) {
                try (var channel = server.accept()) {
                    var in = new DataInputStream(Channels.newInputStream(channel));
                    var head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        head.append((char) in.readUnsignedByte());
                    }
                    var length = LENGTH.matcher(head);
                    in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
                    requests.add(head.substring(0, head.indexOf("\r\n")));
                    var text = head.indexOf("GET /images/json") == 0 ? answer("200 OK", images) : answer;
                    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // closed by the test
        } catch (IOException e) {
            requests.add(e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
