package io.warpctl.node.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.plan.Volume;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the plan of one host from YAML or JSON. The structure is {@link HostPlan}'s, with these defaults:
 *
 * <pre>
 * releases:                         # by any key; blocks name them by it
 *   hello-1.0.0:
 *     image: hello:1.0.0            # the only field that must be there
 *     version: 1.0.0                # default: the image's tag
 *     ports: [{port: 8080}]         # name: http, protocol: HTTP
 *     # imageId, configVersion, command[], env{}, volumes[{name, path}], user, memoryBytes, milliCpus
 * services:
 * - ref: demo/hello                 # [namespace/]environment/service; namespace: default
 *   hosts: [demo-hello.localhost]
 *   health: {minReadySeconds: 2}    # mode Status, path /status, and the other defaults of Health
 *   timing: {keepWarmSeconds: 120}  # the defaults of Timing
 *   blocks:
 *   - {name: g1, target: hello-1.0.0}    # weight: 1; fallback: none
 *   # hiddenPrefixes[], rolloutInProgress, rolloutEndedAt
 * interfaces:
 * - name: lo
 *   addresses: [127.0.0.1]          # default: all the interface has
 *   listeners: [{port: 8080}]       # name: http
 *   # gateway, routingTable
 * removals: [{service: demo/gone}]  # block: one block of it
 * # resolve[], servicesNetwork {name: warp0, subnet: 172.30.0.0/16}
 * # clusterUid: file; generation: counted by the node; leaderEpoch: 0
 * </pre>
 */
public final class PlanFileParser {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int MAX_SECONDS = 30 * 24 * 3600;

    private PlanFileParser() {}

    /**
     * Reads a plan.
     *
     * @param file its name, for messages
     * @throws PlanFileException when it is wrong
     */
    public static PlanOffer parse(String file, byte[] content) throws PlanFileException {
        Fields root = Fields.root(file, tree(file, content));
        HostPlan plan = root.whole(PlanFileParser::plan);
        new PlanReferences(file, plan).check();
        return new PlanOffer(plan, plan.generation() > 0);
    }

    private static JsonNode tree(String file, byte[] content) throws PlanFileException {
        try {
            return YAML.readTree(content);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            // The rest of the parser's message repeats the place and the text around it.
            String what = e.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.isEmpty() && Character.isLetter(line.charAt(0)))
                    .collect(Collectors.joining(", "));
            throw new PlanFileException(file + where + ": is neither YAML nor JSON: " + what);
        } catch (IOException e) {
            throw new PlanFileException(file + ": is not text: " + e.getMessage());
        }
    }

    private static HostPlan plan(Fields fields) throws PlanFileException {
        return new HostPlan(
                fields.text("clusterUid", "file"),
                fields.number("generation", 0, 1, Long.MAX_VALUE),
                fields.number("leaderEpoch", 0, 0, Long.MAX_VALUE),
                fields.nested("servicesNetwork", ServicesNetwork.DEFAULT, PlanFileParser::servicesNetwork),
                fields.map("releases", PlanFileParser::release),
                fields.list("services", PlanFileParser::service),
                fields.list("interfaces", PlanFileParser::networkInterface),
                fields.texts("resolve"),
                fields.list("removals", PlanFileParser::removal));
    }

    private static ServicesNetwork servicesNetwork(Fields fields) throws PlanFileException {
        String name = fields.text("name", ServicesNetwork.DEFAULT.name());
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,14}")) {
            throw fields.wrong("name", "is " + name + ", and must be at most 15 letters, digits, dots and dashes");
        }
        String subnet = fields.text("subnet", ServicesNetwork.DEFAULT.subnet());
        if (!subnet.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
            throw fields.wrong("subnet", "is " + subnet + ", and must be an IPv4 subnet such as 172.30.0.0/16");
        }
        return new ServicesNetwork(name, subnet);
    }

    private static ReleaseTemplate release(Fields fields) throws PlanFileException {
        String image = fields.text("image");
        return new ReleaseTemplate(
                image,
                fields.optionalText("imageId"),
                version(fields, image),
                fields.text("configVersion", ""),
                fields.texts("command"),
                fields.textMap("env"),
                fields.list("ports", PlanFileParser::port),
                fields.list("volumes", PlanFileParser::volume),
                fields.text("user", ""),
                fields.number("memoryBytes", 0, 0, Long.MAX_VALUE),
                fields.number("milliCpus", 0, 0, Long.MAX_VALUE));
    }

    private static String version(Fields fields, String image) throws PlanFileException {
        Optional<String> version = fields.optionalText("version");
        int tag = image.lastIndexOf(':');
        if (version.isPresent()) {
            return version.get();
        } else if (tag < 0 || image.indexOf('/', tag) >= 0 || image.contains("@")) {
            throw fields.wrong("version", "is missing, and the image " + image + " has no tag to take it from; add it");
        }
        return image.substring(tag + 1);
    }

    private static Port port(Fields fields) throws PlanFileException {
        return new Port(
                fields.text("name", "http"),
                fields.integer("port", 1, 65535),
                fields.choice("protocol", Port.Protocol.HTTP, Port.Protocol.class));
    }

    private static Volume volume(Fields fields) throws PlanFileException {
        return new Volume(fields.text("name"), fields.text("path"));
    }

    private static ServicePlan service(Fields fields) throws PlanFileException {
        return new ServicePlan(
                serviceRef(fields, "ref"),
                fields.texts("hosts"),
                fields.texts("hiddenPrefixes"),
                fields.nested("health", Health.DEFAULT, PlanFileParser::health),
                fields.nested("timing", Timing.DEFAULT, PlanFileParser::timing),
                fields.flag("rolloutInProgress"),
                instant(fields, "rolloutEndedAt"),
                fields.list("blocks", PlanFileParser::block));
    }

    private static ServiceRef serviceRef(Fields fields, String name) throws PlanFileException {
        if (fields.has(name) && !fields.isText(name)) {
            return fields.nested(
                    name,
                    new ServiceRef("", "", ""),
                    ref -> new ServiceRef(
                            label(ref, "namespace", "default"), label(ref, "environment"), label(ref, "service")));
        }
        String[] parts = fields.text(name).split("/", -1);
        for (String part : parts) {
            checkLabel(fields, name, part);
        }
        if (parts.length < 2 || parts.length > 3) {
            throw fields.wrong(name, "is " + fields.text(name) + ", and must be [namespace/]environment/service");
        }
        return parts.length == 3
                ? new ServiceRef(parts[0], parts[1], parts[2])
                : new ServiceRef("default", parts[0], parts[1]);
    }

    private static Health health(Fields fields) throws PlanFileException {
        Health otherwise = Health.DEFAULT;
        String path = fields.text("path", otherwise.path());
        if (!path.startsWith("/")) {
            throw fields.wrong("path", "is " + path + ", and must begin with a slash");
        }
        return new Health(
                fields.choice("mode", otherwise.mode(), HealthMode.class),
                path,
                fields.integer("intervalSeconds", otherwise.intervalSeconds(), 1, MAX_SECONDS),
                fields.integer("timeoutSeconds", otherwise.timeoutSeconds(), 1, MAX_SECONDS),
                fields.integer("startupSeconds", otherwise.startupSeconds(), 1, MAX_SECONDS),
                fields.integer("minReadySeconds", otherwise.minReadySeconds(), 0, MAX_SECONDS),
                fields.integer("unhealthySeconds", otherwise.unhealthySeconds(), 1, MAX_SECONDS));
    }

    private static Timing timing(Fields fields) throws PlanFileException {
        Timing otherwise = Timing.DEFAULT;
        return new Timing(
                fields.integer("drainSeconds", otherwise.drainSeconds(), 0, MAX_SECONDS),
                fields.integer("stopGraceSeconds", otherwise.stopGraceSeconds(), 0, MAX_SECONDS),
                fields.integer("keepWarmSeconds", otherwise.keepWarmSeconds(), 0, MAX_SECONDS));
    }

    private static Optional<Instant> instant(Fields fields, String name) throws PlanFileException {
        Optional<String> text = fields.optionalText(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw fields.wrong(name, "is " + text.orElse("") + ", and must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static BlockPlan block(Fields fields) throws PlanFileException {
        return new BlockPlan(
                label(fields, "name"),
                fields.integer("weight", 1, 0, 1_000_000),
                fields.text("target"),
                fields.optionalText("fallback"));
    }

    private static InterfacePlan networkInterface(Fields fields) throws PlanFileException {
        return new InterfacePlan(
                fields.text("name"),
                fields.texts("addresses"),
                fields.optionalText("gateway"),
                fields.has("routingTable")
                        ? Optional.of(fields.integer("routingTable", 1, Integer.MAX_VALUE))
                        : Optional.empty(),
                fields.list("listeners", PlanFileParser::listener));
    }

    private static ListenerPlan listener(Fields fields) throws PlanFileException {
        return new ListenerPlan(fields.text("name", "http"), fields.integer("port", 1, 65535));
    }

    private static Removal removal(Fields fields) throws PlanFileException {
        return new Removal(serviceRef(fields, "service"), fields.optionalText("block"));
    }

    private static String label(Fields fields, String name) throws PlanFileException {
        return checkLabel(fields, name, fields.text(name));
    }

    private static String label(Fields fields, String name, String otherwise) throws PlanFileException {
        return checkLabel(fields, name, fields.text(name, otherwise));
    }

    private static String checkLabel(Fields fields, String name, String text) throws PlanFileException {
        if (!text.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw fields.wrong(
                    name, "has the name \"" + text + "\", and names are lower-case letters, digits and dashes inside");
        }
        return text;
    }
}
