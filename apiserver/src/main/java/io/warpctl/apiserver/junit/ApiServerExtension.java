package io.warpctl.apiserver.junit;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts and stops the server of {@link WithApiServer}. */
final class ApiServerExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ApiServerExtension.class);

    /** JUnit closes what it stores at the end of the class. */
    private record Running(ApiServer server, Optional<Path> directory) implements AutoCloseable {

        @Override
        public void close() {
            server.close();
            directory.ifPresent(Running::delete);
        }

        private static void delete(Path directory) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        WithApiServer annotation = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithApiServer.class)
                .orElseThrow();
        Optional<Path> directory = annotation.store() == WithApiServer.Store.DISK
                ? Optional.of(Files.createTempDirectory("apiserver"))
                : Optional.empty();
        ApiServerOptions options = directory.map(ApiServerOptions::in).orElseGet(ApiServerOptions::inMemory);
        context.getStore(NAMESPACE).put(Running.class, new Running(ApiServer.start(options), directory));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ApiServer.class || (type == String.class && parameter.isAnnotated(KubeconfigText.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ApiServer server =
                context.getStore(NAMESPACE).get(Running.class, Running.class).server();
        return parameter.getParameter().getType() == ApiServer.class ? server : server.kubeconfig();
    }
}
