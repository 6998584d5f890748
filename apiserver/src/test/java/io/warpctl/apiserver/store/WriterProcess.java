package io.warpctl.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that writes into a store until it is killed, and says which writes were acknowledged. */
final class WriterProcess {

    private static final int WRITERS = 8;

    private WriterProcess() {}

    public static void main(String[] arguments) {
        ObjectStore store = ObjectStore.open(StoreOptions.in(Path.of(arguments[0])));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.execute(() -> write(store, arguments[1] + "-" + number));
        }
    }

    private static void write(ObjectStore store, String prefix) {
        for (int i = 0; ; i++) {
            StoreKey key = new StoreKey("things", "n", prefix + "-" + i);
            ObjectNode object =
                    Json.object().put("apiVersion", "v1").put("kind", "Thing").put("text", "x".repeat(500));
            WriteResult result =
                    store.submit(Write.create(key, Json.draft(object))).join();
            // One call, so that a line is printed whole or not at all.
            System.out.println(key.name() + " " + result.object().orElseThrow().version());
        }
    }
}
