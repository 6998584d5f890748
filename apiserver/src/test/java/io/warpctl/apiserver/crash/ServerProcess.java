package io.warpctl.apiserver.crash;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server in a process of its own, to be killed. It ends by itself when its starter does. */
public final class ServerProcess implements AutoCloseable {

    public static final String TOKEN = "crash";

    private final Process process;
    private final BufferedReader lines;
    private final String url;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.lines = process.inputReader();
        this.url = lines.readLine();
        if (url == null) {
            throw new AssertionError("the server did not start");
        }
    }

    public static ServerProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerProcess(process);
    }

    public String url() {
        return url;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }

    public static void main(String[] arguments) throws IOException {
        ApiServer server = ApiServer.start(ApiServerOptions.in(Path.of(arguments[0]))
                .withoutTls()
                .tokens(token -> token.equals(TOKEN)
                        ? Optional.of(User.of("crash-test", List.of(User.MASTERS)))
                        : Optional.empty()));
        System.out.println(server.url());
        while (System.in.read() >= 0) {
            // Nothing is sent; the end is what is waited for.
        }
        Runtime.getRuntime().halt(0);
    }
}
