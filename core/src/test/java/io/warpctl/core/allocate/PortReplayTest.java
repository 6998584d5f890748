package io.warpctl.core.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.core.allocate.PortReplay.Allocation;
import io.warpctl.core.allocate.PortReplay.AllocationException;
import io.warpctl.core.allocate.PortReplay.Balancer;
import io.warpctl.core.allocate.PortReplay.Ports;
import io.warpctl.core.allocate.PortReplay.Service;
import io.warpctl.core.allocate.PortReplay.Version;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortReplayTest {
    private static SortedSet<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Integer> ports(Integer... ports) {
        return new TreeSet<>(Arrays.asList(ports));
    }

    private static Ports http(Integer... http) {
        return new Ports(ports(http), ports(), ports());
    }

    private static Balancer balancer(String host, String name, SortedMap<Integer, Integer> forced) {
        return new Balancer(host, name, forced, http(80, 443));
    }

    private static Balancer balancer(String host, String name) {
        return balancer(host, name, new TreeMap<>());
    }

    private static Service service(String name, String blocks, Integer... http) {
        return new Service(name, List.of(blocks.split(" ")), http(http));
    }

    private static Version version(int parallel, List<Balancer> balancers, Service... services) {
        return new Version(
                range(7000, 7099), range(7201, 7700), range(100, 110), parallel, balancers, List.of(services));
    }

    private static Version services(int parallel, Service... services) {
        return version(parallel, List.of(), services);
    }

    private static String shown(Allocation each) {
        List<Integer> internal = each.internalPorts();
        return each.scope() + " " + each.service() + " " + each.block() + " " + each.port() + " " + each.externalPort()
                + " " + internal.get(0) + "-" + internal.get(internal.size() - 1)
                + (each.routingTable().isPresent() ? " " + each.routingTable().getAsInt() : "");
    }

    private static List<String> replayed(Version... newestFirst) {
        return PortReplay.of(List.of(newestFirst)).stream()
                .map(PortReplayTest::shown)
                .toList();
    }

    /** Known of the original: its tests' file. */
    @Test
    void threeHostsAndOneService() {
        Service api = new Service(
                "api",
                List.of("main"),
                new Ports(ports(8000, 8001, 8002, 8003, 9000, 9001, 9002), ports(5000), ports(5353)));
        List<String> rows =
                replayed(version(4, List.of(balancer("c", "eth0"), balancer("a", "eth0"), balancer("b", "eth0")), api));
        for (String host : List.of("a", "b", "c")) {
            assertThat(rows)
                    .contains(
                            host + " lb " + host + "-eth0 80 7000 7201-7204 100",
                            host + " lb " + host + "-eth0 443 7001 7205-7208 100");
        }
        assertThat(rows)
                .contains(
                        " api main 8000 7002 7209-7212",
                        " api main 9002 7008 7233-7236",
                        " api main 5000 7009 7237-7240",
                        " api main 5353 7010 7241-7244");
    }

    /** Known of the original: its sample. */
    @Test
    void forcedPortsMayLieOutsideOfTheRange() {
        assertThat(replayed(version(
                        30,
                        List.of(balancer("a", "eth0", new TreeMap<>(java.util.Map.of(80, 80, 443, 443)))),
                        service("web", "beta g1 g2 g3 g4", 80))))
                .containsExactly(
                        " web beta 80 7000 7261-7290",
                        " web g1 80 7001 7291-7320",
                        " web g2 80 7002 7321-7350",
                        " web g3 80 7003 7351-7380",
                        " web g4 80 7004 7381-7410",
                        "a lb a-eth0 80 80 7201-7230 100",
                        "a lb a-eth0 443 443 7231-7260 100");
    }

    @Test
    void whatIsAddedLaterGetsWhatIsFreeAndNothingMoves() {
        Version first = services(2, service("web", "g1 g2", 80));
        Version second = services(2, service("web", "new g2 g1", 80), service("api", "main", 80));
        assertThat(replayed(second, first))
                .containsExactly(
                        " api main 80 7002 7205-7206",
                        " web g1 80 7000 7201-7202",
                        " web g2 80 7001 7203-7204",
                        " web new 80 7003 7207-7208");
    }

    @Test
    void whatIsGoneKeepsItsNumbersReserved() {
        Version first = services(2, service("web", "g1 g2", 80));
        Version second = services(2, service("web", "g2", 80));
        Version third = services(2, service("web", "g2 g3", 80));
        assertThat(replayed(third, second, first))
                .containsExactly(" web g2 80 7001 7203-7204", " web g3 80 7002 7205-7206");
        assertThat(replayed(services(2, service("web", "g2 g1", 80)), second, first))
                .as("it comes back to them")
                .containsExactly(" web g1 80 7000 7201-7202", " web g2 80 7001 7203-7204");
    }

    @Test
    void aSmallerPoolOfInternalPortsKeepsTheRestForALargerOne() {
        Service web = service("web", "g1", 80);
        Service more = service("web", "g1 g2", 80);
        assertThat(replayed(services(1, more), services(3, web)))
                .containsExactly(" web g1 80 7000 7201-7201", " web g2 80 7001 7204-7204");
        List<Allocation> grown = PortReplay.of(List.of(services(4, more), services(1, more), services(2, web)));
        assertThat(grown.get(0).internalPorts()).containsExactly(7201, 7202, 7204, 7205);
        assertThat(grown.get(1).internalPorts()).containsExactly(7203, 7206, 7207, 7208);
    }

    @Test
    void portsOutsideOfAChangedRangeAreReplacedButExternalOnesStay() {
        Service web = service("web", "g1", 80);
        Version moved = new Version(range(6000, 6010), range(6100, 6110), range(1, 2), 2, List.of(), List.of(web));
        assertThat(replayed(moved, services(2, web))).containsExactly(" web g1 80 7000 6100-6101");
    }

    @Test
    void aPortThatIsForcedLaterIsIgnored() {
        Version first = version(2, List.of(balancer("a", "eth0")));
        Version second = version(2, List.of(balancer("a", "eth0", new TreeMap<>(java.util.Map.of(80, 80)))));
        assertThat(replayed(second, first)).contains("a lb a-eth0 80 7000 7201-7202 100");
    }

    @Test
    void interfacesOfAHostHaveTablesOfTheirOwnAndKeepThem() {
        Version first = version(1, List.of(balancer("a", "eth1"), balancer("b", "eth1")));
        Version second = version(
                1, List.of(balancer("a", "eth0"), balancer("a", "eth1"), balancer("b", "eth1"), balancer("b", "eth2")));
        assertThat(PortReplay.of(List.of(second, first)).stream()
                        .filter(row -> row.port() == 80)
                        .map(row -> row.block() + " " + row.routingTable().orElseThrow()))
                .containsExactly("a-eth0 101", "a-eth1 100", "b-eth1 100", "b-eth2 101");
    }

    @Test
    void oneServicePortOverTcpAndUdpIsOnePort() {
        Service dns = new Service("dns", List.of("g1"), new Ports(ports(), ports(53), ports(53)));
        assertThat(replayed(services(2, dns))).containsExactly(" dns g1 53 7000 7201-7202");
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        Service web = service("web", "g1", 80);
        assertThatThrownBy(() -> replayed(services(600, web)))
                .isInstanceOf(AllocationException.class)
                .hasMessage("versions[0]: no internal port is left for port 80 of web g1: increase internal_ports");
        Version none = new Version(new TreeSet<>(), range(1, 9), range(1, 2), 1, List.of(), List.of(web));
        assertThatThrownBy(() -> replayed(none)).hasMessageContaining("increase external_ports");
        Version noTable =
                new Version(range(1, 9), range(10, 19), new TreeSet<>(), 1, List.of(balancer("a", "eth0")), List.of());
        assertThatThrownBy(() -> replayed(noTable)).hasMessageContaining("increase routing_tables");
        Service stream = new Service("web", List.of("g1"), new Ports(ports(), ports(80), ports()));
        assertThatThrownBy(() -> replayed(services(1, stream), services(1, web)))
                .hasMessage("versions[0]: port 80 of web g1 was http over tcp and cannot become stream");
        SortedMap<Integer, Integer> http = new TreeMap<>(java.util.Map.of(7000, 80));
        assertThatThrownBy(() ->
                        replayed(version(1, List.of(balancer("a", "eth0", http)), web), version(1, List.of(), web)))
                .hasMessage("versions[0]: external port 7000 of port 80 of lb a-eth0 is that of port 80 of web g1");
    }
}
