package io.warpctl.apiserver.auth;

import java.util.List;
import java.util.Map;

/** Who a request comes from. */
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    /** The group that may do everything. */
    public static final String MASTERS = "system:masters";
    /** The group of everybody who said who they are. */
    public static final String AUTHENTICATED = "system:authenticated";
    /** Who has not said so. */
    public static final User ANONYMOUS = new User("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

    public User {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /** A user with only a name and groups. */
    public static User of(String name, List<String> groups) {
        return new User(name, "", groups, Map.of());
    }

    /** The same, in the group of those who said who they are. */
    User authenticated() {
        if (groups.contains(AUTHENTICATED)) {
            return this;
        }
        List<String> all = new java.util.ArrayList<>(groups);
        all.add(AUTHENTICATED);
        return new User(name, uid, all, extra);
    }
}
