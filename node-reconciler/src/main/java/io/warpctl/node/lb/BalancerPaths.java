package io.warpctl.node.lb;

import io.warpctl.node.common.ActionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the files of one balancer are: {@code DIRECTORY/INTERFACE.sock} and {@code DIRECTORY/INTERFACE/}. */
record BalancerPaths(Path directory, String interfaceName) {
    /** The kernel allows 108 bytes, and the balancer makes its socket under a longer name first. */
    private static final int MAX_SOCKET_PATH = 90;

    private static final String SOCKET_SUFFIX = ".sock";

    /** The interfaces for which there is a control socket, whether somebody listens on it or not. */
    static List<String> interfaces(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SOCKET_SUFFIX))
                    .map(name -> name.substring(0, name.length() - SOCKET_SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    Path socket() {
        return directory.resolve(interfaceName + SOCKET_SUFFIX);
    }

    Path stateDirectory() {
        return directory.resolve(interfaceName);
    }

    Path initialTable() {
        return stateDirectory().resolve("initial-table.json");
    }

    Path log() {
        return stateDirectory().resolve("balancer.log");
    }

    void prepare() throws IOException {
        if (socket().toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH) {
            throw ActionException.host(
                    "PathTooLong",
                    "the control socket " + socket() + " is longer than " + MAX_SOCKET_PATH
                            + " characters: give the node a shorter state directory");
        }
        Files.createDirectories(stateDirectory());
    }
}
