package io.warpctl.apiserver.auth;

import java.util.Optional;

/** Knows bearer tokens. */
@FunctionalInterface
public interface TokenAuthenticator {

    /** Who a token belongs to; empty if this authenticator does not know it. */
    Optional<User> authenticate(String token);
}
