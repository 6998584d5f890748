package io.warpctl.bench.api;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The API server alone, as a process: a data directory and a port. */
public final class ApiMain {
    private ApiMain() {}

    /** Serves until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        ApiServer server =
                ApiServer.start(ApiServerOptions.in(Path.of(args[0])).listen("127.0.0.1", Integer.parseInt(args[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        new CountDownLatch(1).await();
    }
}
