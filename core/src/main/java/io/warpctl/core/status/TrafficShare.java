package io.warpctl.core.status;

import io.warpctl.core.report.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The measured share of a version.
 *
 * @param version the version
 * @param percent its share of the requests answered; all shares together make 100
 */
public record TrafficShare(String version, int percent) {
    public TrafficShare {
        Objects.requireNonNull(version, "version");
    }

    /**
     * The shares of the requests answered between two samples of the hosts' counters. A counter that went down began anew, since
     * its balancer did. Empty when nothing was answered.
     *
     * @param earlier counters by host name; a host that is missing counted nothing
     * @param later counters by host name
     */
    public static List<TrafficShare> between(Map<String, List<Traffic>> earlier, Map<String, List<Traffic>> later) {
        Map<String, Long> requests = new TreeMap<>();
        later.forEach((host, counters) -> counters.forEach(counter -> requests.merge(
                counter.version(), increase(earlier.getOrDefault(host, List.of()), counter), Long::sum)));
        long total = requests.values().stream().mapToLong(Long::longValue).sum();
        return total == 0 ? List.of() : shares(requests, total);
    }

    private static long increase(List<Traffic> earlier, Traffic counter) {
        long before = earlier.stream()
                .filter(other ->
                        other.block().equals(counter.block()) && other.release().equals(counter.release()))
                .mapToLong(Traffic::requests)
                .findFirst()
                .orElse(0);
        return counter.requests() >= before ? counter.requests() - before : counter.requests();
    }

    /** Rounds down and gives what is missing to 100 to those that lost most. */
    private static List<TrafficShare> shares(Map<String, Long> requests, long total) {
        List<Map.Entry<String, Long>> entries = requests.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparingLong(entry -> -(entry.getValue() * 100 % total)))
                .toList();
        long missing = 100
                - entries.stream()
                        .mapToLong(entry -> entry.getValue() * 100 / total)
                        .sum();
        List<TrafficShare> shares = new ArrayList<>();
        for (Map.Entry<String, Long> entry : entries) {
            long rest = missing-- > 0 ? 1 : 0;
            shares.add(new TrafficShare(entry.getKey(), (int) (entry.getValue() * 100 / total + rest)));
        }
        shares.sort(Comparator.comparingInt(TrafficShare::percent).reversed().thenComparing(TrafficShare::version));
        return List.copyOf(shares);
    }
}
