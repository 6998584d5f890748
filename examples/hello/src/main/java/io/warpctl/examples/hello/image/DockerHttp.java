package io.warpctl.examples.hello.image;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One request per connection to the Docker Engine API: all that importing and removing an image needs. Paths carry no
 * version of the API, which every daemon accepts.
 */
final class DockerHttp {
    record Response(int status, String body) {}

    private final DockerEndpoint endpoint;

    DockerHttp(DockerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    Response send(String method, String path, Optional<Path> body) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(endpoint.socket()))) {
            try (var file = body.isPresent() ? FileChannel.open(body.get()) : null) {
                long length = file == null ? 0 : file.size();
                var head = method + " " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
                        + "Content-Type: application/x-tar\r\nContent-Length: " + length + "\r\n\r\n";
                channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
                for (long sent = 0; sent < length; ) {
                    sent += file.transferTo(sent, length - sent, channel);
                }
            }
            return read(new DataInputStream(Channels.newInputStream(channel)));
        } catch (IOException e) {
            throw new DockerException(
                    "cannot ask the Docker daemon at " + endpoint.uri() + " (" + e.getMessage()
                            + "): is it running, and may this user open its socket?",
                    e);
        }
    }

    private static Response read(DataInputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        boolean chunked = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            chunked |= header.toLowerCase(Locale.ROOT).matches("transfer-encoding:\\s*chunked");
        }
        var body = chunked ? chunks(in) : in.readAllBytes();
        return new Response(status, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(DataInputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
