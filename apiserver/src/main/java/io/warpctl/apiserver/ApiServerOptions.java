package io.warpctl.apiserver;

import io.warpctl.apiserver.auth.TokenAuthenticator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to run an {@link ApiServer}. Immutable; every method gives changed options. */
public record ApiServerOptions(
        Optional<Path> dataDir,
        String host,
        int port,
        List<String> names,
        boolean tls,
        List<TokenAuthenticator> tokens,
        Duration historyAge,
        int historyChanges,
        InstantSource clock) {

    /** In memory, on any free port of the loopback interface. */
    public static ApiServerOptions inMemory() {
        return new ApiServerOptions(
                Optional.empty(),
                "127.0.0.1",
                0,
                List.of(),
                true,
                List.of(),
                Duration.ofMinutes(10),
                20_000,
                InstantSource.system());
    }

    /** On disk in {@code directory}, on any free port of the loopback interface. */
    public static ApiServerOptions in(Path directory) {
        ApiServerOptions base = inMemory();
        return new ApiServerOptions(
                Optional.of(directory),
                base.host,
                base.port,
                base.names,
                base.tls,
                base.tokens,
                base.historyAge,
                base.historyChanges,
                base.clock);
    }

    /** Listening on an address and port; port 0 is any free one. */
    public ApiServerOptions listen(String address, int number) {
        return new ApiServerOptions(dataDir, address, number, names, tls, tokens, historyAge, historyChanges, clock);
    }

    /** Reached by more names and addresses than its own, which its certificate shall cover. */
    public ApiServerOptions names(List<String> more) {
        return new ApiServerOptions(
                dataDir, host, port, List.copyOf(more), tls, tokens, historyAge, historyChanges, clock);
    }

    /** Knowing other tokens, too. */
    public ApiServerOptions tokens(TokenAuthenticator more) {
        List<TokenAuthenticator> all = new ArrayList<>(tokens);
        all.add(more);
        return new ApiServerOptions(
                dataDir, host, port, names, tls, List.copyOf(all), historyAge, historyChanges, clock);
    }

    /** Keeping changes for a time, but no more than so many. */
    public ApiServerOptions history(Duration age, int changes) {
        return new ApiServerOptions(dataDir, host, port, names, tls, tokens, age, changes, clock);
    }

    /** Without TLS: for tests of HTTP itself, never otherwise. */
    public ApiServerOptions withoutTls() {
        return new ApiServerOptions(dataDir, host, port, names, false, tokens, historyAge, historyChanges, clock);
    }
}
