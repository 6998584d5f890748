package io.warpctl.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A packaged Warp in a folder, with JDKs that only say how they were called, and a PATH without any Java. */
final class LauncherFixture {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "readlink",
            "dirname",
            "find",
            "head",
            "tail",
            "grep",
            "awk",
            "id",
            "uname",
            "df",
            "rm",
            "mv",
            "cat",
            "mkdir",
            "touch",
            "setsid",
            "env",
            "tee");

    final Path folder;
    final Path jvms;
    final Map<String, String> environment = new HashMap<>();

    LauncherFixture(Path folder) throws IOException {
        this.folder = folder.resolve("warp");
        this.jvms = Files.createDirectories(folder.resolve("jvm"));
        Files.createDirectories(this.folder.resolve("sh"));
        Files.createDirectories(this.folder.resolve("jvm"));
        Files.copy(REPOSITORY.resolve("warpctl"), this.folder.resolve("warpctl"));
        Files.copy(REPOSITORY.resolve("cli/src/main/sh/setup.sh"), this.folder.resolve("sh/setup.sh"));
        Files.writeString(this.folder.resolve("warpctl.jar"), "not read by these JDKs");
        executable(this.folder.resolve("warpctl"));
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            program(tools, tool, "exec " + find(tool) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("WARPCTL_JVM_DIR", jvms.toString());
    }

    /** Makes a JDK of the given version in {@code parent/name}. */
    Path jdk(Path parent, String name, String version) throws IOException {
        Path home = parent.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin"), "java", "echo \"" + name + " $*\"");
        return home;
    }

    /** Makes it a source tree, built by the given shell line. */
    void sources(String mvnw) throws IOException {
        Files.delete(folder.resolve("warpctl.jar"));
        program(folder, "mvnw", mvnw);
        program(jdk(jvms, "java-17", "17.0.15").resolve("bin"), "javac", "exit 1");
    }

    /** Makes a program of one shell line. */
    static void program(Path folder, String name, String body) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    /** Makes a program that is found before all others of its name. */
    void programFirst(String name, String body) throws IOException {
        Path first = jvms.resolveSibling("first");
        program(first, name, body);
        onPath(first);
    }

    /** Adds a folder to the front of PATH. */
    void onPath(Path bin) {
        environment.merge("PATH", bin.toString(), (old, added) -> added + ":" + old);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(folder.resolve("warpctl"), arguments);
    }

    Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        builder.directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path err = Files.createTempFile(jvms.getParent(), "err", ".txt");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end");
        }
        return new Result(process.exitValue(), out, Files.readString(err));
    }

    /** How a run ended. */
    record Result(int exitCode, String out, String err) {}

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(tool + " is not installed"));
    }
}
