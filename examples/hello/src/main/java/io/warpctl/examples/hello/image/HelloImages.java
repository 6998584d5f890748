package io.warpctl.examples.hello.image;

import io.warpctl.examples.hello.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the service's images without a registry: a root file system from the machine's own JDK, imported into Docker
 * once per variant. The daemon keeps its content once; the variants differ in environment and labels only.
 */
public final class HelloImages {
    /** Every image made here has this label with the value {@code true}. */
    public static final String LABEL = "warpctl.io/demo";

    private static final Pattern IMAGE_ID = Pattern.compile("\"status\":\"(sha256:[0-9a-f]{64})\"");
    private static final Pattern LISTED_ID = Pattern.compile("\"Id\":\"(sha256:[0-9a-f]{64})\"");
    private static final Pattern ERROR = Pattern.compile("\"(?:error|message)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private HelloImages() {}

    /**
     * Makes the images from the running JDK.
     *
     * @param work a folder for a hundred megabytes that are removed again; made if it is not there
     * @return image ID by image name
     * @throws DockerException if the daemon cannot be asked or refuses
     * @throws IllegalStateException with the fix, if there is no JDK or one of its tools fails
     */
    public static Map<String, String> build(DockerEndpoint docker, Path work, List<Variant> variants) {
        return build(docker, Path.of(System.getProperty("java.home")), work, variants);
    }

    /** The same, from another JDK of this machine. */
    public static Map<String, String> build(DockerEndpoint docker, Path jdk, Path work, List<Variant> variants) {
        try {
            Files.createDirectories(work);
            // Absolute: the libraries' paths are compared with it.
            var folder = Files.createTempDirectory(work, "hello-image-").toAbsolutePath();
            try {
                var tar = folder.resolve("root.tar");
                new RootFileSystem(jdk, folder.resolve("root")).pack(tar);
                var images = new LinkedHashMap<String, String>();
                variants.forEach(variant -> images.put(variant.image(), load(docker, tar, variant)));
                removeNameless(docker);
                return images;
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the images in " + work + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes the images' names, and with its last name the image; a name that is not there is no error.
     *
     * @throws DockerException if a container runs from one of them
     */
    public static void remove(DockerEndpoint docker, List<Variant> variants) {
        for (var variant : variants) {
            var response = new DockerHttp(docker).send("DELETE", "/images/" + variant.image(), Optional.empty());
            if (response.status() != 200 && response.status() != 404) {
                throw new DockerException("cannot remove " + variant.image() + ": " + reason(response));
            }
        }
        removeNameless(docker);
    }

    /** An image whose name went to a newer one stays in Docker without a name, until nothing uses it any more. */
    private static void removeNameless(DockerEndpoint docker) {
        var filters = "{\"dangling\":[\"true\"],\"label\":[\"" + LABEL + "=true\"]}";
        var path = "/images/json?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8);
        var list = new DockerHttp(docker).send("GET", path, Optional.empty());
        if (list.status() != 200) {
            throw new DockerException("cannot list images: " + reason(list));
        }
        var id = LISTED_ID.matcher(list.body());
        while (id.find()) {
            var response = new DockerHttp(docker).send("DELETE", "/images/" + id.group(1), Optional.empty());
            // 409: a container uses it, whose removal is not ours; the next call finds it again.
            if (response.status() != 200 && response.status() != 404 && response.status() != 409) {
                throw new DockerException("cannot remove " + id.group(1) + ": " + reason(response));
            }
        }
    }

    private static String load(DockerEndpoint docker, Path tar, Variant variant) {
        var query = changes(variant).stream()
                .map(change -> "&changes=" + URLEncoder.encode(change, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        var path = "/images/create?fromSrc=-&repo=" + Variant.REPOSITORY + "&tag=" + variant.version() + query;
        var response = new DockerHttp(docker).send("POST", path, Optional.of(tar));
        var id = IMAGE_ID.matcher(response.body());
        // The daemon has sent its 200 before it knows: an error comes as a line of the body.
        if (response.status() != 200 || response.body().contains("\"error\"") || !id.find()) {
            throw new DockerException("cannot import " + variant.image() + ": " + reason(response));
        }
        return id.group(1);
    }

    private static String reason(DockerHttp.Response response) {
        var error = ERROR.matcher(response.body());
        return error.find() ? error.group(1) : "HTTP " + response.status();
    }

    private static List<String> changes(Variant variant) {
        return List.of(
                "ENV WARP_VERSION=" + variant.version() + " HELLO_MODE="
                        + variant.mode().text(),
                "LABEL org.opencontainers.image.version=" + variant.version() + " " + LABEL + "=true",
                "EXPOSE 8080",
                "USER " + RootFileSystem.USER + ":" + RootFileSystem.USER,
                "CMD [\"/jre/bin/java\", \"-Xmx16m\", \"-Xss256k\", \"-XX:+UseSerialGC\", \"-XX:TieredStopAtLevel=1\","
                        + " \"-XX:-UsePerfData\", \"-Xshare:auto\", \"-cp\", \"/app:/app/hello.jar\", \""
                        + Main.class.getName() + "\"]");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
