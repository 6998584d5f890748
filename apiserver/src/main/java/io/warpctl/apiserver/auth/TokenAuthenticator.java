package io.warpctl.apiserver.auth;

import java.util.Optional;

/** Knows bearer tokens. */
@FunctionalInterface
public interface TokenAuthenticator {

    /** The audience that this server itself is. */
    String API = "https://kubernetes.default.svc";

    /** Who a token belongs to; empty if this authenticator does not know it. */
    Optional<User> authenticate(String token);

    /** Who a token belongs to that was made for an audience; unless said otherwise all are for this server. */
    default Optional<User> authenticate(String token, String audience) {
        return audience.equals(API) ? authenticate(token) : Optional.empty();
    }
}
