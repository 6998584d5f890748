package io.warpctl.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Functions that Kubernetes adds to CEL and that are commonly used: {@code find}, {@code findAll}, {@code isSorted},
 * {@code sum}, {@code min}, {@code max}, {@code indexOf} and {@code lastIndexOf} of lists, {@code isURL}, {@code isIP},
 * {@code isCIDR}, {@code format}.
 */
final class CelLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final CelType ITEM = TypeParamType.create("T");
    private static final CelType ITEMS = ListType.create(ITEM);

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        checker.addFunctionDeclarations(
                member("find", CelOverloadDecl.newMemberOverload("k8s_find", TEXT, TEXT, TEXT)),
                member(
                        "findAll",
                        CelOverloadDecl.newMemberOverload("k8s_find_all", TEXTS, TEXT, TEXT),
                        CelOverloadDecl.newMemberOverload("k8s_find_all_limit", TEXTS, TEXT, TEXT, SimpleType.INT)),
                member("isSorted", CelOverloadDecl.newMemberOverload("k8s_is_sorted", SimpleType.BOOL, ITEMS)),
                member("sum", CelOverloadDecl.newMemberOverload("k8s_sum", ITEM, ITEMS)),
                member("min", CelOverloadDecl.newMemberOverload("k8s_min", ITEM, ITEMS)),
                member("max", CelOverloadDecl.newMemberOverload("k8s_max", ITEM, ITEMS)),
                member("indexOf", CelOverloadDecl.newMemberOverload("k8s_index_of", SimpleType.INT, ITEMS, ITEM)),
                member(
                        "lastIndexOf",
                        CelOverloadDecl.newMemberOverload("k8s_last_index_of", SimpleType.INT, ITEMS, ITEM)),
                member("isURL", CelOverloadDecl.newGlobalOverload("k8s_is_url", SimpleType.BOOL, TEXT)),
                member("isIP", CelOverloadDecl.newGlobalOverload("k8s_is_ip", SimpleType.BOOL, TEXT)),
                member("isCIDR", CelOverloadDecl.newGlobalOverload("k8s_is_cidr", SimpleType.BOOL, TEXT)),
                member(
                        "format",
                        CelOverloadDecl.newMemberOverload("k8s_format", TEXT, TEXT, ListType.create(SimpleType.DYN))));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        runtime.addFunctionBindings(
                CelFunctionBinding.from("k8s_find", String.class, String.class, (text, pattern) -> {
                    List<String> found = findAll(text, pattern, 1);
                    return found.isEmpty() ? "" : found.get(0);
                }),
                CelFunctionBinding.from(
                        "k8s_find_all", String.class, String.class, (text, pattern) -> findAll(text, pattern, -1)),
                CelFunctionBinding.from(
                        "k8s_find_all_limit",
                        List.of(String.class, String.class, Long.class),
                        args -> findAll((String) args[0], (String) args[1], (Long) args[2])),
                CelFunctionBinding.from("k8s_is_sorted", List.class, CelLibrary::isSorted),
                CelFunctionBinding.from("k8s_sum", List.class, CelLibrary::sum),
                CelFunctionBinding.from("k8s_min", List.class, list -> extreme(list, 1)),
                CelFunctionBinding.from("k8s_max", List.class, list -> extreme(list, -1)),
                CelFunctionBinding.from(
                        "k8s_index_of", List.class, Object.class, (list, item) -> (long) list.indexOf(item)),
                CelFunctionBinding.from(
                        "k8s_last_index_of", List.class, Object.class, (list, item) -> (long) list.lastIndexOf(item)),
                CelFunctionBinding.from("k8s_is_url", String.class, CelLink::isLink),
                CelFunctionBinding.from("k8s_is_ip", String.class, CelAddress::isAddress),
                CelFunctionBinding.from("k8s_is_cidr", String.class, CelNetwork::isNetwork),
                CelFunctionBinding.from("k8s_format", String.class, List.class, CelFormat::format));
    }

    private static CelFunctionDecl member(String name, CelOverloadDecl... overloads) {
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    private static List<String> findAll(String text, String pattern, long limit) {
        List<String> found = new ArrayList<>();
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            while ((limit < 0 || found.size() < limit) && matcher.find()) {
                found.add(matcher.group());
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Illegal regex: " + e.getMessage(), e);
        }
        return found;
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(List<?> list) {
        if (list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(Long.class::cast).reduce(0L, Math::addExact);
        }
        if (list.stream().allMatch(Double.class::isInstance)) {
            return list.stream().mapToDouble(Double.class::cast).sum();
        }
        throw new IllegalArgumentException("no such overload");
    }

    private static Object extreme(List<?> list, int sign) {
        Comparator<Object> order = (a, b) -> sign * compare(a, b);
        return list.stream()
                .map(Object.class::cast)
                .min(order)
                .orElseThrow(() -> new IllegalArgumentException((sign > 0 ? "min" : "max") + " called on empty list"));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        throw new IllegalArgumentException("no such overload");
    }
}
