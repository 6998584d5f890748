package io.warpctl.examples.hello.image;

import io.warpctl.examples.hello.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What the images contain: a Java runtime of one module, the libraries it is linked to, and the service. */
final class RootFileSystem {
    static final int USER = 10001;

    private final Path jdk;
    private final Path root;

    RootFileSystem(Path jdk, Path root) {
        this.jdk = jdk;
        this.root = root;
    }

    /** Makes the folder and packs it. */
    void pack(Path tar) throws IOException {
        runtime();
        service();
        settings();
        Command.mustRun(List.of(
                "tar",
                "--create",
                "--file",
                tar.toString(),
                "--directory",
                root.toString(),
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--sort=name",
                "."));
    }

    private void runtime() throws IOException {
        var jlink = jdk.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            throw new IllegalStateException(jlink + " is missing: the images are made from a JDK, and this is a runtime"
                    + " only. Install a JDK (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME.");
        }
        var runtime = root.resolve("jre");
        Files.createDirectories(root);
        Command.mustRun(List.of(
                jlink.toString(),
                "--add-modules",
                "java.base",
                "--strip-java-debug-attributes",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                runtime.toString()));
        // Classes shared from an archive: less memory, and half the time to start.
        Command.mustRun(List.of(runtime.resolve("bin/java").toString(), "-Xshare:dump"));
        for (var library : SharedLibraries.of(runtime)) {
            var target = root.resolve(Path.of("/").relativize(library));
            Files.createDirectories(target.getParent());
            Files.copy(library, target);
        }
    }

    private void service() throws IOException {
        Path classes;
        try {
            classes = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where the service's classes are", e);
        }
        var target = root.resolve("app");
        if (Files.isRegularFile(classes)) {
            Files.createDirectories(target);
            Files.copy(classes, target.resolve("hello.jar"));
        } else {
            copyFolder(classes, target);
        }
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void settings() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"),
                "root:x:0:0:root:/:/sbin/nologin\nhello:x:%d:%d:hello:/:/sbin/nologin\n".formatted(USER, USER));
        // The names that Docker writes into /etc/hosts count before what DNS says.
        Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nhello:x:%d:\n".formatted(USER));
        Files.setPosixFilePermissions(
                Files.createDirectories(root.resolve("tmp")), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
