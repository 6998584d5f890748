package io.warpctl.apiserver.auth;

import io.warpctl.apiserver.object.ApiError;
import java.util.List;
import java.util.Optional;

/** Finds out who a request comes from. */
public final class Authenticator {

    private static final String BEARER = "bearer ";

    private final List<TokenAuthenticator> tokens;

    public Authenticator(List<TokenAuthenticator> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * The user.
     *
     * @param authorization the header; empty if absent
     * @param certificate who the client's verified certificate names
     * @throws ApiError 401 if there is a token and nobody knows it
     */
    public User authenticate(String authorization, Optional<User> certificate) {
        if (certificate.isPresent()) {
            return certificate.get().authenticated();
        }
        if (authorization.isEmpty()) {
            return User.ANONYMOUS;
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw ApiError.unauthorized();
        }
        String token = authorization.substring(BEARER.length()).strip();
        return token(token, TokenAuthenticator.API).orElseThrow(ApiError::unauthorized);
    }

    /** Whose a token is that was made for an audience; empty if nobody knows it. */
    Optional<User> token(String token, String audience) {
        return tokens.stream()
                .map(each -> each.authenticate(token, audience))
                .flatMap(Optional::stream)
                .findFirst()
                .map(User::authenticated);
    }
}
