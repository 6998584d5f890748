package io.warpctl.apiserver.schema;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The types Kubernetes adds to CEL and their functions: quantities, addresses, networks, URLs, semantic versions and
 * named formats.
 *
 * <p>Source of the functions: {@code k8s.io/apiserver/pkg/cel/library}.
 */
final class CelTypeLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final CelType ADDRESS = OpaqueType.create("net.IP");
    private static final CelType NETWORK = OpaqueType.create("net.CIDR");
    private static final CelType LINK = OpaqueType.create("kubernetes.URL");
    private static final CelType VERSION = OpaqueType.create("kubernetes.Semver");
    private static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");

    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    CelTypeLibrary() {
        quantities();
        addresses();
        networks();
        links();
        versions();
        formats();
    }

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        overloads.forEach((name, all) ->
                checker.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, List.copyOf(all))));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        runtime.addFunctionBindings(bindings);
    }

    private void quantities() {
        text("isQuantity", BOOL, CelQuantity::isQuantity);
        text("quantity", QUANTITY, CelQuantity::of);
        Class<CelQuantity> type = CelQuantity.class;
        of(QUANTITY, type, "sign", INT, q -> (long) q.value().signum());
        of(QUANTITY, type, "isInteger", BOOL, CelQuantity::isInteger);
        of(QUANTITY, type, "asInteger", INT, CelQuantity::asInteger);
        of(
                QUANTITY,
                type,
                "asApproximateFloat",
                SimpleType.DOUBLE,
                q -> q.value().doubleValue());
        with(QUANTITY, type, "add", QUANTITY, QUANTITY, type, CelQuantity::plus);
        with(QUANTITY, type, "add", QUANTITY, INT, Long.class, (q, i) -> q.plus(CelQuantity.of(i)));
        with(QUANTITY, type, "sub", QUANTITY, QUANTITY, type, CelQuantity::minus);
        with(QUANTITY, type, "sub", QUANTITY, INT, Long.class, (q, i) -> q.minus(CelQuantity.of(i)));
        ordered(QUANTITY, type);
    }

    private void addresses() {
        text("ip", ADDRESS, CelAddress::of);
        text("ip.isCanonical", BOOL, t -> CelAddress.of(t).toString().equals(t));
        Class<CelAddress> type = CelAddress.class;
        of(ADDRESS, type, "family", INT, CelAddress::family);
        of(ADDRESS, type, "isUnspecified", BOOL, a -> a.address().isAnyLocalAddress());
        of(ADDRESS, type, "isLoopback", BOOL, a -> a.address().isLoopbackAddress());
        of(ADDRESS, type, "isLinkLocalMulticast", BOOL, a -> a.address().isMCLinkLocal());
        of(ADDRESS, type, "isLinkLocalUnicast", BOOL, a -> a.address().isLinkLocalAddress());
        of(ADDRESS, type, "isGlobalUnicast", BOOL, CelAddress::isGlobalUnicast);
    }

    private void networks() {
        text("cidr", NETWORK, CelNetwork::of);
        Class<CelNetwork> type = CelNetwork.class;
        with(NETWORK, type, "containsIP", BOOL, ADDRESS, CelAddress.class, CelNetwork::contains);
        with(NETWORK, type, "containsIP", BOOL, TEXT, String.class, (n, t) -> n.contains(CelAddress.of(t)));
        with(NETWORK, type, "containsCIDR", BOOL, NETWORK, type, CelNetwork::contains);
        with(NETWORK, type, "containsCIDR", BOOL, TEXT, String.class, (n, t) -> n.contains(CelNetwork.of(t)));
        of(NETWORK, type, "ip", ADDRESS, CelNetwork::address);
        of(NETWORK, type, "masked", NETWORK, CelNetwork::masked);
        of(NETWORK, type, "prefixLength", INT, CelNetwork::bits);
    }

    private void links() {
        text("url", LINK, CelLink::of);
        Class<CelLink> type = CelLink.class;
        of(LINK, type, "getScheme", TEXT, CelLink::scheme);
        of(LINK, type, "getHost", TEXT, CelLink::host);
        of(LINK, type, "getHostname", TEXT, CelLink::hostname);
        of(LINK, type, "getPort", TEXT, CelLink::port);
        of(LINK, type, "getEscapedPath", TEXT, CelLink::escapedPath);
        of(LINK, type, "getQuery", MapType.create(TEXT, TEXTS), CelLink::query);
    }

    private void versions() {
        text("isSemver", BOOL, CelVersion::isVersion);
        text("semver", VERSION, CelVersion::of);
        normalizing("isSemver", BOOL, CelVersion::isVersion);
        normalizing("semver", VERSION, CelVersion::of);
        Class<CelVersion> type = CelVersion.class;
        of(VERSION, type, "major", INT, CelVersion::major);
        of(VERSION, type, "minor", INT, CelVersion::minor);
        of(VERSION, type, "patch", INT, CelVersion::patch);
        ordered(VERSION, type);
    }

    private void formats() {
        text("format.named", OptionalType.create(FORMAT), CelNamedFormat::of);
        for (String name : CelNamedFormat.names()) {
            String function = "format." + name;
            String id = "k8s_" + function;
            declare(function, CelOverloadDecl.newGlobalOverload(id, FORMAT));
            bindings.add(CelFunctionBinding.from(id, List.of(), arguments -> new CelNamedFormat(name)));
        }
        with(
                FORMAT,
                CelNamedFormat.class,
                "validate",
                OptionalType.create(TEXTS),
                TEXT,
                String.class,
                CelNamedFormat::validate);
    }

    private <T extends Comparable<T>> void ordered(CelType type, Class<T> java) {
        with(type, java, "isLessThan", BOOL, type, java, (a, b) -> a.compareTo(b) < 0);
        with(type, java, "isGreaterThan", BOOL, type, java, (a, b) -> a.compareTo(b) > 0);
        with(type, java, "compareTo", INT, type, java, (a, b) -> (long) Integer.signum(a.compareTo(b)));
    }

    private void declare(String name, CelOverloadDecl overload) {
        overloads.computeIfAbsent(name, key -> new ArrayList<>()).add(overload);
    }

    /** A function of a text. */
    private void text(String name, CelType result, Function<String, Object> function) {
        String id = "k8s_" + name + "_string";
        declare(name, CelOverloadDecl.newGlobalOverload(id, result, TEXT));
        bindings.add(CelFunctionBinding.from(id, String.class, function::apply));
    }

    /** The same of a text that may first be brought into its strict form. */
    private void normalizing(String name, CelType result, Function<String, Object> function) {
        String id = "k8s_" + name + "_string_bool";
        declare(name, CelOverloadDecl.newGlobalOverload(id, result, TEXT, BOOL));
        bindings.add(CelFunctionBinding.from(
                id,
                String.class,
                Boolean.class,
                (text, normalize) -> function.apply(normalize ? CelVersion.normalized(text) : text)));
    }

    /** A function of a value of one of the types. */
    private <T> void of(CelType type, Class<T> java, String name, CelType result, Function<T, Object> function) {
        String id = id(name, type);
        declare(name, CelOverloadDecl.newMemberOverload(id, result, type));
        bindings.add(CelFunctionBinding.from(id, java, function::apply));
    }

    /** The same with an argument. */
    private <T, A> void with(
            CelType type,
            Class<T> java,
            String name,
            CelType result,
            CelType argument,
            Class<A> javaArgument,
            BiFunction<T, A, Object> function) {
        String id = id(name, type, argument);
        declare(name, CelOverloadDecl.newMemberOverload(id, result, type, argument));
        bindings.add(CelFunctionBinding.from(id, java, javaArgument, function::apply));
    }

    private static String id(String name, CelType... types) {
        StringBuilder id = new StringBuilder("k8s_").append(name);
        Arrays.stream(types).forEach(type -> id.append('_').append(type.name()));
        return id.toString();
    }
}
