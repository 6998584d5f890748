package io.warpctl.apiserver.http;

import io.warpctl.apiserver.auth.Attributes;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.object.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests in another's name, as {@code kubectl --as} sends them: for those who may {@code impersonate} that user. */
final class Impersonation {

    /** Several headers of one name arrive as lines of one. */
    static final String LINE = "\n";

    /** How the names of all of them begin. */
    static final String PREFIX = "impersonate-";

    private static final String GROUP = "impersonate-group";
    private static final String USER = "impersonate-user";
    private static final String UID = "impersonate-uid";
    private static final String EXTRA = "impersonate-extra-";
    private static final String ACCOUNT = "system:serviceaccount:";

    private Impersonation() {}

    /**
     * The user to act for; empty if the request speaks for itself.
     *
     * @param authorize refuses what the client may not
     * @throws ApiError 403, or 400 if groups are named without a user
     */
    static Optional<User> of(ApiRequest request, Consumer<Attributes> authorize) {
        String name = request.header(USER);
        List<String> groups = new ArrayList<>();
        for (String group : request.header(GROUP).split(LINE)) {
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        Map<String, List<String>> extra = extra(request);
        String uid = request.header(UID);
        if (name.isEmpty()) {
            if (!groups.isEmpty() || !extra.isEmpty() || !uid.isEmpty()) {
                throw ApiError.badRequest("requested groups, uid or extra to impersonate without impersonating a user");
            }
            return Optional.empty();
        }
        String[] parts = name.split(":");
        boolean account = name.startsWith(ACCOUNT) && parts.length == 4;
        authorize.accept(account ? may("", "serviceaccounts", parts[2], parts[3]) : may("", "users", "", name));
        groups.forEach(group -> authorize.accept(may("", "groups", "", group)));
        String group = "authentication.k8s.io";
        if (!uid.isEmpty()) {
            authorize.accept(may(group, "uids", "", uid));
        }
        extra.forEach((key, values) -> values.forEach(
                value -> authorize.accept(Attributes.resource("impersonate", group, "userextras", key, "", value))));
        if (account && groups.isEmpty()) {
            groups.add("system:serviceaccounts");
            groups.add("system:serviceaccounts:" + parts[2]);
        }
        boolean anonymous = name.equals(User.ANONYMOUS.name());
        String everybody = anonymous ? "system:unauthenticated" : User.AUTHENTICATED;
        if (!groups.contains(everybody)) {
            groups.add(everybody);
        }
        return Optional.of(anonymous ? User.ANONYMOUS : new User(name, uid, groups, extra));
    }

    private static Attributes may(String group, String resource, String namespace, String name) {
        return Attributes.resource("impersonate", group, resource, "", namespace, name);
    }

    private static Map<String, List<String>> extra(ApiRequest request) {
        Map<String, List<String>> extra = new HashMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(EXTRA)) {
                extra.put(name.substring(EXTRA.length()), List.of(value.split(LINE)));
            }
        });
        return extra;
    }
}
