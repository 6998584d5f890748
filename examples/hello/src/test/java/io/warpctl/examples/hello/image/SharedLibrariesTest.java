package io.warpctl.examples.hello.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SharedLibrariesTest {
    @Test
    void readsLibrariesAndLoaderButNotWhatIsInTheFolder() {
        var output = """
                /build/jre/bin/java:
                \tlinux-vdso.so.1 (0x00007ffd0a9f2000)
                \tlibjli.so => /build/jre/bin/../lib/libjli.so (0x00007f0000000000)
                \tlibjvm.so => not found
                \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2a00000000)
                \t/lib64/ld-linux-x86-64.so.2 (0x00007f2a11111000)
                /build/jre/lib/libnet.so:
                \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2b00000000)
                \tstatically linked
                """;

        assertThat(SharedLibraries.parse(output, Path.of("/build/jre")))
                .containsExactly(Path.of("/lib/x86_64-linux-gnu/libc.so.6"), Path.of("/lib64/ld-linux-x86-64.so.2"));
    }
}
