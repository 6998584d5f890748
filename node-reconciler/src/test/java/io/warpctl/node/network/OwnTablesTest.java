package io.warpctl.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.node.network.Routing.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTablesTest {
    @TempDir
    Path directory;

    @Test
    void remembersTheTablesOfAnEarlierProcess() throws IOException {
        Path file = directory.resolve("routing-tables");
        assertThat(new OwnTables(file).interfaces()).isEmpty();
        Map<Integer, String> tables = Map.of(1001, "eth0", 1002, "eth1");
        new OwnTables(file).set(tables);
        assertThat(new OwnTables(file).interfaces()).isEqualTo(tables);
        Files.writeString(file, "torn");
        assertThat(new OwnTables(file).interfaces()).isEmpty();
    }

    @Test
    void anotherNodesTablesAreNotOurs() {
        Routing both = new Routing(Set.of(new Rule("10.0.0.1", 1001), new Rule("10.0.0.2", 2001)), Set.of());
        assertThat(both.only(Set.of(1001)).rules()).containsExactly(new Rule("10.0.0.1", 1001));
    }
}
