package io.warpctl.examples.hello.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's libraries that the programs of a folder are linked to. */
final class SharedLibraries {
    // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)", and the loader's line without an arrow
    private static final Pattern LIBRARY = Pattern.compile("^\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

    private SharedLibraries() {}

    /** Paths of all libraries outside the folder that its programs and libraries need, the loader included. */
    static Set<Path> of(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        return parse(Command.run(command).output(), folder);
    }

    static Set<Path> parse(String output, Path folder) {
        var libraries = new TreeSet<Path>();
        for (var line : output.lines().toList()) {
            var matcher = LIBRARY.matcher(line);
            if (matcher.matches() && !Path.of(matcher.group(1)).startsWith(folder)) {
                libraries.add(Path.of(matcher.group(1)));
            }
        }
        return libraries;
    }
}
